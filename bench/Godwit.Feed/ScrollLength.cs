using System.Buffers;
using System.Text;
using Godwit.Display;
using Godwit.Terminal;

namespace Godwit.Feed;

/// <summary>The host octets of one line of random text that scrolls in beneath a fixed top line.</summary>
internal static class ScrollLength
{
    private const int Columns = 80;
    private const int Rows = 24;
    private const int Seed = 6;
    private const int Frames = 50;

    /// <summary>The largest of some frames for a stock client.</summary>
    public static int Measure()
    {
        var random = new Random(Seed);
        var emulator = new Emulator(Columns, Rows, EmulatorOptions.Server);
        for (var row = 1; row <= Rows; row++)
        {
            emulator.Write(Encoding.ASCII.GetBytes($"\x1b[{row}H{Text(random)}"));
        }

        emulator.Write("\e[2;24r"u8);
        var writer = new FrameWriter();
        var output = new ArrayBufferWriter<byte>();
        var longest = 0;
        for (var frame = 0; frame < Frames; frame++)
        {
            var shown = emulator.Screen.Snapshot();
            emulator.Write(Encoding.ASCII.GetBytes($"\x1b[24H\n{Text(random)}"));
            output.ResetWrittenCount();
            writer.Write(shown, emulator.Screen.Snapshot(), DisplayCapabilities.StockPeer, output);
            longest = Math.Max(longest, output.WrittenCount);
        }

        return longest;
    }

    private static string Text(Random random) =>
        string.Create(Columns, random, static (line, random) =>
        {
            foreach (ref var character in line)
            {
                character = (char)random.Next('!', '~' + 1);
            }
        });
}
