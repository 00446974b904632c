namespace Godwit.Cli.Tests;

public sealed class CNumberTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("0", 0)]
    [InlineData("256", 256)]
    [InlineData(" 7", 7)]
    [InlineData("+7", 7)]
    [InlineData("-7", -7)]
    [InlineData("007", 7)]
    [InlineData("99999999999999999999", long.MaxValue)]
    public void TryParse_Number_IsRead(string text, long expected)
    {
        Assert.True(CNumber.TryParse(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("5x")]
    [InlineData("5 ")]
    [InlineData("-")]
    [InlineData(" ")]
    [InlineData("0x10")]
    [InlineData("٣")]
    public void TryParse_OtherText_IsRefused(string text) => Assert.False(CNumber.TryParse(text, out _));
}
