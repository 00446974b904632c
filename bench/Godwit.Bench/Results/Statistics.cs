namespace Godwit.Bench.Results;

/// <summary>Plain statistics.</summary>
internal static class Statistics
{
    /// <summary>What is shown sooner than this feels as if nothing lay between.</summary>
    public const double InstantMilliseconds = 20;

    /// <summary>The number for samples; null if there are none.</summary>
    public static double? Apply(Statistic statistic, IReadOnlyCollection<double> samples) => samples.Count == 0 ? null : statistic switch
    {
        Statistic.Median => Percentile(samples, 50),
        Statistic.Mean => samples.Average(),
        Statistic.Percentile95 => Percentile(samples, 95),
        Statistic.Percentile99 => Percentile(samples, 99),
        Statistic.Largest => samples.Max(),
        Statistic.Instant => 100.0 * samples.Count(sample => sample < InstantMilliseconds) / samples.Count,
        _ => throw new ArgumentOutOfRangeException(nameof(statistic)),
    };

    /// <summary>The value below which so many percent of the samples are, between neighbours in proportion.</summary>
    public static double Percentile(IEnumerable<double> samples, double percent)
    {
        var sorted = samples.Order().ToArray();
        var place = (sorted.Length - 1) * percent / 100;
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
