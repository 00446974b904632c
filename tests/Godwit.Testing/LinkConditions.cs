using Godwit.Link;

namespace Godwit.Testing;

/// <summary>What a simulated path does to datagrams. Shares are 0 to 1, times are milliseconds.</summary>
public sealed record LinkConditions
{
    /// <summary>Nothing is lost, nothing takes time.</summary>
    public static LinkConditions Perfect { get; } = new();

    /// <summary>Delay of every datagram.</summary>
    public int Delay { get; init; }

    /// <summary>Additional delay, evenly distributed from 0 to this.</summary>
    public int Jitter { get; init; }

    /// <summary>Share of datagrams that never arrive, each on its own.</summary>
    public double Loss { get; init; }

    /// <summary>Loss in bursts (Gilbert–Elliott), on top of <see cref="Loss"/>; null for none.</summary>
    public BurstLoss? Burst { get; init; }

    /// <summary>Share of datagrams that arrive twice.</summary>
    public double Duplication { get; init; }

    /// <summary>Share of datagrams that are held back by <see cref="ReorderDelay"/>, so that later ones overtake them.</summary>
    public double Reordering { get; init; }

    /// <summary>How long a reordered datagram is held back.</summary>
    public int ReorderDelay { get; init; } = 50;

    /// <summary>Larger datagrams vanish: a path with a small MTU and no ICMP.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Bits per second that leave a drop-tail queue (<see cref="LinkDirection.RateBitsPerSecond"/>); 0 for no limit.</summary>
    public long RateBitsPerSecond { get; init; }

    /// <summary>Room of that queue in octets (<see cref="LinkDirection.QueueBytes"/>); 0 for no bound.</summary>
    public int QueueOctets { get; init; }

    /// <summary>Bits per second that a policer lets pass; what comes faster is dropped at once, not queued. 0 for none.</summary>
    public long PolicedBitsPerSecond { get; init; }

    /// <summary>Octets that the policer lets pass at once after a pause.</summary>
    public int PolicerBurst { get; init; } = 16 * 1024;

    /// <summary>Share of datagrams that arrive spoilt: a bit is another, the end is missing, or there is too much.</summary>
    public double Corruption { get; init; }

    /// <summary>Share of datagrams behind which an older one is sent once more, from wherever <see cref="SimulatedLink.ReplayedFrom"/> says.</summary>
    public double Replay { get; init; }
}
