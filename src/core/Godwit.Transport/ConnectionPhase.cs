namespace Godwit.Transport;

/// <summary>Where a connection stands between its start and its end (spec 02 section 10).</summary>
public enum ConnectionPhase
{
    /// <summary>Working, with or without a peer that answers.</summary>
    Open,

    /// <summary>We are shutting down and wait for the peer to acknowledge it.</summary>
    Closing,

    /// <summary>The peer is shutting down; our acknowledgement has yet to be sent.</summary>
    PeerClosing,

    /// <summary>Over: the shutdown was acknowledged, by the peer or by us.</summary>
    Closed,

    /// <summary>Over: the peer did not acknowledge our shutdown in time.</summary>
    GaveUp,

    /// <summary>Over: the key or the packet counter is used up (spec 01 section 4).</summary>
    KeyExhausted,
}
