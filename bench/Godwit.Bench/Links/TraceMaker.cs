using Godwit.Link;

namespace Godwit.Bench.Links;

/// <summary>
/// Makes traces that behave as those of a radio: the rate wanders (the logarithm of it is a random walk that is drawn back to its mean), opportunities
/// come at random around it, and now and then there is none for a while.
/// </summary>
internal static class TraceMaker
{
    /// <summary>How long a trace is until it begins anew, in milliseconds.</summary>
    public const int DurationMilliseconds = 120_000;

    private const double BitsPerOpportunity = LinkTrace.OpportunityBytes * 8;

    /// <summary>What a trace is made of.</summary>
    /// <param name="Seed">Equal seeds make equal traces.</param>
    /// <param name="MeanMegabits">Geometric mean of the rate, in Mbit/s.</param>
    /// <param name="Swing">Standard deviation of the natural logarithm of the rate.</param>
    /// <param name="GapMilliseconds">Mean length of a gap; one comes every five seconds or so.</param>
    public sealed record Recipe(int Seed, double MeanMegabits, double Swing, double GapMilliseconds);

    public static LinkTrace Make(Recipe recipe)
    {
        const double PullPerMillisecond = 1.0 / 4000; // The rate forgets what it was within some seconds.
        const double GapsPerMillisecond = 1.0 / 5000;
        var random = new Random(recipe.Seed);
        var step = recipe.Swing * Math.Sqrt(2 * PullPerMillisecond);
        var mean = recipe.MeanMegabits * 1000 / BitsPerOpportunity; // Opportunities in a millisecond.
        var (wander, gap) = (0.0, 0.0);
        List<int> stamps = [];
        for (var time = 0; time < DurationMilliseconds; time++)
        {
            wander += (step * Normal(random)) - (wander * PullPerMillisecond);
            gap = gap > 0 ? gap - 1 : random.NextDouble() < GapsPerMillisecond ? -recipe.GapMilliseconds * Math.Log(1 - random.NextDouble()) : 0;
            if (gap <= 0)
            {
                stamps.AddRange(Enumerable.Repeat(time, Poisson(random, mean * Math.Exp(wander))));
            }
        }

        stamps.Add(DurationMilliseconds);
        return LinkTrace.FromMilliseconds(stamps);
    }

    // Knuth's; the means here are a few at most.
    private static int Poisson(Random random, double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble())
        {
            count++;
        }

        return count;
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
