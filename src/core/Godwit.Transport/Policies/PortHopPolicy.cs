namespace Godwit.Transport;

/// <summary>
/// When a client tries another source port, and how long it listens on the old ones: a middlebox may have forgotten or
/// blocked the flow (spec 02 section 4.5). Holds no sockets; the owner of the sockets asks after each datagram.
/// </summary>
public sealed class PortHopPolicy
{
    /// <summary>Milliseconds on a port, and without a round trip, before the next one is tried.</summary>
    public const int HopInterval = 10_000;

    /// <summary>Milliseconds after the latest hop for which old ports are listened to: late answers take this long at most.</summary>
    public const int OldPortLifetime = 60_000;

    /// <summary>Ports open at most; the oldest are closed first.</summary>
    public const int PortsMax = 10;

    private Instant lastChoice;

    /// <summary>The first port was opened now.</summary>
    public PortHopPolicy(Instant now) => lastChoice = now;

    /// <summary>Ask after each datagram sent: true if the next one should leave from a new port.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="lastRoundTrip">When the path last worked both ways; null for never.</param>
    public bool WantsNewPort(Instant now, Instant? lastRoundTrip) =>
        now - lastChoice > HopInterval && (lastRoundTrip is not { } at || now - at > HopInterval);

    /// <summary>A new port was opened.</summary>
    public void Hopped(Instant now) => lastChoice = now;

    /// <summary>Ask after a hop and after each datagram received: how many ports to keep, the newest ones.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="open">Ports open now.</param>
    public int PortsToKeep(Instant now, int open) =>
        now - lastChoice > OldPortLifetime ? Math.Min(open, 1) : Math.Min(open, PortsMax);
}
