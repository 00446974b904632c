using Godwit.Transport;

namespace Godwit.Session;

/// <summary>How a session is doing. Holds neither keys nor contents.</summary>
public sealed record SessionReport
{
    /// <summary>Where the server was started, as in messages.</summary>
    public required string Server { get; init; }

    /// <summary>The address that datagrams go to now.</summary>
    public required string Path { get; init; }

    /// <summary>Age of the session in milliseconds.</summary>
    public required long AgeMs { get; init; }

    /// <summary>True once it is known what the server is.</summary>
    public required bool PeerIsKnown { get; init; }

    /// <summary>What both ends can do; null with a stock server.</summary>
    public required PeerFeatures? Peer { get; init; }

    /// <summary>What this client can do and the server cannot, by name.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Smoothed round trip in milliseconds; null before the first.</summary>
    public required double? RoundTripMs { get; init; }

    /// <summary>Share of the server's datagrams that never came, 0 to 1.</summary>
    public required double Loss { get; init; }

    /// <summary>Octets of UDP payload sent.</summary>
    public required long OctetsSent { get; init; }

    /// <summary>Octets of UDP payload received.</summary>
    public required long OctetsReceived { get; init; }

    /// <summary>Datagrams sent.</summary>
    public required long DatagramsSent { get; init; }

    /// <summary>Datagrams received.</summary>
    public required long DatagramsReceived { get; init; }

    /// <summary>From a key until the server's screen answers it.</summary>
    public required DurationFigures TimeToConfirm { get; init; }

    /// <summary>What came of local echo; null if nobody keeps account.</summary>
    public EchoFigures? Echo { get; init; }

    /// <summary>What is forwarded.</summary>
    public IReadOnlyList<ForwardFigures> Forwards { get; init; } = [];
}
