namespace Godwit.Transport;

/// <summary>
/// Smoothed round-trip time, and what the timing of states derives from it (spec 02 section 2). Never reset: neither
/// roaming nor silence says anything about the next path.
/// </summary>
public sealed class RttEstimator
{
    /// <summary>Milliseconds between frames at least: 50 frames per second are enough for an eye.</summary>
    public const int FrameGapMin = 20;

    /// <summary>Milliseconds between frames at most: 4 frames per second even on a satellite link.</summary>
    public const int FrameGapMax = 250;

    /// <summary>Retransmission timeout in milliseconds at least.</summary>
    public const int RtoMin = 50;

    /// <summary>Retransmission timeout in milliseconds at most, as stock has it.</summary>
    public const int RtoMax = 1000;

    // A larger sample is a timestamp from before a long silence, not a measurement.
    private const int SampleLimit = 5000;

    // The shortest round trip of the last one or two of these is what the path itself takes; a change of path is noticed after at most two.
    private const int FloorWindow = 15_000;

    private readonly int initialFrameGap;
    private readonly int rtoMax;
    private int floor = int.MaxValue;
    private int earlierFloor = int.MaxValue;
    private Instant floorSince;
    private int latest;

    /// <summary>Starts without a sample.</summary>
    /// <param name="initialFrameGap">Milliseconds between frames until the first sample.</param>
    /// <param name="rtoMax">Milliseconds that the retransmission timeout may grow to.</param>
    public RttEstimator(int initialFrameGap, int rtoMax = RtoMax)
    {
        this.initialFrameGap = initialFrameGap;
        this.rtoMax = rtoMax;
    }

    /// <summary>Smoothed round-trip time in milliseconds; 1000 before the first sample.</summary>
    public double Smoothed { get; private set; } = 1000;

    /// <summary>Smoothed deviation in milliseconds; 500 before the first sample.</summary>
    public double Variation { get; private set; } = 500;

    /// <summary>True once a round trip was measured.</summary>
    public bool HasSample { get; private set; }

    /// <summary>The latest round trip in milliseconds; 0 before the first sample.</summary>
    public int Latest => latest;

    /// <summary>Milliseconds after which an answer is overdue, <see cref="RtoMin"/> to the given limit; 1000 before the first sample.</summary>
    public int Rto => (int)Math.Clamp(Math.Ceiling(Smoothed + (4 * Variation)), RtoMin, HasSample ? rtoMax : RtoMax);

    /// <summary>Milliseconds between frames: half a round trip, <see cref="FrameGapMin"/> to <see cref="FrameGapMax"/>.</summary>
    public int FrameGap =>
        HasSample ? (int)Math.Clamp(Math.Ceiling(Smoothed / 2), FrameGapMin, FrameGapMax) : initialFrameGap;

    /// <summary>
    /// Milliseconds by which the latest round trip was longer than the shortest of late: what waited in queues on the way, ours or others'.
    /// 0 before the first sample.
    /// </summary>
    public int Queueing => HasSample ? latest - Math.Min(floor, earlierFloor) : 0;

    /// <summary>Takes the reply of an in-sequence packet.</summary>
    /// <param name="now">The time of its arrival.</param>
    /// <param name="reply">The reply field.</param>
    internal void HandleReply(Instant now, ushort reply)
    {
        if (reply == PacketHeader.None)
        {
            return;
        }

        int sample = unchecked((ushort)(PacketHeader.Now16(now) - reply));
        if (sample < SampleLimit)
        {
            NoteFloor(now, sample);
            AddSample(sample);
        }
    }

    private void NoteFloor(Instant now, int sample)
    {
        if (!HasSample || now - floorSince >= FloorWindow)
        {
            earlierFloor = floor;
            floor = sample;
            floorSince = now;
        }

        latest = sample;
        floor = Math.Min(floor, sample);
    }

    /// <summary>Takes a measured round trip (RFC 6298 section 2).</summary>
    internal void AddSample(double milliseconds)
    {
        if (!HasSample)
        {
            HasSample = true;
            Smoothed = milliseconds;
            Variation = milliseconds / 2;
            return;
        }

        Variation = (0.75 * Variation) + (0.25 * Math.Abs(Smoothed - milliseconds));
        Smoothed = (0.875 * Smoothed) + (0.125 * milliseconds);
    }
}
