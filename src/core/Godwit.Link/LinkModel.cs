using System.Diagnostics;

namespace Godwit.Link;

/// <summary>
/// One direction of a link: decides for each datagram whether it arrives and when. Holds no datagram, reads no clock; the
/// caller keeps what was admitted until its time. Everything random comes from the seed, and the nth datagram draws the
/// same numbers whatever happened to those before it.
/// </summary>
/// <remarks>
/// A datagram passes three stages: random loss (and the limit of its size), then the queue in front of the rate limit or the trace, then the
/// way itself (delay and jitter).
/// </remarks>
public sealed class LinkModel
{
    /// <summary>Times inside are nanoseconds.</summary>
    internal const long NanosecondsPerMillisecond = 1_000_000;

    private const long NanosecondsPerMicrosecond = 1000;
    private const double BitNanosecondsPerByte = 8 * 1e9;

    private readonly LinkDirection direction;
    private readonly LinkQueue? queue;
    private readonly BulkFlow? bulk;
    private SeededRandom random;
    private LinkCounters counters;
    private bool isBad;
    private long lastDelivery;
    private long lastNow;

    /// <summary>A fresh link, with an empty queue and in the good state.</summary>
    /// <param name="direction">What it does; all values must be in the ranges they document.</param>
    /// <param name="seed">Equal seeds give equal fates.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public LinkModel(LinkDirection direction, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(direction);
        RequireRange(direction.DelayMilliseconds, LinkDirection.DelayMillisecondsMax, nameof(direction.DelayMilliseconds));
        RequireRange(direction.JitterMilliseconds, LinkDirection.DelayMillisecondsMax, nameof(direction.JitterMilliseconds));
        RequireRange(direction.Loss, 1, nameof(direction.Loss));
        RequireRange(direction.QueueBytes, int.MaxValue, nameof(direction.QueueBytes));
        RequireRange(direction.RateBitsPerSecond, LinkDirection.RateMax, nameof(direction.RateBitsPerSecond));
        RequireRange(direction.TraceOffsetMilliseconds, LinkTrace.DurationMillisecondsMax, nameof(direction.TraceOffsetMilliseconds));
        RequireRange(direction.DatagramBytesMax, int.MaxValue, nameof(direction.DatagramBytesMax));
        if (direction.Burst is { } burst)
        {
            RequireRange(burst.Enter, 1, nameof(burst.Enter));
            RequireRange(burst.Exit, 1, nameof(burst.Exit));
            RequireRange(burst.BadLoss, 1, nameof(burst.BadLoss));
            RequireRange(burst.GoodLoss, 1, nameof(burst.GoodLoss));
        }

        this.direction = direction;
        random = new SeededRandom(seed);
        queue = QueueOf(direction);
        if (direction.HasBulkFlow)
        {
            ArgumentNullException.ThrowIfNull(queue, nameof(direction.HasBulkFlow));
            ArgumentOutOfRangeException.ThrowIfZero(direction.QueueBytes);
            bulk = new BulkFlow(direction.QueueBytes);
        }

        static void RequireRange(double value, double max, string name)
        {
            if (!(value >= 0 && value <= max)) // Written so that NaN is refused.
            {
                throw new ArgumentOutOfRangeException(name, value, $"must be from 0 to {max}");
            }
        }
    }

    /// <summary>What the link has done so far.</summary>
    public LinkCounters Counters => counters;

    /// <summary>Gives a datagram to the link.</summary>
    /// <param name="nowMicroseconds">The time, in microseconds of the caller's clock, 0 or later; an earlier time than in the call before counts as that time.</param>
    /// <param name="bytes">Octets it takes on the link, headers included; at least 1.</param>
    /// <param name="deliverAtMicroseconds">When it arrives, not before now; without meaning if it does not.</param>
    /// <returns>True if it arrives; false if it was lost or the queue was full.</returns>
    public bool TryAdmit(long nowMicroseconds, int bytes, out long deliverAtMicroseconds)
    {
        Debug.Assert(bytes > 0, "a datagram has at least its headers");
        long now = Math.Max(nowMicroseconds, lastNow);
        lastNow = now;
        counters = counters with { Offered = counters.Offered + 1, OfferedBytes = counters.OfferedBytes + bytes };
        deliverAtMicroseconds = now;

        // Always the same number of draws, so that one datagram's fate does not shift the numbers of the next.
        bool lost = IsLostInBurst(random.NextFraction(), random.NextFraction()) | random.NextFraction() < direction.Loss;
        double jitter = random.NextFraction() * direction.JitterMilliseconds;
        if (lost || (direction.DatagramBytesMax > 0 && bytes > direction.DatagramBytesMax))
        {
            counters = counters with { Lost = counters.Lost + 1 };
            return false;
        }

        if (!TryQueue(now * NanosecondsPerMicrosecond, bytes, out long departure))
        {
            counters = counters with { QueueDropped = counters.QueueDropped + 1 };
            return false;
        }

        long delivery = departure + (long)((direction.DelayMilliseconds + jitter) * NanosecondsPerMillisecond);
        if (!direction.Reorders)
        {
            delivery = Math.Max(delivery, lastDelivery);
            lastDelivery = delivery;
        }

        counters = counters with { Delivered = counters.Delivered + 1, DeliveredBytes = counters.DeliveredBytes + bytes };
        // Rounded up: not even a microsecond early.
        deliverAtMicroseconds = (delivery + NanosecondsPerMicrosecond - 1) / NanosecondsPerMicrosecond;
        return true;
    }

    private bool IsLostInBurst(double transition, double loss)
    {
        if (direction.Burst is not { } burst)
        {
            return false;
        }

        isBad = isBad ? transition >= burst.Exit : transition < burst.Enter;
        return loss < (isBad ? burst.BadLoss : burst.GoodLoss);
    }

    private static LinkQueue? QueueOf(LinkDirection direction)
    {
        if (direction.Trace is { } trace)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(direction.RateBitsPerSecond, 0);
            return new TraceQueue(trace, direction.TraceOffsetMilliseconds * NanosecondsPerMillisecond);
        }

        if (direction.RateBitsPerSecond == 0)
        {
            return null;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(direction.RateBitsPerSecond, LinkDirection.RateMin);
        return new RateQueue(BitNanosecondsPerByte / direction.RateBitsPerSecond);
    }

    /// <summary>Times in nanoseconds. The departure is when the last bit has left.</summary>
    private bool TryQueue(long now, int bytes, out long departure)
    {
        departure = now;
        if (queue is null)
        {
            return true;
        }

        double waiting = queue.Waiting(now);
        if (bulk is not null && bulk.Level(now) - waiting is >= 1 and var missing)
        {
            queue.Append(now, (long)missing); // The transfer has filled up what has left since the last datagram.
            waiting += (long)missing;
        }

        if (waiting > 0 && direction.QueueBytes > 0 && waiting + bytes > direction.QueueBytes)
        {
            return false;
        }

        departure = queue.Append(now, bytes);
        return true;
    }
}
