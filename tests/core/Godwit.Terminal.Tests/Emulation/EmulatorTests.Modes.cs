namespace Godwit.Terminal.Tests;

/// <content>Modes, buffers, resets, resize.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(25)]
    [InlineData(45)]
    [InlineData(47)]
    [InlineData(66)]
    [InlineData(69)]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1007)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(1047)]
    [InlineData(1049)]
    [InlineData(2004)]
    [InlineData(2026)]
    public void ModeReport_AfterSetAndReset_SaysSo(int mode)
    {
        Assert.Equal($"\e[?{mode};1$y", Terminal().Feed($"\e[?{mode}h\e[?{mode}$p").Replies);
        Assert.Equal($"\e[?{mode};2$y", Terminal().Feed($"\e[?{mode}h\e[?{mode}l\e[?{mode}$p").Replies);
    }

    [Fact]
    public void ModeReport_AnsiAndUnknownModes_AreAnswered()
    {
        Assert.Equal("\e[4;1$y", Terminal().Feed("\e[4h\e[4$p").Replies);
        Assert.Equal("\e[20;2$y", Terminal().Feed("\e[20$p").Replies);
        Assert.Equal("\e[?4711;0$y", Terminal().Feed("\e[?4711$p").Replies);
    }

    [Fact]
    public void Modes_OnTheScreen_FollowTheSequences()
    {
        TestTerminal terminal = Terminal().Feed("\e[?1;5;1002;1006;1004;1007;2004;2026h\e[?25l\e=\e[4 q");
        ScreenModes expected = new()
        {
            ApplicationCursorKeys = true,
            ReverseVideo = true,
            MouseReporting = MouseReporting.ButtonMotion,
            MouseEncoding = MouseEncoding.Sgr,
            FocusReporting = true,
            AlternateScroll = true,
            BracketedPaste = true,
            SynchronizedOutput = true,
            ApplicationKeypad = true,
            CursorShape = 4,
        };
        Assert.Equal(expected, terminal.Screen.Modes);
        Assert.Equal(MouseReporting.None, terminal.Feed("\e[?1000l").Screen.Modes.MouseReporting);
        Assert.Equal(MouseEncoding.Sgr, terminal.Feed("\e[?1015l").Screen.Modes.MouseEncoding);
        Assert.Equal(MouseEncoding.Default, terminal.Feed("\e[?1006l").Screen.Modes.MouseEncoding);
        Assert.Equal(4, terminal.Feed("\e[99 q").Screen.Modes.CursorShape);
        Assert.Equal(ScreenModes.Initial, terminal.Feed("\ec").Screen.Modes);
    }

    [Fact]
    public void AlternateScreen_1049_ShowsABlankScreenAndComesBack()
    {
        TestTerminal terminal = Terminal().Feed("main\e[31m\e[?1049h");
        Assert.Equal("", terminal.Text);
        Assert.Equal("main!", terminal.Feed("\e[2;2HALT\e[m\e[?1049l!").Text);
        Assert.Equal(Color.Indexed(1), terminal.StyleAt(0, 4).Foreground);
    }

    [Fact]
    public void AlternateScreen_Nested_ComesBackToTheMainOne()
    {
        TestTerminal terminal = Terminal().Feed("main\e[?1049hvim\e[?1049hless\e[?1049l");
        Assert.Equal("main", terminal.Text);
        Assert.Equal("main", terminal.Feed("\e[?1049hvim\e[?1049l").Text);
    }

    [Fact]
    public void AlternateScreen_47_KeepsItsText()
    {
        TestTerminal terminal = Terminal().Feed("main\e[?47h\e[HALT\e[?47l");
        Assert.Equal("main", terminal.Text);
        Assert.Equal("ALT", terminal.Feed("\e[?47h").Text);
        Assert.Equal("", terminal.Feed("\e[?1047l\e[?1047h").Text);
    }

    [Fact]
    public void AlternateScreen_Resize_KeepsTheMainOne()
    {
        TestTerminal terminal = Terminal(10, 4).Feed("one\r\ntwo\r\nthree\r\n$ \e[?1049halt");
        terminal.Emulator.Resize(8, 2);
        terminal.Emulator.Resize(12, 3);
        Assert.Equal("three|$ X", terminal.Feed("\e[?1049lX").Text);
    }

    [Fact]
    public void ResetFully_AfterEverything_StartsAnew_Check18()
    {
        TestTerminal terminal = Terminal().Feed("\e]0;name\a\e]52;c;aGk=\a\atext\e[31m\e[2;3r\e[?6h\e(0\e[4h\e[?1049h\e[3gx\ecq\tX");
        Assert.Equal("q       X", terminal.Text);
        Assert.Equal(("", "name", true), (terminal.Screen.Title, terminal.Screen.IconName, terminal.Screen.TitleWasSet));
        Assert.Equal(("aGk=", 1u, 1u), (terminal.Screen.Clipboard, terminal.Screen.ClipboardCount, terminal.Screen.BellCount));
        Assert.Equal(default, terminal.StyleAt(0, 0));
        Assert.Equal("", terminal.Feed("\e[2J\e[?47h").Text);
    }

    [Fact]
    public void ResetSoftly_ResetsWhatItShouldAndNothingElse()
    {
        TestTerminal terminal = Terminal().Feed("\e]2;t\aabc\e[31m\e[2;3r\e[?6h\e[4h\e[?25l\e[?1h\e[?2004h\e(0\e7\e[!pX");
        Assert.Equal("t", terminal.Screen.Title);
        Assert.Equal(ScreenModes.Initial with { BracketedPaste = true }, terminal.Screen.Modes);
        Assert.Equal("abc|X", terminal.Text);
        Assert.Equal("Ybc|X", terminal.Feed("\e8Y").Text);
    }

    [Fact]
    public void ChangeColumns_ClearsAndHomes()
    {
        TestTerminal terminal = Terminal().Feed("abc\e[?40h\e[?3h");
        Assert.Equal(("", (0, 0), 10), (terminal.Text, terminal.Cursor, terminal.Screen.Width));
    }

    [Fact]
    public void ChangeColumns_InTheResetStringsOfTerminfo_DoesNothing()
    {
        TestTerminal terminal = Terminal().Feed("abc\e[!p\e[?3;4l\e[4l\e>");
        Assert.Equal(("abc", (0, 3)), (terminal.Text, terminal.Cursor));
    }

    [Fact]
    public void Resize_Lower_KeepsTheCursorsRow_Check20()
    {
        // Stock keeps rows 1 and 2 and loses the row with the cursor; here rows leave at the top (spec 08, L4).
        TestTerminal terminal = Terminal(10, 4).Feed("1\r\n2\r\n3\r\n4");
        terminal.Emulator.Resize(10, 2);
        Assert.Equal(("3|4", (1, 1)), (terminal.Text, terminal.Cursor));

        terminal = Terminal(10, 4).Feed("1\r\n2\r\n3\r\n4\e[H");
        terminal.Emulator.Resize(10, 2);
        Assert.Equal(("1|2", (0, 0)), (terminal.Text, terminal.Cursor));
    }

    [Fact]
    public void Resize_Wider_AddsBlanksInTheCurrentBackgroundAndTabStops()
    {
        TestTerminal terminal = Terminal().Feed("0123456789X\e[44m");
        terminal.Emulator.Resize(20, 4);
        Assert.Equal("0123456789X", terminal.Text);
        Assert.Equal(Color.Indexed(4), terminal.StyleAt(3, 0).Background);
        Assert.False(terminal.Screen[0].SoftWrapped);
        Assert.Equal((0, 16), terminal.Feed("\t").Cursor);
    }

    [Fact]
    public void Resize_ThroughAWideCharacter_LeavesNoHalf()
    {
        TestTerminal terminal = Terminal().Feed("漢漢漢");
        terminal.Emulator.Resize(5, 3);
        Assert.Equal("漢漢|漢", terminal.Text);
        ScreenText.AssertSound(terminal.Screen);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(1_000_000_000, 1)]
    [InlineData(1, 1_000_000_000)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void Resize_SizesOutOfRange_AreClamped(int columns, int rows)
    {
        TestTerminal terminal = Terminal().Feed("\e[2;3r\e[?6habc\e7");
        terminal.Emulator.Resize(columns, rows);
        terminal.Feed("\e8x\u0301\e[b\e[9;9H\e[9L\e[9P漢\r\n\n\n");
        ScreenText.AssertSound(terminal.Screen);
    }

    [Fact]
    public void Resize_BetweenPrintAndRepeatOrMark_IsSafe()
    {
        TestTerminal terminal = Terminal().Feed("\e[3;10Hx");
        terminal.Emulator.Resize(2, 1);
        terminal.Feed("\e[5b\u0301");
        ScreenText.AssertSound(terminal.Screen);
    }
}
