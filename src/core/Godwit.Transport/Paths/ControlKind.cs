namespace Godwit.Transport;

/// <summary>What a <see cref="ControlPacket"/> is; the low four bits of its first octet.</summary>
internal enum ControlKind : byte
{
    /// <summary>Asks for an answer at once: is there a path, and does it take datagrams of this size?</summary>
    Probe = 0,

    /// <summary>The answer: the number of the probe and how large it was.</summary>
    ProbeReply = 1,

    /// <summary>The server's settings and further addresses; repeated until the client says that it has them.</summary>
    Addresses = 2,

    /// <summary>The client has the addresses of this version.</summary>
    AddressesHeld = 3,
}
