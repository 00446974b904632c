namespace Godwit.Server.Tests;

public sealed class TimeoutVariableTests
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("0", 0)]
    [InlineData("600", 600)]
    [InlineData(" 5", 5)]
    [InlineData("+5", 5)]
    [InlineData("99999999999999999999", 1_000_000_000)]
    public void TryParse_Number_IsRead(string? text, int expected)
    {
        Assert.True(TimeoutVariable.TryParse(text, out int seconds));
        Assert.Equal(expected, seconds);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("2x")]
    [InlineData("-1")]
    [InlineData(" ")]
    [InlineData("+")]
    [InlineData("5 ")]
    public void TryParse_OtherText_IsNoTimeout(string text)
    {
        Assert.False(TimeoutVariable.TryParse(text, out int seconds));
        Assert.Equal(0, seconds);
    }

    [Fact]
    public void Warnings_ValuesThatDoNotCount_AreNamed()
    {
        Assert.Equal("", TimeoutVariable.Warnings(_ => "5"));
        string[] lines = TimeoutVariable.Warnings(_ => "5 min").Split('\n');
        Assert.Equal("Warning: MOSH_SERVER_NETWORK_TMOUT=5 min is no number of seconds; it does not count.", lines[0]);
        Assert.Equal("Warning: MOSH_SERVER_SIGNAL_TMOUT=5 min is no number of seconds; it does not count.", lines[1]);
    }
}
