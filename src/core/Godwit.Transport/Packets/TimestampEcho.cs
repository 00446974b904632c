namespace Godwit.Transport;

/// <summary>
/// Holds the peer's newest timestamp until a packet of ours takes it back, corrected by the time it was held (spec 02
/// section 2). The default value holds nothing.
/// </summary>
internal struct TimestampEcho
{
    // An older timestamp says more about our silence than about the path.
    private const int Validity = 1000;

    // A congested path is reported as this much longer, so that the peer slows down (spec 02 section 3).
    private const int CongestionPenalty = 500;

    private ushort held;
    private bool holds;
    private Instant heldAt;

    /// <summary>Remembers the timestamp of an in-sequence packet; a later one replaces it.</summary>
    public void Hold(Instant now, ushort timestamp, Ecn ecn)
    {
        if (timestamp == PacketHeader.None)
        {
            return;
        }

        held = ecn == Ecn.CongestionExperienced ? unchecked((ushort)(timestamp - CongestionPenalty)) : timestamp;
        heldAt = now;
        holds = true;
    }

    /// <summary>The reply field of the packet being built; a timestamp is echoed once at most.</summary>
    public ushort Take(Instant now)
    {
        if (!holds || now - heldAt >= Validity)
        {
            return PacketHeader.None;
        }

        holds = false;
        return unchecked((ushort)(held + (now - heldAt)));
    }
}
