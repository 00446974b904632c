namespace Godwit.Transport;

/// <summary>What a received datagram did. The reasons of drops are in <see cref="ConnectionCounters"/>.</summary>
[Flags]
public enum DatagramOutcome
{
    /// <summary>Not authentic, a replay, or unusable: no state changed.</summary>
    Dropped = 0,

    /// <summary>The peer made it (now or earlier).</summary>
    Authentic = 1,

    /// <summary>
    /// Newer than everything before: a server now sends to the address this datagram came from (spec 02 section 4.4).
    /// Without this flag the address must be ignored.
    /// </summary>
    Newest = 2,

    /// <summary>The peer's object advanced: <see cref="Connection{TLocal, TRemote}.Remote"/> is a new state.</summary>
    StateAdvanced = 4,

    /// <summary>The peer acknowledged a newer state of ours.</summary>
    Acknowledged = 8,

    /// <summary>A body of streams, see <see cref="Connection{TLocal, TRemote}.ReceivedBody"/>.</summary>
    Streams = 16,
}
