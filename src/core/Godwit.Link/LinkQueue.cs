namespace Godwit.Link;

/// <summary>
/// What stands before the bottleneck of one direction. It holds no datagram: since the first to come is the first to leave, how far the sender is
/// booked says how many octets wait. Times are nanoseconds of the caller's clock.
/// </summary>
internal abstract class LinkQueue
{
    /// <summary>Octets that have not left yet.</summary>
    public abstract double Waiting(long now);

    /// <summary>Puts octets at the end.</summary>
    /// <returns>When the last of them has left.</returns>
    public abstract long Append(long now, long bytes);
}
