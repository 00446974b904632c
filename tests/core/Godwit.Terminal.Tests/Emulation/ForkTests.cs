namespace Godwit.Terminal.Tests;

/// <summary>The client copies its terminal for every state that it receives.</summary>
public sealed class ForkTests
{
    // 1.2 KiB is the screen with its rows, the parser and the emulator itself.
    private const long OctetsMax = 1536;

    [Fact]
    public void Fork_OfAnOrdinaryTerminal_AllocatesLittle()
    {
        var emulator = new Emulator(80, 24, EmulatorOptions.ClientCopy);
        emulator.Write("\e]0;title\atext\r\nmore"u8);
        emulator = emulator.Fork();
        const int Forks = 100;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Forks; i++)
        {
            emulator = emulator.Fork();
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Forks;
        Assert.True(each <= OctetsMax, $"{each} octets a fork");
    }

    [Fact]
    public void Fork_TabStopsTitlesAndModes_AreItsOwn()
    {
        var one = new Emulator(40, 4, EmulatorOptions.Server);
        one.Write("\e[?2004h\e[?2004s\e]2;kept\a\e[22;2t"u8);
        Emulator other = one.Fork();
        other.Write("\e[3g\e[5G\eH\r\tx\e[?2004l\e[?2004s\e[22;2t\e[23;2t\e]2;new\a\e[23;2t"u8);
        one.Write("\r\tx\e[?2004l\e[?2004r\e]2;gone\a\e[23;2t"u8);
        Assert.Equal('x', one.Screen[0].Cells[8].Glyph);
        Assert.Equal('x', other.Screen[0].Cells[4].Glyph);
        Assert.True(one.Screen.Modes.BracketedPaste);
        Assert.Equal(("kept", "kept"), (one.Screen.Title, other.Screen.Title));

        // And the other way: what the original sets afterwards is not in the copy.
        Emulator third = one.Fork();
        one.Write("\r\e[3g"u8);
        third.Write("\r\ty"u8);
        Assert.Equal('y', third.Screen[0].Cells[8].Glyph);
    }
}
