using System.Text;

namespace Godwit.Terminal.Tests;

/// <content>Printing: spec 05 sections 1 and 4.</content>
public partial class EmulatorTests
{
    [Fact]
    public void Print_FullRowAndOneMore_WrapsAndMarksTheRow_Check1()
    {
        TestTerminal terminal = Terminal().Feed("0123456789X");
        Assert.Equal("0123456789|X", terminal.Text);
        Assert.True(terminal.Screen[0].SoftWrapped);
        Assert.False(terminal.Screen[1].SoftWrapped);
    }

    [Fact]
    public void Print_MoveToLastColumnAfterFullRow_Overwrites_Check2()
    {
        TestTerminal terminal = Terminal().Feed("0123456789\e[1;10HX");
        Assert.Equal("012345678X", terminal.Text);
        Assert.False(terminal.Screen[0].SoftWrapped);
    }

    [Theory]
    [InlineData("0123456789\tX", "0123456789|X")]
    [InlineData("0123456789\bX", "01234567X9")]
    [InlineData("0123456789\e]0;t\aX", "0123456789|X")]
    [InlineData("0123456789\e]0;t\e\\X", "0123456789|X")]
    [InlineData("0123456789\e(B\e[mX", "0123456789|X")]
    [InlineData("0123456789\e[5 qX", "0123456789|X")]
    [InlineData("0123456789\aX", "0123456789|X")]
    [InlineData("0123456789\0X", "0123456789|X")]
    [InlineData("0123456789\e=\e>X", "0123456789|X")]
    [InlineData("0123456789\e[6nX", "0123456789|X")]
    [InlineData("0123456789\e7X", "0123456789|X")]
    [InlineData("0123456789\e[?25lX", "0123456789|X")]
    [InlineData("0123456789\e_apc\e\\\e[?99hX", "0123456789|X")]
    [InlineData("0123456789\e['~X", "012345678|X")]
    [InlineData("0123456789\e['}X", "012345678|X")]
    [InlineData("0123456789\e[ AX", " 012345678|X")]
    [InlineData("0123456789\e[?69h\e[2;5s\e[1;9Hab\e[PX", "01234567ab| X")]
    [InlineData("0123456789\rX", "X123456789")]
    [InlineData("0123456789\e[KX", "012345678X")]
    [InlineData("0123456789\nX", "0123456789|         X")]
    public void Print_AfterSequenceWhileWrapPending_KeepsTheWrapWhereXtermDoes_Checks3And4(string input, string expected) =>
        Assert.Equal(expected, Terminal().Feed(input).Text);

    [Fact]
    public void Print_WideCharactersPastTheMargin_Wrap_Check8()
    {
        TestTerminal terminal = Terminal().Feed("漢漢漢漢漢漢");
        Assert.Equal("漢漢漢漢漢|漢", terminal.Text);
        Assert.True(terminal.Screen[0].SoftWrapped);

        terminal = Terminal().Feed("123456789漢");
        Assert.Equal("123456789|漢", terminal.Text);
        Assert.True(terminal.Screen[0].Cells[9].IsEmpty);
        Assert.True(terminal.Screen[0].SoftWrapped);
    }

    [Fact]
    public void Print_MarkOnEmptyCell_TakesItWithNoBreakSpace_Check9()
    {
        TestTerminal terminal = Terminal().Feed("\u0301x");
        Assert.Equal("\u00A0\u0301", terminal.CellText(0, 0));
        Assert.Equal("x", terminal.CellText(0, 1));
    }

    [Fact]
    public void Print_MarkAfterMove_JoinsTheCellUnderTheCursor_Check10()
    {
        TestTerminal terminal = Terminal().Feed("ab\e[1;1H\u0301");
        Assert.Equal("a\u0301", terminal.CellText(0, 0));
        Assert.Equal((0, 0), terminal.Cursor);
    }

    [Fact]
    public void Print_FortyMarks_StopAt33Octets_Check11()
    {
        TestTerminal terminal = Terminal().Feed("e" + new string('\u0301', 40));
        Assert.Equal(33, Encoding.UTF8.GetByteCount(terminal.CellText(0, 0)));
        Assert.Equal((0, 1), terminal.Cursor);
    }

    [Theory]
    [InlineData("漢\u0301", "漢\u0301")]
    [InlineData("❤\uFE0F", "❤\uFE0F")]
    [InlineData("012345678e\u0301", "012345678e\u0301")]
    [InlineData("漢\e[1;2H\u0301", "漢\u0301")]
    public void Print_Mark_JoinsTheCharacterBefore(string input, string expected) => Assert.Equal(expected, Terminal().Feed(input).Text);

