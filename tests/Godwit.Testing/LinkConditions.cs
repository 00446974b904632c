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

    /// <summary>Share of datagrams that never arrive.</summary>
    public double Loss { get; init; }

    /// <summary>Share of datagrams that arrive twice.</summary>
    public double Duplication { get; init; }

    /// <summary>Share of datagrams that are held back by <see cref="ReorderDelay"/>, so that later ones overtake them.</summary>
    public double Reordering { get; init; }

    /// <summary>How long a reordered datagram is held back.</summary>
    public int ReorderDelay { get; init; } = 50;

    /// <summary>Larger datagrams vanish: a path with a small MTU and no ICMP.</summary>
    public int MaxLength { get; init; } = int.MaxValue;
}
