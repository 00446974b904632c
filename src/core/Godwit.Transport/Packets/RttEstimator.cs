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

    /// <summary>Retransmission timeout in milliseconds at most.</summary>
    public const int RtoMax = 1000;

    // A larger sample is a timestamp from before a long silence, not a measurement.
    private const int SampleLimit = 5000;

    private readonly int initialFrameGap;

    /// <summary>Starts without a sample.</summary>
    /// <param name="initialFrameGap">Milliseconds between frames until the first sample.</param>
    public RttEstimator(int initialFrameGap) => this.initialFrameGap = initialFrameGap;

    /// <summary>Smoothed round-trip time in milliseconds; 1000 before the first sample.</summary>
    public double Smoothed { get; private set; } = 1000;

    /// <summary>Smoothed deviation in milliseconds; 500 before the first sample.</summary>
    public double Variation { get; private set; } = 500;

    /// <summary>True once a round trip was measured.</summary>
    public bool HasSample { get; private set; }

    /// <summary>Milliseconds after which an answer is overdue, <see cref="RtoMin"/> to <see cref="RtoMax"/>.</summary>
    public int Rto => (int)Math.Clamp(Math.Ceiling(Smoothed + (4 * Variation)), RtoMin, RtoMax);

    /// <summary>Milliseconds between frames: half a round trip, <see cref="FrameGapMin"/> to <see cref="FrameGapMax"/>.</summary>
    public int FrameGap =>
        HasSample ? (int)Math.Clamp(Math.Ceiling(Smoothed / 2), FrameGapMin, FrameGapMax) : initialFrameGap;

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
            AddSample(sample);
        }
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
