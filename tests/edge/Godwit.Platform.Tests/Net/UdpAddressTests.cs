namespace Godwit.Platform.Tests.Net;

public class UdpAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", IpFamily.IPv4)]
    [InlineData("0.0.0.0", "0.0.0.0", IpFamily.IPv4)]
    [InlineData("2001:DB8:0:0:0:0:0:1", "2001:db8::1", IpFamily.IPv6)]
    [InlineData("::", "::", IpFamily.IPv6)]
    [InlineData("::1", "::1", IpFamily.IPv6)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", IpFamily.IPv4)]
    [InlineData("::FFFF:c000:207", "192.0.2.7", IpFamily.IPv4)]
    [InlineData("fe80::1%7", "fe80::1%7", IpFamily.IPv6)]
    [InlineData("fe80::1%lo", "fe80::1%1", IpFamily.IPv6)]
    public void TryParse_NumericText_FormatsCanonically(string text, string expected, IpFamily family)
    {
        Assert.True(UdpAddress.TryParse(text, 60001, out var address));
        Assert.Equal(expected, address.ToString());
        Assert.Equal(family, address.Family);
        Assert.Equal(60001, address.Port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.1 ")]
    [InlineData("192.0.2.1%1")]
    [InlineData("[::1]")]
    [InlineData("::1%")]
    [InlineData("fe80::1%no-such-interface")]
    [InlineData("%1")]
    [InlineData("1\0.2.3.4")]
    [InlineData("１.2.3.4")]
    public void TryParse_OtherText_IsRefused(string text)
    {
        Assert.False(UdpAddress.TryParse(text, 1, out var address));
        Assert.Equal(default, address);
    }

    [Fact]
    public void TryParse_FormattedAddress_GivesTheSameAddress()
    {
        var random = new Random(4711);
        Span<byte> socketAddress = stackalloc byte[UdpAddress.SocketAddressSize];
        Span<byte> written = stackalloc byte[UdpAddress.SocketAddressSize];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(socketAddress);
            var family = random.Next(2) == 0 ? IpFamily.IPv4 : IpFamily.IPv6;
            Native.Libc.WriteFamily(socketAddress, family == IpFamily.IPv4 ? Native.Libc.FamilyIPv4 : Native.Libc.FamilyIPv6, 0);
            var address = UdpAddress.FromSocketAddress(socketAddress);

            Assert.True(UdpAddress.TryParse(address.ToString(), address.Port, out var parsed));
            Assert.Equal(address, parsed);

            var length = address.WriteSocketAddress(written, IpFamily.IPv6); // IPv4 goes through its mapped form.
            Assert.Equal(address, UdpAddress.FromSocketAddress(written[..length]));
        }
    }

    [Fact]
    public void WriteSocketAddress_IPv6OnIPv4Socket_WritesNothing()
    {
        Assert.Equal(0, UdpAddress.LoopbackIPv6(1).WriteSocketAddress(stackalloc byte[28], IpFamily.IPv4));
        Assert.Equal(0, default(UdpAddress).WriteSocketAddress(stackalloc byte[28], IpFamily.IPv6));
    }

    [Fact]
    public void FromSocketAddress_ShortOrForeign_GivesNone()
    {
        Assert.Equal(default, UdpAddress.FromSocketAddress([]));
        Assert.Equal(default, UdpAddress.FromSocketAddress(new byte[28])); // AF_UNSPEC
        Assert.Equal("", default(UdpAddress).ToString());
    }

    [Fact]
    public void ToEndpointString_BothFamilies_BracketsOnlyIPv6()
    {
        Assert.Equal("127.0.0.1:60001", UdpAddress.LoopbackIPv4(60001).ToEndpointString());
        Assert.Equal("[::1]:60001", UdpAddress.LoopbackIPv6(60001).ToEndpointString());
        Assert.Equal("[::1]:7", UdpAddress.LoopbackIPv6(60001).WithPort(7).ToEndpointString());
    }
}
