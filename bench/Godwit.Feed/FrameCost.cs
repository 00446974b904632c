using System.Buffers;
using System.Diagnostics;
using System.Text;
using Godwit.Display;
using Godwit.Terminal;

namespace Godwit.Feed;

/// <summary>What a server does when it looks whether there is something to send: freeze the screen, write the difference to the last one.</summary>
internal static class FrameCost
{
    private const int Columns = 200;
    private const int Rows = 60;
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Best of some rounds, each of <paramref name="times"/> frames.</summary>
    /// <param name="change">A program changes one cell before every frame.</param>
    /// <param name="times">Frames a round.</param>
    /// <returns>Per frame: nanoseconds, octets allocated.</returns>
    public static (double Nanoseconds, double Allocated) Measure(bool change, int times)
    {
        const int Rounds = 5;
        var emulator = new Emulator(Columns, Rows, EmulatorOptions.Server);
        for (var row = 0; row < Rows; row++)
        {
            emulator.Write(Encoding.UTF8.GetBytes($"\x1b[{row + 1}H\x1b[3{row % 8}m{new string((char)('a' + (row % 26)), Columns)}"));
        }

        emulator.Write("\e[30;100H"u8);
        var writer = new FrameWriter();
        var caps = DisplayCapabilities.StockPeer;
        var output = new ArrayBufferWriter<byte>();
        var shown = emulator.Screen.Snapshot();
        var best = (Nanoseconds: double.MaxValue, Allocated: double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                if (change)
                {
                    emulator.Write((i & 1) == 0 ? "x\b"u8 : "y\b"u8);
                }

                var wanted = emulator.Screen.Snapshot();
                output.ResetWrittenCount();
                writer.Write(shown, wanted, caps, output);
                shown.Release();
                shown = wanted;
            }

            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            best = (Math.Min(best.Nanoseconds, seconds * NanosecondsPerSecond / times), Math.Min(best.Allocated, (double)allocated / times));
        }

        return best;
    }
}
