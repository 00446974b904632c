namespace Godwit.Bench.Workloads;

/// <summary>Text as people type it, from a seed.</summary>
internal static class Prose
{
    private static readonly string[] Words =
    [
        "signal", "packet", "screen", "cursor", "window", "terminal", "network", "delay", "answer", "server", "client", "frame", "state", "order", "river",
        "the", "a", "of", "and", "to", "in", "it", "was", "that", "with", "over", "from", "when", "then", "quick", "small", "late",
    ];

    /// <summary>Words with a blank after each, no longer in all than asked for.</summary>
    public static string Line(Random random, int length)
    {
        var line = "";
        while (true)
        {
            var word = Words[random.Next(Words.Length)] + " ";
            if (line.Length + word.Length > length)
            {
                return line.TrimEnd();
            }

            line += word;
        }
    }

    /// <summary>Milliseconds between two keys of a person: log-normal, the median is 131.</summary>
    public static double Pause(Random random)
    {
        const double Mu = -2.03;
        const double Sigma = 0.42;
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return 1000 * Math.Clamp(Math.Exp(Mu + (Sigma * normal)), 0.045, 1.2);
    }
}
