namespace Godwit.Session.Tests;

public sealed class LineWrapTests
{
    [Theory]
    [InlineData("", 10)]
    [InlineData("short", 10, "short")]
    [InlineData("exactly 10", 10, "exactly 10")]
    [InlineData("one two three", 7, "one two", "three")]
    [InlineData("one two three", 8, "one two", "three")]
    [InlineData("-L 8080:localhost:80 is there", 10, "-L", "8080:local", "host:80 is", "there")]
    [InlineData("宽宽宽", 5, "宽宽", "宽")]
    [InlineData("宽", 1, "宽")]
    [InlineData("a b c d e f", 1, "a", "b", "c", "d")]
    public void Lines_OfASentence_BreakAtItsBlanks(string text, int width, params string[] rows) => Assert.Equal(rows, LineWrap.Lines(text, width));
}
