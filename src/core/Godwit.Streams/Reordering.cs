namespace Godwit.Streams;

/// <summary>
/// How long an acknowledgement is waited for after later packets were acknowledged. RFC 9002 section 6.1 has fixed values; where packets overtake each other,
/// each of them would be taken for lost. So what was seen on the path is added, as RFC 8985 section 6.2 does, and forgotten when it is not seen any more.
/// </summary>
internal sealed class Reordering
{
    /// <summary>Packets that may overtake one before it counts as lost, on a path that keeps the order.</summary>
    public const ulong PacketsMin = 3;

    /// <summary>The same on any path: what 100 Mbit/s bring in a third of a second.</summary>
    public const ulong PacketsMax = PacketsMin << 10;

    // Of the round trip, on a path that keeps the order.
    private const double TimeMin = 1.0 / 8;

    // What is added is counted in parts of the shortest round trip.
    private const double Step = 1.0 / 4;

    // After one to two times so many round trips what was seen is forgotten.
    private const int RoundsKept = 16;

    private (ulong Distance, double Lateness) seen;
    private (ulong Distance, double Lateness) seenBefore;
    private int rounds;

    /// <summary>A packet counts as lost when one so many numbers higher was acknowledged.</summary>
    public ulong Packets { get; private set; } = PacketsMin;

    private double Lateness => Math.Max(seen.Lateness, seenBefore.Lateness);

    /// <summary>Milliseconds after which a packet counts as lost if any later one was acknowledged: the larger of the latest and the smoothed round trip, and at most a smoothed one more.</summary>
    public double Patience(RttEstimate rtt)
    {
        double roundTrip = Math.Max(rtt.Smoothed, rtt.Latest);
        double step = Math.Max(RttEstimate.Granularity, Step * rtt.Shortest);
        double added = Lateness > 0 ? Math.Min(rtt.Smoothed, (Math.Floor(Lateness / step) + 1) * step) : 0;
        return Math.Max(RttEstimate.Granularity, roundTrip + Math.Max(TimeMin * roundTrip, added));
    }

    /// <summary>A packet was acknowledged after later ones, whether it was taken for lost or not.</summary>
    /// <param name="distance">How much higher the highest number is that was acknowledged before.</param>
    /// <param name="age">Milliseconds since it was sent.</param>
    /// <param name="rtt">The round trip.</param>
    public void NoteLate(ulong distance, double age, RttEstimate rtt)
    {
        double lateness = age - rtt.Smoothed;
        seen = (Math.Max(seen.Distance, distance), lateness > TimeMin * rtt.Smoothed ? Math.Max(seen.Lateness, lateness) : seen.Lateness);
        Update();
    }

    /// <summary>A round trip is over.</summary>
    public void EndRound()
    {
        if (++rounds >= RoundsKept)
        {
            rounds = 0;
            (seenBefore, seen) = (seen, default);
            Update();
        }
    }

    /// <summary>The path is another one.</summary>
    public void Reset()
    {
        rounds = 0;
        seen = seenBefore = default;
        Update();
    }

    private void Update()
    {
        ulong distance = Math.Max(seen.Distance, seenBefore.Distance);
        Packets = PacketsMin;
        while (Packets <= distance && Packets < PacketsMax)
        {
            Packets *= 2;
        }
    }
}
