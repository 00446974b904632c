namespace Godwit.Transport;

/// <summary>
/// How many packets get lost, lately: of the peer's, from the gaps in its sequence numbers; of ours, from what the peer reports of the same, and
/// from our own overdue states. Chooses between retry rules, so a rough answer will do. The default value has seen no loss.
/// </summary>
internal struct LossEstimator
{
    /// <summary>About so many packets count.</summary>
    public const int Memory = 16;

    private const double Weight = 1.0 / Memory;

    // A path is lossy above half a percent: one loss is remembered for some 40 packets.
    private const double LossyShare = 0.005;

    // One long gap is an outage, not a loss rate.
    private const ulong GapLimit = 8;

    // What a report counts in.
    private const int ReportUnits = 127;

    // The same over some 64 packets, for what must not be misled by a run of good luck.
    private const double SteadyWeight = 1.0 / 64;

    private double inbound;
    private double steady;

    // How much of the weight of all packets ever is in it: an average of few is not drawn down by those that never were.
    private double steadyWeight;
    private double overdue;
    private double reported;
    private bool hasReport;

    /// <summary>Share of our packets that get lost, 0 to 1. Without a report both directions count as equal.</summary>
    public readonly double Share => Math.Max(overdue, hasReport ? reported : inbound);

    /// <summary>Share of the peer's packets that get lost, 0 to 1.</summary>
    public readonly double Inbound => inbound;

    /// <summary>Share of the peer's packets that get lost, 0 to 1, over a longer time; interruptions of the path do not count.</summary>
    public readonly double Steady => steadyWeight > 0 ? Math.Min(1, steady / steadyWeight) : 0;

    /// <summary>Share of our packets that got lost lately, 0 to 1, in the peer's own words; null if it does not say.</summary>
    public readonly double? Reported => hasReport ? reported : null;

    /// <summary>True if a repeat is likely to be useful.</summary>
    public readonly bool IsLossy => Share > LossyShare;

    /// <summary>True if the peer's latest report says that packets of ours got lost.</summary>
    public readonly bool PeerSeesLoss => hasReport && reported > 0;

    /// <summary>Share of the peer's packets that got lost, 0 to 127 for none to all.</summary>
    public readonly int Report => (int)Math.Ceiling(inbound * ReportUnits);

    /// <summary>The peer says how many of our packets got lost, as <see cref="Report"/>; larger values count as all.</summary>
    public void HandleReport(ulong report)
    {
        hasReport = true;
        reported = Math.Min(report, ReportUnits) / (double)ReportUnits;
    }

    /// <summary>An in-sequence packet came after a gap of so many numbers.</summary>
    public void PacketArrived(ulong gap)
    {
        for (var lost = Math.Min(gap, GapLimit); lost > 0; lost--)
        {
            inbound += (1 - inbound) * Weight;
            NoteSteady(gap <= GapLimit ? 1 : null);
        }

        NoteSteady(0);

        // The dust is dropped, so that a report of what was long ago becomes 0.
        inbound = Settle(inbound - (inbound * Weight));
        overdue = Settle(overdue - (overdue * Weight));
    }

    /// <summary>A packet that was counted as lost came after all: the path reorders.</summary>
    public void PacketArrivedLate()
    {
        inbound = Math.Max(0, inbound - Weight);
        steady = Math.Max(0, steady - SteadyWeight);
    }

    /// <summary>A packet of ours was not answered in time.</summary>
    public void PacketLost() => overdue += (1 - overdue) * Weight;

    private void NoteSteady(int? lost)
    {
        if (lost is { } share)
        {
            steady += (share - steady) * SteadyWeight;
            steadyWeight += (1 - steadyWeight) * SteadyWeight;
        }
    }

    private static double Settle(double share) => share < LossyShare / 2 ? 0 : share;
}
