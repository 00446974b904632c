namespace Godwit.Terminal.Tests;

/// <content>Movement, tabs, regions, saving.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("\e[2;3H", 1, 2)]
    [InlineData("\e[99;99H", 2, 9)]
    [InlineData("\e[0;0H", 0, 0)]
    [InlineData("\e[99999;99999H", 2, 9)]
    [InlineData("\e[2;3H\e[A", 0, 2)]
    [InlineData("\e[2;3H\e[B", 2, 2)]
    [InlineData("\e[2;3H\e[2C", 1, 4)]
    [InlineData("\e[2;3H\e[9D", 1, 0)]
    [InlineData("\e[1;3H\e[2E", 2, 0)]
    [InlineData("\e[3;3H\e[F", 1, 0)]
    [InlineData("\e[2;3H\e[5G", 1, 4)]
    [InlineData("\e[2;3H\e[5`", 1, 4)]
    [InlineData("\e[2;3H\e[3d", 2, 2)]
    [InlineData("\e[1;3H\e[2a", 0, 4)]
    [InlineData("\e[1;3H\e[2e", 2, 2)]
    [InlineData("\e[2;3H\r", 1, 0)]
    [InlineData("\e[2;3H\n", 2, 2)]
    [InlineData("\e[2;3H\v", 2, 2)]
    [InlineData("\e[2;3H\e[20h\n", 2, 0)]
    [InlineData("\e[2;3H\eD", 2, 2)]
    [InlineData("\e[2;3H\eE", 2, 0)]
    [InlineData("\e[2;3H\eM", 0, 2)]
    [InlineData("\t", 0, 8)]
    [InlineData("\t\t", 0, 9)]
    [InlineData("\e[9G\e[Z", 0, 0)]
    [InlineData("\e[3G\eH\r\t", 0, 2)]
    [InlineData("\e[3g\t", 0, 9)]
    [InlineData("\e[9G\e[g\r\t", 0, 9)]
    [InlineData("\e[2I", 0, 9)]
    public void Move_Sequence_PutsTheCursor(string input, int row, int column) => Assert.Equal((row, column), Terminal().Feed(input).Cursor);

    [Fact]
    public void LineFeed_BelowTheRegion_DoesNotScroll_Check12()
    {
        TestTerminal terminal = Terminal(10, 6).Feed("top\e[3;5r\e[6;1H\n\n\n");
        Assert.Equal("top", terminal.Text);
        Assert.Equal((5, 0), terminal.Cursor);
    }

    [Theory]
    [InlineData("\e[2;2H\e[2;2r", 1, 1)]
    [InlineData("\e[2;2H\e[3;2r", 1, 1)]
    [InlineData("\e[2;2H\e[9;9r", 1, 1)]
    [InlineData("\e[2;2H\e[4;9r", 0, 0)]
    public void Region_Nonsense_IsIgnored_Check13(string input, int row, int column) => Assert.Equal((row, column), Terminal(10, 4).Feed(input).Cursor);

    [Fact]
    public void Region_TopOnLastRow_IsThatRow_Check13()
    {
        TestTerminal terminal = Terminal(10, 4).Feed("1\r\n2\r\n3\r\n4\e[4;9r\e[4;1H\n5");
        Assert.Equal("1|2|3|5", terminal.Text);
    }

    [Theory]
    [InlineData("\e[2;3r\e[3;1H\n", "1|3||4")]
    [InlineData("\e[2;3r\e[2;1H\eM", "1||2|4")]
    [InlineData("\e[2;3r\e[S", "1|3||4")]
    [InlineData("\e[2;3r\e[T", "1||2|4")]
    [InlineData("\e[2;1H\e[L", "1||2|3")]
    [InlineData("\e[2;1H\e[M", "1|3|4")]
    [InlineData("\e[2;3r\e[2;1H\e[9M", "1|||4")]
    [InlineData("\e[2;3r\e[4;1H\e[M", "1|2|3|4")]
    [InlineData("\e[65535S", "")]
    [InlineData("\e[2T", "||1|2")]
    [InlineData("\e[1;2;3;4;5T", "1|2|3|4")]
    public void Scroll_InRegion_MovesOnlyIt(string input, string expected) => Assert.Equal(expected, Terminal(10, 4).Feed("1\r\n2\r\n3\r\n4" + input).Text);

    [Fact]
    public void InsertLines_InRegion_PutsCursorInFirstColumn()
    {
        Assert.Equal((1, 0), Terminal().Feed("\e[2;5H\e[L").Cursor);
        Assert.Equal((1, 0), Terminal().Feed("\e[2;5H\e[M").Cursor);
    }

    [Fact]
    public void MoveUp_AcrossTheRegionsTop_StopsThere()
    {
        Assert.Equal((1, 0), Terminal().Feed("\e[2;3r\e[3;1H\e[9A").Cursor);
        Assert.Equal((0, 0), Terminal().Feed("\e[2;3r\e[1;1H\e[9A").Cursor);
    }

    [Fact]
    public void OriginMode_Set_MovesAreRelativeToTheRegion()
    {
        TestTerminal terminal = Terminal(10, 6).Feed("\e[3;5r\e[?6h");
        Assert.Equal((2, 0), terminal.Cursor);
        Assert.Equal((4, 0), terminal.Feed("\e[9;1H").Cursor);
        Assert.Equal((3, 0), terminal.Feed("\e[2d").Cursor);
        Assert.Equal((0, 0), terminal.Feed("\e[?6l").Cursor);
    }

    [Fact]
    public void HorizontalMargins_Set_ConfineTextAndScrolling()
    {
        TestTerminal terminal = Terminal().Feed("aaaaaaaaaabbbbbbbbbbcccccccccc\e[?69h\e[3;5s");
        Assert.Equal("aa   aaaaa|bbaaabbbbb|ccbbbccccc", terminal.Feed("\e[T").Text);
        Assert.Equal("aaxyzaaaaa|bbwaabbbbb|ccbbbccccc", terminal.Feed("\e[1;3Hxyzw").Text);
        Assert.Equal("aaxyzaaaaa|bbwaabbbbb|ccbbbccccc", terminal.Feed("\e[?69l").Text);
        Assert.Equal((0, 9), terminal.Feed("\e[1;1H\e[99C").Cursor);
    }

    [Theory]
    [InlineData("ab\e7\e[3;3H\e8X", "abX")]
    [InlineData("ab\e[s\e[3;3H\e[uX", "abX")]
    [InlineData("ab\e[3;3H\e8X", "Xb")]
    [InlineData("ab\e[?1048h\e[3;3H\e[?1048lX", "abX")]
    public void RestoreCursor_AfterSave_GoesBack(string input, string expected) => Assert.Equal(expected, Terminal().Feed(input).Text);

    [Fact]
    public void RestoreCursor_AfterSave_RestoresRenditionOriginAndAutowrap()
    {
        TestTerminal terminal = Terminal().Feed("\e[31;1m\e[?7l\e7\e[m\e[?7h\e8X");
        Assert.Equal(Color.Indexed(1), terminal.StyleAt(0, 0).Foreground);
        Assert.Equal(StyleAttributes.Bold, terminal.StyleAt(0, 0).Attributes);
        Assert.Equal("X12345678c", terminal.Feed("123456789abc").Text);
    }

    [Fact]
    public void Backspace_WithReverseWrapAfterSoftWrap_GoesToTheRowAbove()
    {
        Assert.Equal((0, 9), Terminal().Feed("\e[?45h0123456789a\r\b").Cursor);
        Assert.Equal((1, 0), Terminal().Feed("0123456789a\r\b").Cursor);
    }
}
