using Godwit.Transport;

namespace Godwit.Client;

/// <summary>What a <see cref="TrialClient"/> measured over some time.</summary>
public sealed class TrialFigures
{
    private readonly (long Came, long Missing) start;
    private readonly long sentAtStart;
    private long came;
    private long missing;
    private long sum;
    private long sentAtReport;
    private double? report;
    private double lostThere;
    private Instant? previous;

    /// <summary>Begins.</summary>
    /// <param name="start">The server's datagrams until now.</param>
    /// <param name="sent">Our datagrams until now.</param>
    /// <param name="report">What the server says of their loss lately, 0 to 1; null if it does not.</param>
    internal TrialFigures((long Came, long Missing) start, long sent, double? report)
    {
        this.start = start;
        this.report = report;
        sentAtStart = sent;
        sentAtReport = sent;
    }

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
    public double? LossThere => report is null || sentAtReport <= sentAtStart ? null : Math.Clamp(lostThere / (sentAtReport - sentAtStart), 0, 1);

    /// <summary>A datagram of the server came that is newer than all before it.</summary>
    /// <param name="now">The time.</param>
    /// <param name="rtt">Round trips until now.</param>
    /// <param name="outboundLoss">What it says of our loss lately, 0 to 1; null if it does not.</param>
    /// <param name="sent">Our datagrams until now.</param>
    internal void NoteDatagram(Instant now, RttEstimator rtt, double? outboundLoss, long sent)
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
            NoteReport(share, sent);
        }

        LongestSilenceMs = previous is { } before ? Math.Max(LongestSilenceMs, now - before) : 0;
        previous = now;
    }

    internal void NoteTotals((long Came, long Missing) totals) => (came, missing) = (totals.Came - start.Came, totals.Missing - start.Missing);

    // What is said is an average that forgets: a part of it is of what got lost before this measurement began. What is new in it has got lost since.
    private void NoteReport(double share, long sent)
    {
        if (report is { } before && sent > sentAtReport)
        {
            double forgotten = Math.Pow(1 - (1.0 / ConnectionOptions.LossMemory), sent - sentAtReport);
            lostThere += (share - (before * forgotten)) / (1 - forgotten) * (sent - sentAtReport);
        }

        report = share;
        sentAtReport = sent;
    }
}
