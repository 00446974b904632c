using System.Diagnostics;
using System.Globalization;
using Godwit.Terminal;

namespace Godwit.Feed;

/// <summary>
/// The emulator and the frame writer alone, as native code: what <c>bench/run emulator</c> times, and runs under valgrind to count
/// instructions. Prints one line of numbers.
/// </summary>
internal static class Program
{
    private const string Usage = """
        usage: Godwit.Feed text FILE TIMES SIZE    octets per second of the best pass over the file; SIZE: 80x24
               Godwit.Feed frame KIND TIMES        nanoseconds and octets allocated per snapshot and difference; KIND: same, cell
               Godwit.Feed scroll                  host octets of one line scrolled in rows 2-24 of 80x24
        """;

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["text", var file, var times, var size]:
                Print(FeedText(File.ReadAllBytes(file), int.Parse(times, CultureInfo.InvariantCulture), size.Split('x')));
                return 0;
            case ["frame", var kind, var times]:
                var cost = FrameCost.Measure(kind == "cell", int.Parse(times, CultureInfo.InvariantCulture));
                Print(cost.Nanoseconds, cost.Allocated);
                return 0;
            case ["scroll"]:
                Print(ScrollLength.Measure());
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static double FeedText(byte[] text, int times, string[] size)
    {
        // As a server does: pieces of what a pty gives at once, one terminal for all of it.
        const int PieceSize = 4096;
        var emulator = new Emulator(int.Parse(size[0], CultureInfo.InvariantCulture), int.Parse(size[1], CultureInfo.InvariantCulture), EmulatorOptions.Server);
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var offset = 0; offset < text.Length; offset += PieceSize)
            {
                emulator.Write(text.AsSpan(offset, Math.Min(PieceSize, text.Length - offset)));
                emulator.ClearReplies();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return text.Length / best;
    }

    private static void Print(params double[] numbers) =>
        Console.WriteLine(string.Join(' ', numbers.Select(number => number.ToString("0.###", CultureInfo.InvariantCulture))));
}
