using Godwit.Transport;

namespace Godwit.Testing;

/// <summary>A token bucket that drops what it has no tokens for (RFC 2697 without colours). Starts full.</summary>
internal sealed class Policer
{
    private const double BitMillisecondsPerOctet = 8000;

    private double tokens = double.MaxValue;
    private Instant filledAt;

    /// <summary>True if a datagram passes.</summary>
    public bool Admits(Instant now, int octets, LinkConditions conditions)
    {
        if (conditions.PolicedBitsPerSecond == 0)
        {
            return true;
        }

        double gained = (now - filledAt) * conditions.PolicedBitsPerSecond / BitMillisecondsPerOctet;
        tokens = Math.Min(tokens + gained, conditions.PolicerBurst);
        filledAt = now;
        if (octets > tokens)
        {
            return false;
        }

        tokens -= octets;
        return true;
    }
}
