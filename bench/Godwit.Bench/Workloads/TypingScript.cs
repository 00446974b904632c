using Godwit.Bench.Judging;

namespace Godwit.Bench.Workloads;

/// <summary>Typing into a program that echoes: every screen is known without running it.</summary>
internal static class TypingScript
{
    /// <summary>What shows that the program is there.</summary>
    public const string Ready = "«R»";

    private const int FirstRow = 2;
    private const int LineLength = 68;

    /// <summary>A program in user space that echoes keys: cat on a raw terminal.</summary>
    public static IReadOnlyList<string> Command { get; } =
        ["/bin/sh", "-c", $"stty raw -echo icrnl opost onlcr; printf '\\033[2J\\033[H{Ready}\\n\\n'; exec cat"];

    /// <summary>Most keys that have a place on the screen.</summary>
    public static int KeysMax => (UserScreen.Rows - FirstRow - 1) * (LineLength / 2);

    /// <summary>Keys at a person's pace, and the screens that are right.</summary>
    /// <param name="seed">Equal seeds make equal scripts.</param>
    /// <param name="count">Number of keys, at most <see cref="KeysMax"/>.</param>
    public static Script Make(int seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, KeysMax);
        var random = new Random(seed);
        var rows = Enumerable.Repeat(new string(' ', UserScreen.Columns), UserScreen.Rows).ToArray();
        rows[0] = Ready.PadRight(UserScreen.Columns);
        var (row, column) = (FirstRow, 0);
        List<Keystroke> keys = [];
        List<ScreenState> states = [new([.. rows], row, column)];
        for (var line = Prose.Line(random, LineLength); keys.Count < count;)
        {
            var letter = column < line.Length ? line[column] : '\r';
            keys.Add(new(letter.ToString(), Prose.Pause(random)));
            if (letter == '\r')
            {
                (row, column, line) = (row + 1, 0, Prose.Line(random, LineLength));
            }
            else
            {
                rows[row] = line[..++column].PadRight(UserScreen.Columns);
            }

            states.Add(new([.. rows], row, column));
        }

        return new(keys, states);
    }
}
