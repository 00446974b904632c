namespace Godwit.Link;

/// <summary>
/// A large TCP transfer that shares the queue and has run for a while: the octets that it keeps waiting rise as the window of CUBIC does (RFC 9438,
/// C = 0.4, β = 0.7) until the queue is full, fall to 0.7 of that, and rise again. A function of time alone: it never gives way to the datagrams beside it.
/// </summary>
internal sealed class BulkFlow
{
    private const double Steepness = 0.4; // C, segments per cubic second.
    private const double Backoff = 0.7; // β

    private readonly double peak;
    private readonly double period;

    /// <param name="queueBytes">Room of the queue. A full-size packet less than that is the peak, so that what is smaller than a packet still finds room.</param>
    public BulkFlow(int queueBytes)
    {
        peak = Math.Max(0, queueBytes - LinkTrace.OpportunityBytes);
        period = Math.Cbrt(peak / LinkTrace.OpportunityBytes * (1 - Backoff) / Steepness);
    }

    /// <summary>Octets that it keeps in the queue.</summary>
    /// <param name="now">Nanoseconds; it has been at the bottom at 0.</param>
    public double Level(long now)
    {
        if (period == 0)
        {
            return 0;
        }

        double seconds = now / 1e9 % period;
        return peak + (Steepness * LinkTrace.OpportunityBytes * Math.Pow(seconds - period, 3));
    }
}
