namespace Godwit.Transport;

/// <summary>
/// Whether packets were lost lately, from the gaps in the peer's sequence numbers and from our own overdue states. It
/// only chooses between two retry rules, so a rough answer will do. The default value has seen no loss.
/// </summary>
internal struct LossEstimator
{
    // About the last 16 packets count; a path is lossy above half a percent: one loss is remembered for some 40 packets.
    private const double Weight = 1.0 / 16;
    private const double LossyShare = 0.005;

    // One long gap is an outage, not a loss rate.
    private const ulong GapLimit = 8;

    private double share;

    /// <summary>True if a repeat is likely to be useful.</summary>
    public readonly bool IsLossy => share > LossyShare;

    /// <summary>An in-sequence packet came after a gap of so many numbers.</summary>
    public void PacketArrived(ulong gap)
    {
        for (var lost = Math.Min(gap, GapLimit); lost > 0; lost--)
        {
            PacketLost();
        }

        share -= share * Weight;
    }

    /// <summary>A packet of ours was not answered in time.</summary>
    public void PacketLost() => share += (1 - share) * Weight;
}
