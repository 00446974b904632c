namespace Godwit.Bench.Results;

/// <summary>How many samples become one number.</summary>
internal enum Statistic
{
    Median,
    Mean,
    Percentile95,
    Percentile99,
    Largest,

    /// <summary>Percent of the samples that are below <see cref="Statistics.InstantMilliseconds"/>.</summary>
    Instant,
}
