namespace Godwit.Terminal.Tests;

/// <content>Protected cells: which erasing spares them depends on who protected them (xterm's rules).</content>
public partial class EmulatorTests
{
    private const string Dec = "a\e[1\"qB\e[0\"qc\e[1\"qD\e[2\"qe\e[1;3H";
    private const string Iso = "a\eVB\eWc\eVD\eWe\e[1;3H";

    [Theory]
    [InlineData(Dec + "\e[?J", "aB D")]
    [InlineData(Dec + "\e[?1J", " B De")]
    [InlineData(Dec + "\e[?2J", " B D")]
    [InlineData(Dec + "\e[?K", "aB D")]
    [InlineData(Dec + "\e[?1K", " B De")]
    [InlineData(Dec + "\e[?2K", " B D")]
    [InlineData(Dec + "\e[J", "aB")]
    [InlineData(Dec + "\e[2J", "")]
    [InlineData(Dec + "\e[K", "aB")]
    [InlineData(Dec + "\e[1K", "   De")]
    [InlineData(Dec + "\e[2X", "aB  e")]
    [InlineData(Dec + "\e[1;1;1;5${", " B D")]
    [InlineData(Dec + "\e[1;1;1;5$z", "")]
    [InlineData(Dec + "\e[0\"q\e[42;1;1;1;5$x\e[?2J", "")]
    [InlineData("\e[1\"q\e[42;1;2;1;3$x\e[?2J", " **")]
    [InlineData(Iso + "\e[J", "aB D")]
    [InlineData(Iso + "\e[1J", " B De")]
    [InlineData(Iso + "\e[2J", " B D")]
    [InlineData(Iso + "\e[K", "aB D")]
    [InlineData(Iso + "\e[1K", " B De")]
    [InlineData(Iso + "\e[2K", " B D")]
    [InlineData(Iso + "\e[2X", "aB De")]
    [InlineData(Iso + "\e[?K", "aB D")]
    [InlineData(Iso + "\e[?2J", " B D")]
    [InlineData(Iso + "\e[1;1;1;5${", "")]
    [InlineData(Iso + "\e[!p\e[2J", "")]
    [InlineData(Dec + "\e[!p\e[?2J", "")]
    public void Erase_ProtectedCells_AreSparedByTheRightFunctions(string input, string expected)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.Equal(expected, terminal.Text);
    }

    [Fact]
    public void Protection_OfThePen_OutlivesSgrAndComesBackWithTheCursor()
    {
        Assert.Equal(" B", Terminal().Feed("a\e[1\"q\e[1m\e[mB\e[0\"qc\e[?2K").Text);
        Assert.Equal("   D", Terminal().Feed("\e[1\"q\e7\e[0\"qabc\e8\e[1;4HD\e[0\"q\e[?2K").Text);
        Assert.Equal("   D", Terminal().Feed("abc\e[1\"qD\e[0\"qe\e[?2J").Text);
    }

    [Fact]
    public void Protection_AfterAnEmptyScreen_NoLongerCounts()
    {
        TestTerminal terminal = Terminal().Feed("\eVA\eW\e[2Jb\r\e[2J");
        Assert.Equal("A", terminal.Text);
        terminal.Feed("\rx\e[2J");
        Assert.Equal("", terminal.Text);
    }

    [Fact]
    public void Protection_PrintingOver_Replaces() => Assert.Equal("x", Terminal().Feed("\e[1\"qA\e[0\"q\rx").Text);

    [Fact]
    public void Protection_WideCharacter_StaysWhole()
    {
        TestTerminal terminal = Terminal().Feed("a\e[1\"q漢\e[0\"qb\e[?2K");
        Assert.Equal(" 漢", terminal.Text);
        ScreenText.AssertSound(terminal.Screen);
    }

    [Fact]
    public void SelectiveRectangle_Rendition_Stays()
    {
        TestTerminal terminal = Terminal().Feed("\e[1;31mA\e[m\e[1;1;1;1${");
        Assert.Equal(" ", terminal.CellText(0, 0));
        Assert.Equal(new Style { Foreground = Color.Indexed(1), Attributes = StyleAttributes.Bold }, terminal.StyleAt(0, 0));
    }

    [Theory]
    [InlineData("\e[1\"q", "1")]
    [InlineData("\e[1\"q\e[0\"q", "0")]
    [InlineData("\e[1\"q\e[2\"q", "0")]
    [InlineData("\eV", "0")]
    public void SettingReport_Protection_IsDecsca(string input, string expected) =>
        Assert.Equal($"\eP1$r{expected}\"q\e\\", Terminal().Feed(input + "\eP$q\"q\e\\").Replies);
}
