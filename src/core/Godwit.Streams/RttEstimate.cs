namespace Godwit.Streams;

/// <summary>Round-trip time as RFC 9002 section 5 estimates it, in milliseconds.</summary>
internal sealed class RttEstimate(double initial)
{
    /// <summary>The timer's granularity (RFC 9002 section 6.1.2).</summary>
    public const double Granularity = 1;

    /// <summary>The latest sample, without the peer's delay.</summary>
    public double Latest { get; private set; } = initial;

    /// <summary>The smoothed mean.</summary>
    public double Smoothed { get; private set; } = initial;

    /// <summary>The mean deviation.</summary>
    public double Variation { get; private set; } = initial / 2;

    /// <summary>The shortest sample.</summary>
    public double Shortest { get; private set; } = initial;

    /// <summary>True once there was a sample.</summary>
    public bool HasSample { get; private set; }

    /// <summary>Takes a sample.</summary>
    /// <param name="sample">From sending to the acknowledgement.</param>
    /// <param name="delay">What the peer waited before it acknowledged.</param>
    public void Add(double sample, double delay)
    {
        double adjusted = Math.Max(0, sample - Math.Min(delay, AckTracker.DelayMax));
        Latest = adjusted;
        if (!HasSample)
        {
            HasSample = true;
            Shortest = adjusted;
            Smoothed = adjusted;
            Variation = adjusted / 2;
            return;
        }

        Shortest = Math.Min(Shortest, adjusted);
        Variation = (0.75 * Variation) + (0.25 * Math.Abs(Smoothed - adjusted));
        Smoothed = (0.875 * Smoothed) + (0.125 * adjusted);
    }

    /// <summary>The path is another one: the next sample counts alone, until then the old mean is the best guess.</summary>
    public void Reset() => HasSample = false;
}
