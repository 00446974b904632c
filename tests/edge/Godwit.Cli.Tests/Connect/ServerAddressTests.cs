using Godwit.Platform;

namespace Godwit.Cli.Tests;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("192.0.2.1 192.0.2.2", "192.0.2.2", "192.0.2.2")] // One of several: the one that ssh reached.
    [InlineData("192.0.2.1 2001:db8::1", "2001:db8::1", "2001:db8::1")]
    [InlineData("192.0.2.1 192.0.2.2", "10.0.0.5", "192.0.2.1")] // Behind a translated address.
    [InlineData("192.0.2.1", null, "192.0.2.1")]
    [InlineData("", "10.0.0.5", "10.0.0.5")] // Through a jump host.
    [InlineData("", null, null)]
    public void Choose_ResolvedAndReported_PrefersAgreement(string resolved, string? reported, string? expected)
    {
        var addresses = resolved.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text =>
        {
            Assert.True(UdpAddress.TryParse(text, 22, out var address));
            return address;
        });
        Assert.Equal(expected, ServerAddress.Choose([.. addresses], reported));
    }
}
