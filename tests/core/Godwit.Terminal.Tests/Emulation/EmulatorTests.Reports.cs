namespace Godwit.Terminal.Tests;

/// <content>What programs ask: status, modes, settings, sizes, capabilities.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("\e[?15n", "\e[?13n")]
    [InlineData("\e[?25n", "\e[?20n")]
    [InlineData("\e[?26n", "\e[?27;1;0;0n")]
    [InlineData("\e[?53n", "\e[?53n")]
    [InlineData("\e[?55n", "\e[?53n")]
    [InlineData("\e[?56n", "\e[?57;0n")]
    [InlineData("\e[?62n", "\e[0000*{")]
    [InlineData("\e[?63;123n", "\eP123!~0000\e\\")]
    [InlineData("\e[?75n", "\e[?70n")]
    [InlineData("\e[?85n", "\e[?83n")]
    [InlineData("\e[15n\e[?5n\e[?9n\e[7n", "")]
    [InlineData("\e[1c\e[>1c\e[=1c", "")]
    [InlineData("\e[x", "\e[2;1;1;128;128;1;0x")]
    [InlineData("\e[1x", "\e[3;1;1;128;128;1;0x")]
    [InlineData("\e[2x", "")]
    [InlineData("\e[?2;1;0S", "\e[?2;3S")]
    [InlineData("\e[?9;1;0S", "\e[?9;1S")]
    [InlineData("\e[?1;1S", "")]
    [InlineData("\e[11t", "\e[1t")]
    [InlineData("\e[13t", "\e[3;0;0t")]
    [InlineData("\e[14t\e[15t\e[16t", "")]
    [InlineData("\e[19t", "\e[9;3;10t")]
    [InlineData("\e[1t\e[2t\e[3;1;1t\e[4;5;5t\e[8;50;50t\e[9;1t\e[20t\e[21t", "")]
    [InlineData("\e[?2$p\e[?8$p\e[?4$p\e[?1046$p", "\e[?2;3$y\e[?8;1$y\e[?4;2$y\e[?1046;1$y")]
    [InlineData("\e[1$p\e[2$p\e[3$p\e[12$p\e[19$p\e[6$p", "\e[1;4$y\e[2;2$y\e[3;4$y\e[12;1$y\e[19;4$y\e[6;0$y")]
    [InlineData("\e[?1048$p\e7\e[?1048$p", "\e[?1048;2$y\e[?1048;1$y")]
    [InlineData("\eP$qt\e\\\eP$q$|\e\\\eP$q*|\e\\", "\eP1$r3t\e\\\eP1$r10$|\e\\\eP1$r3*|\e\\")]
    [InlineData("\e[2*x\eP$q*x\e\\", "\eP1$r2*x\e\\")]
    [InlineData("\eP$q$}\e\\\eP$q$~\e\\", "\eP1$r0$}\e\\\eP1$r0$~\e\\")]
    [InlineData("\e[64;1\"p\eP$q\"p\e\\", "\eP1$r64;1\"p\e\\")]
    [InlineData("\eP$q\"p\e\\", "\eP1$r62;1\"p\e\\")]
    [InlineData("\e[?69h\e[3;7s\eP$qs\e\\", "\eP1$r3;7s\e\\")]
    [InlineData("\e[2;3H\e[1$w", "\eP1$u2;3;1;@;@;@;0;2;@;BBBB\e\\")]
    [InlineData("\e)0\u000E\e[1;4;5;7m\e[1\"q\e[?6h\e[2;10Hx\eO\e[1$w", "\eP1$u2;10;1;O;A;M;1;2;@;B0BB\e\\")]
    [InlineData("\e[2;3r\e[?69h\e[3;7s\e[?6h\e[1$w", "\eP1$u2;3;1;@;@;A;0;2;@;BBBB\e\\")]
    [InlineData("\e[2$w", "\eP2$u1/9\e\\")]
    [InlineData("\e[3g\e[2$w\e[4G\eH\e[2$w", "\eP2$u\e\\\eP2$u4\e\\")]
    [InlineData("\e[3g\e[?5W\e[2$w", "\eP2$u1/9\e\\")]
    [InlineData("\e[3g\e[?W\e[2$w", "\eP2$u\e\\")]
    [InlineData("\e[?996n", "")]
    public void Report_AsXterm_IsAnswered(string input, string expected) => Assert.Equal(expected, Terminal().Feed(input).Replies);

    [Fact]
    public void Report_InTheClientsCopy_IsNever()
    {
        TestTerminal terminal = new(10, 3, EmulatorOptions.ClientCopy);
        terminal.Emulator.SetFacts(new TerminalFacts { ColorScheme = ColorScheme.Light, KittyKeyboard = true, CellWidth = 1, CellHeight = 1 });
        foreach (string query in (string[])["\e[c", "\e[6n", "\e[?6n", "\e[18t", "\e[14t", "\e[?2048h", "\e[?2031h", "\e[?996n", "\e[?u", "\e[1$w", "\e[1;1;1;1;1;1*y"])
        {
            terminal.Feed(query);
        }

        terminal.Feed("\e]10;red\a\e]10;?\a");
        terminal.Feed("\eP+q544e\e\\");
        terminal.Emulator.Resize(12, 4);
        Assert.Equal("", terminal.Replies);
    }

    [Fact]
    public void Report_OfPixels_TakesTheRealCells()
    {
        TestTerminal terminal = Terminal();
        terminal.Emulator.SetFacts(new TerminalFacts { CellWidth = 9, CellHeight = 18 });
        Assert.Equal("\e[4;54;90t\e[4;54;90t\e[5;54;90t\e[6;18;9t", terminal.Feed("\e[14t\e[14;2t\e[15t\e[16t").Replies);
    }

    [Fact]
    public void SizeReport_Mode2048_ComesAtOnceAndWithEveryChange()
    {
        TestTerminal terminal = Terminal();
        terminal.Emulator.SetFacts(new TerminalFacts { CellWidth = 10, CellHeight = 20 });
        Assert.Equal("\e[48;3;10;60;100t", terminal.Feed("\e[?2048h").Replies);
        terminal.Emulator.ClearReplies();
        terminal.Emulator.Resize(12, 4);
        terminal.Emulator.Resize(12, 4);
        Assert.Equal("\e[48;4;12;80;120t", terminal.Replies);
        terminal.Feed("\e[?2048l");
        terminal.Emulator.ClearReplies();
        terminal.Emulator.Resize(10, 3);
        Assert.Equal("", terminal.Replies);
    }

    [Fact]
    public void ColorSchemeReport_Mode2031_ComesWithNewsOnly()
    {
        TestTerminal terminal = Terminal();
        terminal.Emulator.SetFacts(new TerminalFacts { ColorScheme = ColorScheme.Dark });
        Assert.Equal("", terminal.Replies);
        terminal.Feed("\e[?2031h");
        terminal.Emulator.SetFacts(new TerminalFacts { ColorScheme = ColorScheme.Dark, CellWidth = 3 });
        Assert.Equal("", terminal.Replies);
        terminal.Emulator.SetFacts(new TerminalFacts { ColorScheme = ColorScheme.Light });
        Assert.Equal("\e[?997;2n", terminal.Replies);
        Assert.Equal("\e[?997;2n\e[?997;2n", terminal.Feed("\e[?996n").Replies);
        terminal.Feed("\ec");
        terminal.Emulator.ClearReplies();
        terminal.Emulator.SetFacts(TerminalFacts.Unknown);
        Assert.Equal("", terminal.Replies);
    }

    [Theory]
    [InlineData("544E", "\eP1+r544E=787465726D2D323536636F6C6F72\e\\")]
    [InlineData("544e", "\eP1+r544e=787465726D2D323536636F6C6F72\e\\")]
    [InlineData("436f;524742", "\eP1+r436f=323536\e\\\eP1+r524742=38\e\\")]
    [InlineData("5463", "\eP1+r5463\e\\")]
    [InlineData("4D73", "\eP1+r4D73=1B5D35323B25703125733B257032257307\e\\")]
    [InlineData("62656C", "\eP1+r62656C=07\e\\")]
    [InlineData("6B6375753", "\eP0+r\e\\")]
    [InlineData("zz;5463", "\eP0+r\e\\\eP1+r5463\e\\")]
    [InlineData("", "\eP0+r\e\\")]
    [InlineData("4141414141414141414141414141414141414141", "\eP0+r\e\\")]
    public void Capability_OfOurTable_IsAnswered(string names, string expected) =>
        Assert.Equal(expected, Terminal().Feed($"\eP+q{names}\e\\").Replies);

    [Theory]
    [InlineData("Smulx")]
    [InlineData("Setulc")]
    [InlineData("setrgbf")]
    [InlineData("setrgbb")]
    [InlineData("Sync")]
    [InlineData("Ss")]
    [InlineData("Se")]
    [InlineData("Su")]
    [InlineData("colors")]
    [InlineData("kcuu1")]
    [InlineData("kf12")]
    [InlineData("cup")]
    [InlineData("setaf")]
    public void Capability_ThatProgramsAskFor_IsThere(string name)
    {
        string hex = Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(name));
        Assert.StartsWith($"\eP1+r{hex}", Terminal().Feed($"\eP+q{hex}\e\\").Replies, StringComparison.Ordinal);
    }

    [Fact]
    public void TitleStack_OfEachKind_StandsAlone()
    {
        TestTerminal terminal = Terminal().Feed("\e]1;i1\a\e]2;t1\a\e[22;1t\e]1;i2\a\e[22;2t\e]0;x\a\e[23;0t");
        Assert.Equal(("t1", "i1"), Titles(terminal));
        Assert.Equal(("x", "x"), Titles(Terminal().Feed("\e]0;a\a\e[22t\e]0;x\a\e[23;9t")));
        Assert.Equal(("a", "x"), Titles(Terminal().Feed("\e]0;a\a\e[22t\e]0;x\a\e[23;2t")));
        terminal = Terminal().Feed(string.Concat(Enumerable.Range(0, 99).Select(i => $"\e]2;{i}\a\e[22;2t")));
        Assert.Equal("89", terminal.Feed(string.Concat(Enumerable.Repeat("\e[23;2t", 99))).Screen.Title);
    }
}
