namespace Godwit.Transport;

/// <summary>Totals since the connection began. Every datagram that was not used is in exactly one of the drop counts.</summary>
public sealed class ConnectionCounters
{
    /// <summary>Datagrams handed in.</summary>
    public long DatagramsReceived { get; internal set; }

    /// <summary>Datagrams handed out.</summary>
    public long DatagramsSent { get; internal set; }

    /// <summary>Octets of UDP payload handed out.</summary>
    public long OctetsSent { get; internal set; }

    /// <summary>Octets of UDP payload of authentic datagrams.</summary>
    public long OctetsReceived { get; internal set; }

    /// <summary>Instructions handed out, each in one or more datagrams.</summary>
    public long InstructionsSent { get; internal set; }

    /// <summary>Authentic datagrams that came after a newer one.</summary>
    public long OutOfSequence { get; internal set; }

    /// <summary>Datagrams that never came, or came after a newer one, judged by the gaps between sequence numbers.</summary>
    public long SequenceGaps { get; internal set; }

    /// <summary>Dropped: too long, too short, or not authentic.</summary>
    public long Forged { get; internal set; }

    /// <summary>Dropped: authentic, but its sequence number came before, or is too old to know.</summary>
    public long Replayed { get; internal set; }

    /// <summary>Dropped: one of our own datagrams came back.</summary>
    public long Reflected { get; internal set; }

    /// <summary>Dropped: authentic, but too short for the headers.</summary>
    public long TooShort { get; internal set; }

    /// <summary>Groups of fragments that were given up: conflicting, too large, or another group began.</summary>
    public long FragmentGroupsDiscarded { get; internal set; }

    /// <summary>Dropped: no valid zlib stream, or one that inflates beyond the limit.</summary>
    public long NotInflatable { get; internal set; }

    /// <summary>Dropped: no valid protobuf message.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Dropped: another protocol version.</summary>
    public long WrongVersion { get; internal set; }

    /// <summary>States that we hold already.</summary>
    public long DuplicateStates { get; internal set; }

    /// <summary>States whose base we do not hold.</summary>
    public long UnknownBases { get; internal set; }

    /// <summary>Dropped: numbers that break the sender's invariants (throwaway above base, base above state).</summary>
    public long BadNumbers { get; internal set; }

    /// <summary>States refused because too many are held.</summary>
    public long StatesRefused { get; internal set; }

    /// <summary>Dropped: the object refused the diff.</summary>
    public long BadDiffs { get; internal set; }

    /// <summary>Instructions that could not be sent because they exceed the limit of the wire.</summary>
    public long OversizedInstructions { get; internal set; }
}
