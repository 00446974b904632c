namespace Godwit.Terminal.Tests;

/// <content>XTSAVE and XTRESTORE, modes that interact, reverse wrap, resets.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("\e[?2004h\e[?2004s\e[?2004l\e[?2004r", 2004, 1)]
    [InlineData("\e[?2004s\e[?2004h\e[?2004r", 2004, 2)]
    [InlineData("\e[?2004h\e[?2004r", 2004, 1)]
    [InlineData("\e[?7;2004;4711s\e[?7l\e[?7;4711r", 7, 1)]
    [InlineData("\e[?2004h\e[?2004s\e[?2004l\ec\e[?2004r", 2004, 2)]
    [InlineData("\e[?1002h\e[?1000s\e[?1003h\e[?1000r", 1002, 1)]
    [InlineData("\e[?1000s\e[?1003h\e[?1000r", 1003, 2)]
    [InlineData("\e[?1006h\e[?1006s\e[?1015h\e[?1006r", 1006, 1)]
    [InlineData("\e[?1049s\e[?1049h\e[?1049r", 1049, 2)]
    [InlineData("\e[?1006h\e[?1005l", 1006, 1)]
    [InlineData("\e[?1006h\e[?1016h\e[?1006l", 1016, 1)]
    [InlineData("\e[?1003h\e[?9l", 1003, 2)]
    [InlineData("\e[?1046l\e[?1049h", 1049, 2)]
    [InlineData("\e[?1049h\e[?1046l", 1049, 2)]
    [InlineData("\e[?1046l\e[?1046h\e[?47h", 47, 1)]
    [InlineData("\e[?45h\e[?1045h\e[!p", 45, 2)]
    [InlineData("\e[?1045h\e[!p", 1045, 2)]
    [InlineData("\e[?7l\e[!p", 7, 1)]
    [InlineData("\e[?69h\e[!p", 69, 2)]
    [InlineData("\e[?67h\ec", 67, 2)]
    [InlineData("\e[3 q", 12, 1)]
    [InlineData("\e[4 q", 12, 2)]
    [InlineData("\e[?12h\e[0 q", 12, 2)]
    public void Mode_SavedRestoredOrChanged_IsReported(string input, int mode, int expected) =>
        Assert.Equal($"\e[?{mode};{expected}$y", Terminal().Feed($"{input}\e[?{mode}$p").Replies);

    [Fact]
    public void SavedModes_Fork_HasItsOwn()
    {
        TestTerminal terminal = Terminal().Feed("\e[?2004h\e[?2004s\e[?2004l");
        Emulator fork = terminal.Emulator.Fork();
        terminal.Feed("\e[?2004s");
        fork.Write("\e[?2004r"u8);
        Assert.True(fork.Screen.Modes.BracketedPaste);
        Assert.False(terminal.Feed("\e[?2004r").Screen.Modes.BracketedPaste);
    }

    [Theory]
    [InlineData("\e[?12l", 0)]
    [InlineData("\e[?12h", 0)]
    [InlineData("\e[5 q\e[?12l", 6)]
    [InlineData("\e[6 q\e[?12h", 5)]
    [InlineData("\e[1 q\e[?12l", 2)]
    [InlineData("\e[4 q\e[?12h\e[?12l", 4)]
    [InlineData("\e[5 q\e[0 q\e[?12l", 0)]
    [InlineData("\e[5 q\e[ q", 0)]
    [InlineData("\e[5 q\e[7 q", 5)]
    public void CursorShape_BlinkMode_TurnsTheChosenShape(string input, int expected) =>
        Assert.Equal(expected, Terminal().Feed(input).Screen.Modes.CursorShape);

    [Theory]
    [InlineData("\e[?45h0123456789ab\b\b\bX", "012345678X|ab")]
    [InlineData("\e[?45h0123456789ab\e[3DX", "012345678X|ab")]
    [InlineData("\e[?45h0123456789ab\e[12DX", "X123456789|ab")]
    [InlineData("\e[?45h0123456789ab\e[99DX", "X123456789|ab")]
    [InlineData("0123456789ab\e[9DX", "0123456789|Xb")]
    [InlineData("\e[?45h\e[?7l0123\e[2;1H\bX", "0123|X")]
    [InlineData("\e[?45habc\r\n\bX", "abc|X")]
    [InlineData("\e[?1045habc\r\n\bX", "abc      X")]
    [InlineData("\e[?1045habc\r\b\bX", "abc||        X")]
    [InlineData("\e[?45h0123456789\bX", "012345678X")]
    [InlineData("0123456789\bX", "01234567X9")]
    [InlineData("\e[?1045h\e[?69h\e[3;5s\e[2;3H\bX", "    X")]
    [InlineData("\e[?1045h\e[2;3r\e[2;1H\bX", "||         X")]
    [InlineData("\e[?1045h\e[12DX", "|        X")]
    public void ReverseWrap_BackwardMoves_GoWhereXtermGoes(string input, string expected)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.Equal(expected, terminal.Text);
    }

    [Fact]
    public void AlignmentTest_OriginModeAndRendition_AreReset()
    {
        TestTerminal terminal = Terminal().Feed("\e[31;1m\e[2;3r\e[?6h\e#8");
        Assert.Equal((0, 0), terminal.Cursor);
        Assert.Equal(default, terminal.StyleAt(2, 9));
        Assert.Equal("\e[?6;2$y", terminal.Feed("x\e[?6$p").Replies);
        Assert.Equal(default, terminal.StyleAt(0, 0));
    }

    [Fact]
    public void ColumnChange_WithMode95_KeepsTheText()
    {
        Assert.Equal("abc", Terminal().Feed("abc\e[?40;95h\e[?3h").Text);
        Assert.Equal("", Terminal().Feed("abc\e[?40;95h\e[?95l\e[?3l").Text);
    }

    [Fact]
    public void EraseScrollback_HasNoSideEffect()
    {
        TestTerminal terminal = Terminal(3, 2).Feed("abc\e[3Jd");
        Assert.Equal("abc|d", terminal.Text);
    }

    [Theory]
    [InlineData("\e[2;2H\e[5s\e[H\e[u")]
    [InlineData("\e[2;2H\e7\e[H\e[5u\e8")]
    public void SaveCursor_WithNumbers_IsNotScosc(string input) =>
        Assert.Equal(input.Contains('7', StringComparison.Ordinal) ? (1, 1) : (0, 0), Terminal().Feed(input).Cursor);

    [Fact]
    public void ResetFully_ColorsAndProgress_GoEventsStay()
    {
        TestTerminal terminal = Terminal().Feed("\e]4;1;red\a\e]9;4;1;5\a\e]9;note\a\e]133;A\a\e[>1u\e[>4;2m\ec");
        Assert.Equal(ScreenColors.None, terminal.Screen.Colors);
        Assert.Equal(default, terminal.Screen.Progress);
        Assert.Equal(RowMark.None, terminal.Screen[0].Mark);
        Assert.Equal(ScreenModes.Initial, terminal.Screen.Modes);
        Assert.True(terminal.Emulator.Events.TryTake(out _));
    }

    [Theory]
    [InlineData("\eP0;0;8q\"1;1;10;10#0;2;0;0;0#0!10~-!10~\e\\")]
    [InlineData("\eP0pS(A[0,0][799,479])P[10,10]V[20,20]\e\\")]
    [InlineData("\e_Gf=100,a=T,m=1;iVBORw0KGgo=\e\\")]
    [InlineData("\e]1337;File=inline=1;size=3:AAAA\a")]
    [InlineData("\e]1337;SetMark\e\\")]
    [InlineData("\e]22;pointer\a\e]3008;start=x\e\\\e]66;w=2;ab\a\e]50;font\a\e]5522;x\a")]
    [InlineData("\e^privacy\a still\e\\")]
    [InlineData("\eXsos\a still\e\\")]
    public void Images_AndOtherStrings_AreSwallowedWhole(string input) => Assert.Equal("X", Terminal().Feed(input + "X").Text);

    [Fact]
    public void Images_Endless_TakeNoMemory()
    {
        TestTerminal terminal = Terminal();
        byte[] part = new byte[100_000];
        part.AsSpan().Fill((byte)'A');
        foreach (string start in (string[])["\eP0q", "\e_G", "\e]1337;File=:", "\e^", "\eX"])
        {
            terminal.Feed(start);

            // Of this thread: other tests run at the same time.
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                terminal.Emulator.Write(part);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * VtParser.OscBytesMax);
            terminal.Feed("\e\\");
        }

        Assert.Equal("X", terminal.Feed("X").Text);
    }
}
