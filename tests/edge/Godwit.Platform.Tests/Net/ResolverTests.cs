namespace Godwit.Platform.Tests.Net;

public class ResolverTests
{
    private static readonly UdpAddress Four = UdpAddress.LoopbackIPv4(22);
    private static readonly UdpAddress OtherFour = UdpAddress.AnyIPv4(22);
    private static readonly UdpAddress Six = UdpAddress.LoopbackIPv6(22);

    [Fact]
    public void Select_EachPolicy_FiltersAndSortsStably()
    {
        List<UdpAddress> all = [Four, Six, OtherFour];
        Assert.Equal([Four, OtherFour], Resolver.Select(all, FamilyPolicy.Inet, "h"));
        Assert.Equal([Six], Resolver.Select(all, FamilyPolicy.Inet6, "h"));
        Assert.Equal([Four, OtherFour, Six], Resolver.Select(all, FamilyPolicy.PreferInet, "h"));
        Assert.Equal([Six, Four, OtherFour], Resolver.Select(all, FamilyPolicy.PreferInet6, "h"));
        Assert.Equal(all, Resolver.Select(all, FamilyPolicy.All, "h"));
        Assert.Equal([Six], Resolver.Select([Six], FamilyPolicy.Auto, "h"));
        Assert.Equal([Six], Resolver.Select([Six], FamilyPolicy.PreferInet, "h"));
    }

    [Fact]
    public void Select_NothingLeftOrAmbiguous_Throws()
    {
        _ = Assert.Throws<PlatformException>(() => Resolver.Select([Four, Six], FamilyPolicy.Auto, "h"));
        _ = Assert.Throws<PlatformException>(() => Resolver.Select([Four], FamilyPolicy.Inet6, "h"));
        _ = Assert.Throws<PlatformException>(() => Resolver.Select([], FamilyPolicy.All, "h"));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    public void Resolve_Literal_StandsForItself(string host, string expected)
    {
        var address = Assert.Single(Resolver.Resolve(host, "22", FamilyPolicy.PreferInet));
        Assert.Equal(expected, address.ToString());
        Assert.Equal(22, address.Port);
    }

    [Fact]
    public void Resolve_Localhost_IsLoopback() =>
        Assert.Contains(UdpAddress.LoopbackIPv4(2222), Resolver.Resolve("localhost", "2222", FamilyPolicy.All));

    [Fact]
    public void Resolve_UnknownService_SaysWhich()
    {
        var error = Assert.Throws<PlatformException>(() => Resolver.Resolve("localhost", "no-such-service", FamilyPolicy.All));
        Assert.StartsWith("cannot find the address of localhost: ", error.Message, StringComparison.Ordinal);
    }
}
