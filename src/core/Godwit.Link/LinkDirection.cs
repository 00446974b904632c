namespace Godwit.Link;

/// <summary>What one direction of a link does to datagrams. The default is a perfect link: no delay, no loss, no limit.</summary>
public sealed record LinkDirection
{
    /// <summary>Longest delay and jitter, in milliseconds. Worse than any link people type on (a satellite hop is 300 ms); bounds how long a relay holds a datagram.</summary>
    public const double DelayMillisecondsMax = 60_000;

    /// <summary>Least rate that is not "no limit", in bits per second: an old modem. Slower, one datagram would take longer than <see cref="DelayMillisecondsMax"/>.</summary>
    public const long RateMin = 300;

    /// <summary>Highest rate, in bits per second: 100 Gbit/s, where one octet takes less than a nanosecond.</summary>
    public const long RateMax = 100_000_000_000;

    /// <summary>The least time a datagram is under way, without queueing, in milliseconds; 0–<see cref="DelayMillisecondsMax"/>.</summary>
    public double DelayMilliseconds { get; init; }

    /// <summary>
    /// A random time on top of <see cref="DelayMilliseconds"/>, uniform from 0 to this many milliseconds; 0–<see cref="DelayMillisecondsMax"/>.
    /// The mean delay is the delay plus half the jitter.
    /// </summary>
    public double JitterMilliseconds { get; init; }

    /// <summary>
    /// True lets jitter change the order: every datagram arrives after its own delay. False keeps the order (FIFO): a
    /// datagram never arrives before one that was sent earlier, as on a path with one queue.
    /// </summary>
    public bool Reorders { get; init; }

    /// <summary>Chance to lose a datagram, each on its own, 0–1.</summary>
    public double Loss { get; init; }

    /// <summary>Loss in bursts, on top of <see cref="Loss"/>; null for none.</summary>
    public BurstLoss? Burst { get; init; }

    /// <summary>Bits per second that leave the queue, <see cref="RateMin"/>–<see cref="RateMax"/>; 0 for no limit (and no queue).</summary>
    public long RateBitsPerSecond { get; init; }

    /// <summary>
    /// Room of the queue before the rate limit, in octets; a datagram that does not fit is dropped (drop-tail). An empty queue
    /// takes any datagram. 0 for no bound. Without meaning if there is neither a rate limit nor a trace.
    /// </summary>
    public int QueueBytes { get; init; }

    /// <summary>A recorded rate in place of <see cref="RateBitsPerSecond"/>, which must be 0 then; null for none. It begins at time 0 of the caller's clock.</summary>
    public LinkTrace? Trace { get; init; }

    /// <summary>How far into the trace time 0 is, in milliseconds, 0–<see cref="LinkTrace.DurationMillisecondsMax"/>; it goes round.</summary>
    public long TraceOffsetMilliseconds { get; init; }

    /// <summary>True for a large TCP transfer that keeps the queue nearly full; needs a rate or a trace and <see cref="QueueBytes"/>.</summary>
    public bool HasBulkFlow { get; init; }

    /// <summary>Datagrams with more octets (headers included) vanish without a word, as in a path MTU black hole; 0 for none.</summary>
    public int DatagramBytesMax { get; init; }
}
