using Godwit.Transport;

namespace Godwit.Client;

/// <summary>What a <see cref="TrialClient"/> measured over some time.</summary>
public sealed class TrialFigures
{
    private readonly (long Came, long Missing) start;
    private long came;
    private long missing;
    private long sum;
    private double reportedSum;
    private int reports;
    private Instant? previous;

    internal TrialFigures((long Came, long Missing) start) => this.start = start;

    /// <summary>Round trips that were measured.</summary>
    public int RoundTrips { get; private set; }

    /// <summary>The shortest in milliseconds; 0 before the first.</summary>
    public int ShortestMs { get; private set; }

    /// <summary>The longest in milliseconds; 0 before the first.</summary>
    public int LongestMs { get; private set; }

    /// <summary>Their mean in milliseconds; 0 before the first.</summary>
    public double MeanMs => RoundTrips == 0 ? 0 : (double)sum / RoundTrips;

    /// <summary>The longest time in milliseconds between two datagrams of the server.</summary>
    public long LongestSilenceMs { get; private set; }

    /// <summary>The server's datagrams that came.</summary>
    public long Received => came;

    /// <summary>The server's datagrams that never came.</summary>
    public long Lost => Math.Max(0, missing);

    /// <summary>Share of the server's datagrams that never came, 0 to 1, by their numbers.</summary>
    public double LossBack => missing <= 0 ? 0 : (double)missing / (missing + came);

    /// <summary>Share of our datagrams that never reached the server, 0 to 1, by what it says; null if it does not.</summary>
    public double? LossThere => reports == 0 ? null : reportedSum / reports;

    internal void NoteDatagram(Instant now, RttEstimator rtt, double? outboundLoss)
    {
        if (rtt.HasSample)
        {
            ShortestMs = RoundTrips == 0 ? rtt.Latest : Math.Min(ShortestMs, rtt.Latest);
            LongestMs = Math.Max(LongestMs, rtt.Latest);
            sum += rtt.Latest;
            RoundTrips++;
        }

        if (outboundLoss is { } share)
        {
            reportedSum += share;
            reports++;
        }

        LongestSilenceMs = previous is { } before ? Math.Max(LongestSilenceMs, now - before) : 0;
        previous = now;
    }

    internal void NoteTotals((long Came, long Missing) totals) => (came, missing) = (totals.Came - start.Came, totals.Missing - start.Missing);
}
