using System.Globalization;
using System.Text;

namespace Godwit.Bench.Generators;

/// <summary>Plain text as services log it: about 100 characters a line, so that some lines wrap at 80 columns.</summary>
internal static class LogText
{
    private const int Seed = 1;
    private const int DistinctLines = 20_000;

    private static readonly string[] Levels = ["INFO ", "DEBUG", "WARN ", "ERROR"];

    private static readonly string[] Words =
        ["request", "handled", "user", "session", "timeout", "connection", "database", "query", "cache", "miss", "hit", "retry", "worker", "thread", "queue"];

    public static byte[] Make(int size)
    {
        var random = new Random(Seed);
        var text = new StringBuilder();
        for (var line = 0; line < DistinctLines; line++)
        {
            var words = string.Join(' ', Enumerable.Range(0, random.Next(3, 9)).Select(_ => random.GetItems(Words, 1)[0]));
            text.Append(
                CultureInfo.InvariantCulture,
                $"2026-03-{1 + (line % 28):D2} {line / 3600 % 24:D2}:{line / 60 % 60:D2}:{line % 60:D2}.{random.Next(1000):D3} ");
            text.Append(
                CultureInfo.InvariantCulture,
                $"[{random.GetItems(Levels, 1)[0]}] svc-{random.Next(8)}: {words} id={random.Next():x8} dur={random.Next(5000)}ms\n");
        }

        return Repeating.Fill(Encoding.ASCII.GetBytes(text.ToString()), size);
    }
}
