namespace Godwit.Platform.Tests.Net;

public class PortRangeTests
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("60001", 60001, 60001)]
    [InlineData("65535", 65535, 65535)]
    [InlineData("60000:61000", 60000, 61000)]
    [InlineData("5:5", 5, 5)]
    public void TryParse_GoodText_GivesRange(string text, ushort low, ushort high)
    {
        Assert.True(PortRange.TryParse(text, out var range, out var reason));
        Assert.Equal(new PortRange(low, high), range);
        Assert.Equal("", reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("1:")]
    [InlineData(":1")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("0:5")]
    [InlineData("6:5")]
    [InlineData("1:2:3")]
    [InlineData("x")]
    public void TryParse_BadText_SaysWhy(string text)
    {
        Assert.False(PortRange.TryParse(text, out _, out var reason));
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
    }
}
