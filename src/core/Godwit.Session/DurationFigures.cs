namespace Godwit.Session;

/// <summary>How long something took, over many times: classes and their counts.</summary>
/// <param name="Count">How many times.</param>
/// <param name="SumMs">Total, in milliseconds.</param>
/// <param name="BoundsMs">Upper bounds of the classes, inclusive, rising.</param>
/// <param name="Counts">How many fell into each; one more than there are bounds, for what is longer.</param>
public readonly record struct DurationFigures(long Count, long SumMs, ReadOnlyMemory<int> BoundsMs, ReadOnlyMemory<long> Counts)
{
    /// <summary>The upper bound of the class that holds the middle; 0 if there is nothing.</summary>
    public int MedianMs
    {
        get
        {
            long below = 0;
            for (int place = 0; place < Counts.Length; place++)
            {
                below += Counts.Span[place];
                if (below > 0 && 2 * below >= Count)
                {
                    return BoundsMs.Span[Math.Min(place, BoundsMs.Length - 1)];
                }
            }

            return 0;
        }
    }
}
