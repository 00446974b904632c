using System.Text;

namespace Godwit.Terminal.Tests;

/// <summary>The server's hot path makes no garbage between snapshots, and little with them.</summary>
public class EmulatorAllocationTests
{
    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog, again and again.\r\n")]
    [InlineData("\e[31mred \e[1;4;48;5;17mbold\e[0m plain \e[38;2;10;20;30mtrue\e[m\r\n")]
    [InlineData("\e[H\e[2Jtop\e[5;10r\e[10;1H\n\eM\e[r\e[24;1H漢字 e\u0301 é\e[K\e[3P\e[2@\t\b\r\n")]
    [InlineData("\e[?25l\e[?2026h\e[4hx\e[4l\e[2L\e[M\e[?2026l\e[?25h\e7\e8")]
    public void Write_SteadyState_AllocatesNothing(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, 50)));
        Emulator emulator = new(80, 24, EmulatorOptions.Server);
        for (int warm = 0; warm < 30; warm++)
        {
            emulator.Write(bytes);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        emulator.Write(bytes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Snapshot_AfterOneChangedRow_CopiesThatRowOnly()
    {
        Emulator emulator = new(80, 24, EmulatorOptions.Server);
        emulator.Write("\e[12;1H"u8);
        for (int warm = 0; warm < 30; warm++)
        {
            emulator.Screen.Snapshot();
            emulator.Write("x"u8);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        emulator.Screen.Snapshot();
        emulator.Write("x"u8);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 80 * 8, (80 * 8) + (24 * 8) + 400);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\e[20;1H\n")]
    [InlineData("\e[24;1H\n\n\n")]
    [InlineData("\e[2J\e[Habc")]
    public void Snapshot_OneThatIsReleasedLater_AllocatesNothing(string change)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(change);
        Emulator emulator = new(80, 24, EmulatorOptions.Server);
        Queue<Screen> kept = new(16);
        long before = 0;
        for (int frame = 0; frame < 300; frame++)
        {
            before = frame == 200 ? GC.GetAllocatedBytesForCurrentThread() : before;
            emulator.Write(bytes);
            kept.Enqueue(emulator.Screen.Snapshot());
            if (kept.Count > 5)
            {
                kept.Dequeue().Release();
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
