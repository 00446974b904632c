namespace Godwit.Terminal.Tests;

/// <content>Titles, clipboard, links, queries.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("\e]0;both\a", "both", "both")]
    [InlineData("\e]1;icon\a", "", "icon")]
    [InlineData("\e]2;title\e\\", "title", "")]
    [InlineData("\e];both\a", "both", "both")]
    [InlineData("\e]2;a;b\a", "a;b", "")]
    [InlineData("\e]2;tä\u0001b\u0080\u007Ft\a", "täb", "")]
    [InlineData("\e]2;cancelled\u0018", "", "")]
    [InlineData("\e]2;ended by an escape\e[m", "ended by an escape", "")]
    [InlineData("\e]2;st\u009C", "st", "")]
    [InlineData("\e]7;file://host/\a\e]133;A\a\e]9;note\a\e]4;1;?\a\e]99999999999;x\a\e]x;y\a\e]\a", "", "")]
    public void Titles_Set_AreKept(string input, string title, string iconName)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.Equal((title, iconName), (terminal.Screen.Title, terminal.Screen.IconName));
        Assert.Equal(title.Length + iconName.Length > 0, terminal.Screen.TitleWasSet);
    }

    [Fact]
    public void Title_TooLong_IsCut_Check17()
    {
        Assert.Equal(254, Terminal().Feed($"\e]2;{new string('x', 300)}\a").Screen.Title.Length);
        Assert.Equal(254 * 2, Terminal().Feed($"\e]2;{string.Concat(Enumerable.Repeat("😀", 300))}\a").Screen.Title.Length);
        Assert.Equal(254, Terminal().Feed($"\e]2;{new string('x', VtParser.OscBytesMax * 2)}\a").Screen.Title.Length);
    }

    [Fact]
    public void TitleStack_PushSetPop_RestoresTheTitle()
    {
        TestTerminal terminal = Terminal().Feed("\e]0;shell\a\e[22;0;0t\e]0;vim\a\e[22;2t\e]2;less\a");
        Assert.Equal("less", terminal.Screen.Title);
        Assert.Equal(("vim", "vim"), Titles(terminal.Feed("\e[23;2t")));
        Assert.Equal(("shell", "shell"), Titles(terminal.Feed("\e[23;0;0t")));
        Assert.Equal(("shell", "shell"), Titles(terminal.Feed("\e[23t")));
    }

    [Fact]
    public void TitleStack_Flood_StaysBounded()
    {
        TestTerminal terminal = Terminal();
        for (int i = 0; i < 100; i++)
        {
            terminal.Feed($"\e]2;t{i}\a\e[22t");
        }

        Assert.Equal("t99", terminal.Feed("\e[23t").Screen.Title);
        for (int i = 0; i < 100; i++)
        {
            terminal.Feed("\e[23t");
        }

        Assert.Equal("t90", terminal.Screen.Title);
    }

    [Theory]
    [InlineData("\e]52;c;aGk=\a", "aGk=", 1u)]
    [InlineData("\e]52;;aGk=\a", "aGk=", 1u)]
    [InlineData("\e]52;p;aGk=\e\\", "aGk=", 1u)]
    [InlineData("\e]52;s0;aGk=\a\e]52;s0;aGk=\a", "aGk=", 2u)]
    [InlineData("\e]52;c;aGk=\a\e]52;c;\a", "", 2u)]
    [InlineData("\e]52;c;aGk=\a\e]52;c;?\a", "aGk=", 1u)]
    [InlineData("\e]52;c\a", "", 0u)]
    [InlineData("\e]52;c;ä\a", "", 0u)]
    public void Clipboard_AnySelection_IsAnEvent_Check16(string input, string expected, uint count)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.Equal((expected, count), (terminal.Screen.Clipboard, terminal.Screen.ClipboardCount));
        Assert.Equal("", terminal.Replies);
    }

    [Fact]
    public void Clipboard_LongerThanKept_IsDroppedWhole()
    {
        TestTerminal terminal = Terminal().Feed($"\e]52;c;{new string('A', VtParser.OscBytesMax)}\a");
        Assert.Equal(0u, terminal.Screen.ClipboardCount);
        Assert.False(terminal.Emulator.Events.TryTake(out _));
        terminal.Feed($"\e]52;c;{new string('A', 100_000)}\a");
        Assert.True(terminal.Emulator.Events.TryTake(out TerminalEvent? copied));
        Assert.Equal(100_000, copied.Text.Length);
    }

    [Theory]
    [InlineData(16_376, 1u)]
    [InlineData(16_380, 0u)]
    public void Clipboard_LongerThanAStockClientTakes_IsNotKeptWithTheFrames(int length, uint count)
    {
        Screen screen = Terminal().Feed($"\e]52;c;{new string('A', length)}\a").Screen;
        Assert.Equal((count, (int)count * length), (screen.ClipboardCount, screen.Clipboard.Length));
    }

    [Fact]
    public void Link_SetAndEnded_MarksTheCellsBetween()
    {
        TestTerminal terminal = Terminal().Feed("a\e]8;id=1;http://h/;x\e\\b\e]8;;\e\\c");
        Assert.Equal(0, terminal.StyleAt(0, 0).Link);
        Assert.Equal(("id=1", "http://h/;x"), terminal.Screen.Pool.Links[terminal.StyleAt(0, 1).Link]);
        Assert.Equal(0, terminal.StyleAt(0, 2).Link);
    }

    [Theory]
    [InlineData("\e]8;;http://ä\aX")]
    [InlineData("\e]8;http://no-second-separator\aX")]
    public void Link_Malformed_IsIgnored(string input) => Assert.Equal(0, Terminal().Feed(input).StyleAt(0, 0).Link);

    [Fact]
    public void Link_TooLong_IsIgnored()
    {
        string target = new('x', Emulator.LinkTargetLengthMax);
        Assert.NotEqual(0, Terminal().Feed($"\e]8;;{target}\aX").StyleAt(0, 0).Link);
        Assert.Equal(0, Terminal().Feed($"\e]8;;{target}x\aX").StyleAt(0, 0).Link);
    }

    [Theory]
    [InlineData("\e[c", "\e[?62;6;21;22;28;52c")]
    [InlineData("\e[>c", "\e[>1;10;0c")]
    [InlineData("\e[=c", "\eP!|00000000\e\\")]
    [InlineData("\eZ", "")]
    [InlineData("\e[5n", "\e[0n")]
    [InlineData("\n\e[6n", "\e[2;1R")]
    [InlineData("\e[2;3H\e[?6n", "\e[?2;3R")]
    [InlineData("\e[2;3r\e[?6h\e[6n", "\e[1;1R")]
    [InlineData("\e[?2026$p", "\e[?2026;2$y")]
    [InlineData("\e[>q", "\eP>|Godwit\e\\")]
    [InlineData("\e[?u\e[c", "\e[?62;6;21;22;28;52c")]
    [InlineData("\e[18t", "\e[8;3;10t")]
    [InlineData("\e]2;evil\a\e[21t", "")]
    [InlineData("\eP$qr\e\\", "\eP1$r1;3r\e\\")]
    [InlineData("\e[1;4:3;31;48;5;100m\eP$qm\e\\", "\eP1$r0;1;4:3;31;48:5:100m\e\\")]
    [InlineData("\e[97;107m\eP$qm\e\\", "\eP1$r0;97;107m\e\\")]
    [InlineData("\eP$qevil\e\\", "\eP0$r\e\\")]
    [InlineData("\eP+q656e6f\e\\", "\eP0+r\e\\")]
    [InlineData("\e[>q\e[5n\e[c", "\eP>|Godwit\e\\\e[0n\e[?62;6;21;22;28;52c")]
    public void Query_Sequence_IsAnswered_Check15(string input, string expected) => Assert.Equal(expected, Terminal().Feed(input).Replies);

    [Fact]
    public void Query_Flood_LeavesWholeRepliesOutWhenTooManyWait()
    {
        TestTerminal terminal = Terminal();
        for (int i = 0; i < 10_000; i++)
        {
            terminal.Feed("\e[6n");
        }

        Assert.InRange(terminal.Replies.Length, ReplyBuffer.ReplyBytesMax - 6, ReplyBuffer.ReplyBytesMax);
        Assert.Equal(0, terminal.Replies.Length % 6);
        terminal.Emulator.ClearReplies();
        Assert.Equal("\e[1;1R", terminal.Feed("\e[6n").Replies);
    }

    [Theory]
    [InlineData("\eP1;2qsixel data\e\\X")]
    [InlineData("\e_kitty graphics\e\\X")]
    [InlineData("\e^pm\e\\X")]
    [InlineData("\eXsos\aswallowed\e\\X")]
    [InlineData("\u0090dcs\u009CX")]
    [InlineData("\e]1337;File=x:AAAA\aX")]
    [InlineData("\e[1;2;3$zX")]
    [InlineData("\e[?1;2SX")]
    [InlineData("\e[<1;2MX")]
    [InlineData("\e[  !pX")]
    [InlineData("\e#3X")]
    [InlineData("\e%GX")]
    [InlineData("\e[12$é\rX")]
    [InlineData("\e[1?hX")]
    [InlineData("\e[?1\u0018\rX")]
    public void Unknown_Sequence_PrintsNothing(string input) => Assert.Equal("X", Terminal().Feed(input).Text);

    private static (string Title, string IconName) Titles(TestTerminal terminal) => (terminal.Screen.Title, terminal.Screen.IconName);
}
