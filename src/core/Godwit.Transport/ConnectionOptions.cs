using Godwit.Crypto;

namespace Godwit.Transport;

/// <summary>What a connection is told at its start.</summary>
public sealed record ConnectionOptions
{
    /// <summary>UDP payload that fits a path of 1280 octets over IPv4 (spec 02 section 4.1).</summary>
    public const int DatagramSizeIPv4 = 1252;

    /// <summary>UDP payload that fits a path of 1280 octets over IPv6 and dual-stack sockets (spec 02 section 4.1).</summary>
    public const int DatagramSizeIPv6 = 1216;

    /// <summary>UDP payload that nearly every path carries: where we begin (RFC 8899 section 5.1.2, BASE_PLPMTU).</summary>
    public const int DatagramSizeStart = 1200;

    /// <summary>UDP payload after the system refused a larger one with EMSGSIZE (spec 02 section 4.1).</summary>
    public const int DatagramSizeFallback = 500;

    /// <summary>About so many datagrams count in <see cref="Connection{TLocal, TRemote}.OutboundLoss"/>: what was before weighs less by one part in so many with each.</summary>
    public const int LossMemory = LossEstimator.Memory;

    /// <summary>Octets of <see cref="ChaffSeed"/>.</summary>
    public const int ChaffSeedLength = 16;

    /// <summary>Which way our datagrams go: <see cref="Direction.ToServer"/> makes this end the client.</summary>
    public required Direction Sending { get; init; }

    /// <summary>16 octets from the system's random source; padding is derived from them.</summary>
    public required ReadOnlyMemory<byte> ChaffSeed { get; init; }

    /// <summary>Octets of UDP payload at most.</summary>
    public int MaxDatagramSize { get; init; } = DatagramSizeIPv4;

    /// <summary>
    /// Milliseconds that a change of the local object waits for more of them; stock: 8 on the server, 1 on the client.
    /// Null takes stock's value.
    /// </summary>
    public int? MinDelay { get; init; }

    /// <summary>Where our timing differs from stock's; null takes what we ship for this role.</summary>
    public TransportTuning? Tuning { get; init; }

    /// <summary>What we can do beyond stock, or null to behave like stock (spec 03 section 7).</summary>
    public PeerFeatures? Features { get; init; }

    /// <summary>
    /// Server: milliseconds that a client of ours may be silent at most while nothing happens; lower it where something else counts on hearing
    /// the client.
    /// </summary>
    public int SilenceMax { get; init; } = HeartbeatPolicy.IntervalMax;

    /// <summary>True for the end that follows its peer's address.</summary>
    public bool IsServer => Sending == Direction.ToClient;
}
