namespace Godwit.Prediction;

/// <summary>Counts of durations in classes.</summary>
public sealed class DurationHistogram
{
    private static readonly int[] UpperBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    private readonly long[] counts = new long[UpperBounds.Length + 1];

    /// <summary>Upper bounds of the classes in milliseconds, inclusive; what is longer is in a last class.</summary>
    public static ReadOnlySpan<int> BoundsMs => UpperBounds;

    /// <summary>As <see cref="BoundsMs"/>, to be kept.</summary>
    public static ReadOnlyMemory<int> Bounds => UpperBounds;

    /// <summary>As <see cref="Counts"/>, to be kept: goes on counting.</summary>
    public ReadOnlyMemory<long> CountsSoFar => counts;

    /// <summary>How many fell into each class: one more than there are bounds.</summary>
    public ReadOnlySpan<long> Counts => counts;

    /// <summary>How many there are.</summary>
    public long Total { get; private set; }

    /// <summary>Their sum in milliseconds.</summary>
    public long SumMs { get; private set; }

    internal void Add(long milliseconds)
    {
        int place = 0;
        while (place < UpperBounds.Length && milliseconds > UpperBounds[place])
        {
            place++;
        }

        counts[place]++;
        Total++;
        SumMs += milliseconds;
    }
}
