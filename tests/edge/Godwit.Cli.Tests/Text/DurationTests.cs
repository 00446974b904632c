namespace Godwit.Cli.Tests;

public sealed class DurationTests
{
    [Theory]
    [InlineData("7d", 604_800)]
    [InlineData("1H30m", 5400)]
    [InlineData("90", 90)]
    [InlineData("2w", 1_209_600)]
    [InlineData("1m5", 65)]
    [InlineData("none", 0)]
    [InlineData("0", 0)]
    [InlineData("946080000", Duration.MaxSeconds)]
    public void TryParse_ATime_IsSeconds(string text, int expected)
    {
        Assert.True(Duration.TryParse(text, out var seconds));
        Assert.Equal(expected, seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("7 d")]
    [InlineData("-1")]
    [InlineData("7days")]
    [InlineData("1.5h")]
    [InlineData("946080001")]
    [InlineData("99999999999999999999999999d")]
    [InlineData("٣d")]
    public void TryParse_NoTime_IsRefused(string text) => Assert.False(Duration.TryParse(text, out _));
}