    [Theory]
    [InlineData("漢字\e[1;1HA", "A 字")]
    [InlineData("漢字\e[1;2HA", " A字")]
    [InlineData("漢字\e[1;2H語", " 語")]
    [InlineData("漢字\e[1;2HABC", " ABC")]
    [InlineData("漢字\e[1;1HABC", "ABC")]
    [InlineData("漢字\e[1;2H\e[X", "  字")]
    [InlineData("漢字\e[1;2H\e[K", "")]
    [InlineData("漢字\e[1;3H\e[1K", "")]
    [InlineData("漢字\e[1;2H\e[P", " 字")]
    [InlineData("漢字\e[1;2H\e[@", "   字")]
    [InlineData("12345678漢\e[1;1H\e[@", " 12345678")]
    [InlineData("12345678漢\e[1;1H\e[4hX", "X12345678")]
    public void Print_OverHalfAWideCharacter_BlanksTheOtherHalf(string input, string expected)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.Equal(expected, terminal.Text);
        ScreenText.AssertSound(terminal.Screen);
    }

    [Fact]
    public void Print_WideInLastColumnWithoutAutowrap_LeavesABlank()
    {
        TestTerminal terminal = Terminal().Feed("\e[?7l012345678漢");
        Assert.Equal("012345678", terminal.Text);
        ScreenText.AssertSound(terminal.Screen);
    }

    [Fact]
    public void Print_WideOnScreenOfOneColumn_LeavesABlank()
    {
        TestTerminal terminal = Terminal(1, 3).Feed("a漢b");
        ScreenText.AssertSound(terminal.Screen);
        Assert.DoesNotContain("漢", terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Print_WithoutAutowrap_StaysInTheLastColumn()
    {
        TestTerminal terminal = Terminal().Feed("\e[?7l0123456789abc");
        Assert.Equal("012345678c", terminal.Text);
        Assert.Equal("012345678c|d", terminal.Feed("\e[?7hd").Text);
    }

    [Theory]
    [InlineData("\U0001FAE8a", 3)]
    [InlineData("\uE000a", 2)]
    [InlineData("\U0001F600a", 3)]
    public void Print_CharacterNewerThanTheMachine_IsKept(string input, int column)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.Equal(input, terminal.Text);
        Assert.Equal((0, column), terminal.Cursor);
    }

    [Theory]
    [InlineData(new byte[] { 0xE2, 0x82, 0x1B, 0x5B, 0x43, 0x41 }, "\uFFFD A")]
    [InlineData(new byte[] { 0xC3, 0x28 }, "\uFFFD(")]
    [InlineData(new byte[] { 0x9B, 0x41 }, "\uFFFDA")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0x41, 0x7F, 0x42 }, "AB")]
    [InlineData(new byte[] { 0x41, 0xC2, 0x85, 0x42 }, "A|B")]
    [InlineData(new byte[] { 0xC2, 0x9B, 0x33, 0x43, 0x42 }, "   B")]
    public void Write_IllFormedUtf8AndC1_AreTreatedAsSpecified(byte[] input, string expected) => Assert.Equal(expected, Terminal().Feed(input).Text);

    [Theory]
    [InlineData("a\e[5bX", "aaaaaaX")]
    [InlineData("-\e[9b", "----------")]
    [InlineData("-\e[9bX", "----------|X")]
    [InlineData("漢\e[b", "漢漢")]
    [InlineData("e\u0301\e[2b", "e\u0301e\u0301e\u0301")]
    [InlineData("a\r\e[b", "a")]
    [InlineData("a\e[2b\e[3b", "aaa")]
    [InlineData("\e(0q\e[2b", "───")]
    public void Repeat_Character_PrintsItAgain_Check14(string input, string expected) => Assert.Equal(expected, Terminal().Feed(input).Text);

    [Fact]
    public void Repeat_HugeCount_FillsTheScreenOnly()
    {
        TestTerminal terminal = Terminal().Feed("a\e[65535b");
        Assert.Equal("aaaaaaaaaa|aaaaaaaaaa|a", terminal.Text);
    }

    [Theory]
    [InlineData("\e(0lqk\e(B", "┌─┐")]
    [InlineData("\e)0l\u000Eq\u000Fk", "l─k")]
    [InlineData("\e*0\eNqq", "─q")]
    [InlineData("\e+0\eOqq", "─q")]
    [InlineData("\e+0\eoq", "─")]
    [InlineData("\e(A#", "£")]
    [InlineData("\e(0\e7\e(B\e8q", "─")]
    [InlineData("\e(0é", "é")]
    public void Print_WithCharacterSet_TranslatesAscii(string input, string expected) => Assert.Equal(expected, Terminal().Feed(input).Text);
}
