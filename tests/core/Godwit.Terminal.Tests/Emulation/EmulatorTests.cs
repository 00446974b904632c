using System.Text;

namespace Godwit.Terminal.Tests;

/// <summary>The numbered checks of spec 05 are named after their number where a test is one of them.</summary>
public partial class EmulatorTests
{
    private static TestTerminal Terminal(int columns = 10, int rows = 3) => new(columns, rows);

    [Fact]
    public void Constructor_SizesOutOfRange_AreClamped()
    {
        Assert.Equal((1, 1), Size(new Emulator(0, -5, EmulatorOptions.Server)));
        Assert.Equal((Screen.WidthMax, 1), Size(new Emulator(int.MaxValue, 1, EmulatorOptions.Server)));
    }

    [Fact]
    public void Fork_WriteToEither_LeavesTheOtherAlone()
    {
        TestTerminal terminal = Terminal().Feed("one\r\ntwo\e[31m");
        Emulator fork = terminal.Emulator.Fork();
        string before = ScreenText.Everything(fork.Screen);

        terminal.Feed("\e[2J\e[Hnew\e[3g\e[?1049halt");

        Assert.Equal(before, ScreenText.Everything(fork.Screen));
        fork.Write("X\tY"u8);
        Assert.Equal("one|twoX    Y", ScreenText.Of(fork.Screen));
        Assert.Equal("alt", terminal.Text.Trim('|', ' '));
    }

    [Fact]
    public void Fork_InTheMiddleOfSequences_BothGoOnTheSame()
    {
        byte[][] parts = [.. "\e[3§1mred\e]2;ti§tle\aé\e(§0q\e[?104§9hX\e[?1049§l"
            .Split('§').Select(Encoding.UTF8.GetBytes)];
        Emulator whole = new(10, 3, EmulatorOptions.Server);
        Emulator current = new(10, 3, EmulatorOptions.Server);
        foreach (byte[] part in parts)
        {
            whole.Write(part);
            current = current.Fork();
            current.Write(part);
        }

        Assert.Equal(ScreenText.Everything(whole.Screen), ScreenText.Everything(current.Screen));
    }

    [Fact]
    public void Fork_InAlternateScreen_KeepsThePrimaryOfEach()
    {
        TestTerminal terminal = Terminal().Feed("main\e[?1049h");
        Emulator fork = terminal.Emulator.Fork();
        terminal.Feed("\e[?1049l\e[Hgone");
        fork.Write("\e[?1049l"u8);
        Assert.Equal("main", ScreenText.Of(fork.Screen));
        Assert.Equal("gone", terminal.Text);
    }

    [Fact]
    public void Snapshot_LaterWrites_DoNotChangeIt()
    {
        TestTerminal terminal = Terminal().Feed("one\r\ntwo\r\nthree");
        Screen kept = terminal.Screen.Snapshot();
        string before = ScreenText.Everything(kept);
        terminal.Feed("\r\nfour\e[1;1HX\e[L\e[?5h\a\e]0;t\a\e[2J");
        Assert.Equal(before, ScreenText.Everything(kept));
    }

    [Fact]
    public void Snapshot_WhileAlternateScreenShows_PrimaryRowsStayApart()
    {
        TestTerminal terminal = Terminal().Feed("main");
        Screen kept = terminal.Screen.Snapshot();
        terminal.Feed("\e[?1049h").Screen.Snapshot();
        terminal.Feed("\e[?1049l!");
        Assert.Equal("main", ScreenText.Of(kept));
        Assert.Equal("main!", terminal.Text);
    }

    [Fact]
    public void Snapshot_UntouchedRows_StayTheSameObject()
    {
        TestTerminal terminal = Terminal().Feed("one\r\ntwo\r\nthree");
        Screen kept = terminal.Screen.Snapshot();
        terminal.Feed("\e[2;1HX");
        Assert.Same(kept[0], terminal.Screen[0]);
        Assert.NotSame(kept[1], terminal.Screen[1]);
    }

    [Fact]
    public void Snapshot_ClearOfBlankScreen_KeepsTheRows()
    {
        TestTerminal terminal = Terminal();
        Screen kept = terminal.Screen.Snapshot();
        terminal.Feed("\e[2J");
        Assert.Same(kept[2], terminal.Screen[2]);
    }

    [Fact]
    public void Write_HostBytes_StartInGroundState()
    {
        TestTerminal terminal = new(10, 3, EmulatorOptions.ClientCopy);
        terminal.Feed("a\e[3").Feed("1mb").Feed(0xE6).Feed("c");
        Assert.Equal("a1mbc", terminal.Text);
    }

    [Fact]
    public void Write_HostBytesBackspaceWhileWrapPending_OnlyClearsTheWrap()
    {
        TestTerminal client = new(10, 3, EmulatorOptions.ClientCopy);
        Assert.Equal("012345678X", client.Feed("0123456789\bX").Text);
        Assert.Equal("01234567X9", Terminal().Feed("0123456789\bX").Text);
    }

    [Fact]
    public void Write_QueriesToClientCopy_AreNotAnswered()
    {
        TestTerminal client = new(10, 3, EmulatorOptions.ClientCopy);
        client.Feed("\e[c\e[>c\e[5n\e[6n\e[>q\e[?25$p\eP$qm\e\\\e[18t");
        Assert.Equal("", client.Replies);
    }

    private static (int Columns, int Rows) Size(Emulator emulator) => (emulator.Screen.Width, emulator.Screen.Height);
}
