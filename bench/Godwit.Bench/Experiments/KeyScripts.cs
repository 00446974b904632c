namespace Godwit.Bench.Experiments;

/// <summary>Keys with the pause before each, in milliseconds. Seeded: a repetition has its own pauses, the same in every run.</summary>
internal static class KeyScripts
{
    private const string Prose = "the screen is a state and the network only carries the difference between two states of it so typing costs little ";
    private const int TypedCharacters = 200;

    /// <summary>200 characters at a person's pace: log-normal, the median is 131 ms.</summary>
    public static IReadOnlyList<(double Pause, string Keys)> Typing(int repetition)
    {
        const double Mu = -2.03;
        const double Sigma = 0.42;
        var random = new Random(repetition + 1);
        return [.. Enumerable.Range(0, TypedCharacters).Select(i =>
            (1000 * Math.Clamp(Math.Exp(Mu + (Sigma * Normal(random))), 0.05, 1.0), Prose[i % Prose.Length].ToString()))];
    }

    /// <summary>A file in vim: pages, half pages, a held-down key, jumps.</summary>
    public static IReadOnlyList<(double Pause, string Keys)> Paging(int repetition)
    {
        const string PageDown = "\x06";
        const string HalfPageDown = "\x04";
        const string PageUp = "\x02";
        var random = new Random(repetition + 1);
        (double Pause, string Keys)[] script =
        [
            (1000, PageDown), .. Held(7, 400, PageDown), .. Held(8, 300, HalfPageDown),
            (500, "j"), .. Held(60, 50, "j"), .. Held(5, 500, PageUp),
            (500, "G"), (600, "g"), (100, "g"), .. Held(10, 200, "}"),
        ];
        return [.. script.Select(key => (key.Pause * (0.9 + (0.2 * random.NextDouble())), key.Keys))];
    }

    /// <summary>A file in vim, in a pane of tmux: a line is written, lines are walked over, pages, a line is deleted and put elsewhere.</summary>
    public static IReadOnlyList<(double Pause, string Keys)> Editing(int repetition)
    {
        const string PageDown = "\x06";
        const string PageUp = "\x02";
        const string Escape = "\e";
        const int WrittenCharacters = 60;
        (double Pause, string Keys)[] script =
        [
            (1000, "o"), .. Typing(repetition).Take(WrittenCharacters), (500, Escape),
            .. Held(20, 60, "j"), .. Held(4, 600, PageDown), .. Held(12, 200, "}"),
            (500, "d"), (150, "d"), (500, "P"), .. Held(3, 600, PageUp), .. Held(15, 60, "k"),
        ];
        return script;
    }

    private static IEnumerable<(double Pause, string Keys)> Held(int times, double pause, string keys) => Enumerable.Repeat((pause, keys), times);

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
