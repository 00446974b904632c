using System.Globalization;
using Godwit.Link;
using Godwit.Testing;

namespace Godwit.Simulation.Scenarios;

/// <summary>Draws what a direction of the path does, from a little to too much.</summary>
internal static class LinkDraw
{
    private static readonly int[] Delays = [0, 1, 5, 20, 40, 50, 80, 100, 150, 250, 400];

    /// <summary>A path that is well: nothing but delay.</summary>
    public static LinkConditions Well(Random random) => new() { Delay = Delays[random.Next(Delays.Length)] };

    /// <summary>The same path with some faults.</summary>
    public static LinkConditions Spoil(LinkConditions well, Random random)
    {
        var spoilt = well;
        for (int faults = random.Next(1, 5); faults > 0; faults--)
        {
            spoilt = AddFault(spoilt, random);
        }

        return spoilt;
    }

    /// <summary>In words.</summary>
    public static string Describe(LinkConditions link)
    {
        var words = new List<string> { $"{link.Delay} ms" };
        void Say(bool holds, FormattableString what)
        {
            if (holds)
            {
                words.Add(what.ToString(CultureInfo.InvariantCulture));
            }
        }

        Say(link.Jitter > 0, $"jitter {link.Jitter} ms");
        Say(link.Loss > 0, $"loss {link.Loss:P0}");
        Say(link.Burst is not null, $"bursts of loss ({link.Burst?.Enter:F3} in, {link.Burst?.Exit:F2} out, {link.Burst?.BadLoss:P0})");
        Say(link.Duplication > 0, $"duplicates {link.Duplication:P0}");
        Say(link.Reordering > 0, $"reorders {link.Reordering:P0} by {link.ReorderDelay} ms");
        Say(link.RateBitsPerSecond > 0, $"{link.RateBitsPerSecond / 1000} kbit/s behind {link.QueueOctets} octets");
        Say(link.PolicedBitsPerSecond > 0, $"policed to {link.PolicedBitsPerSecond / 1000} kbit/s");
        Say(link.MaxLength < int.MaxValue, $"black hole above {link.MaxLength} octets");
        Say(link.Corruption > 0, $"spoils {link.Corruption:P0}");
        Say(link.Replay > 0, $"replays {link.Replay:P0}");
        return string.Join(", ", words);
    }

    private static LinkConditions AddFault(LinkConditions link, Random random) => random.Next(11) switch
    {
        0 => link with { Jitter = random.Next(1, 200) },
        1 => link with { Loss = random.NextDouble() * random.NextDouble() * 0.6 },
        2 => link with { Burst = new BurstLoss(random.NextDouble() * 0.05, 0.05 + (random.NextDouble() * 0.5), 0.5 + (random.NextDouble() * 0.5)) },
        3 => link with { Duplication = random.NextDouble() * 0.3 },
        4 => link with { Reordering = random.NextDouble() * 0.4, ReorderDelay = random.Next(1, 400) },
        5 => link with { RateBitsPerSecond = Log(random, 9_600, 10_000_000), QueueOctets = (int)Log(random, 3_000, 300_000) },
        6 => link with { PolicedBitsPerSecond = Log(random, 32_000, 2_000_000), PolicerBurst = (int)Log(random, 3_000, 60_000) },
        7 => link with { MaxLength = random.Next(508, 1200) },
        8 => link with { Corruption = random.NextDouble() * 0.2 },
        9 => link with { Replay = random.NextDouble() * 0.5 },
        _ => link with { Loss = random.NextDouble() * 0.1, Jitter = random.Next(30) },
    };

    /// <summary>A number between two, each order of magnitude as likely as the other.</summary>
    public static long Log(Random random, double least, double most) => (long)(least * Math.Pow(most / least, random.NextDouble()));
}
