namespace Godwit.Streams;

/// <summary>First octet of a frame: what RFC 9000 section 19 calls its type, with the same numbers. Of <see cref="Stream"/> the low three bits are flags.</summary>
internal enum FrameKind : byte
{
    /// <summary>Nothing; one octet.</summary>
    Padding = 0x00,

    /// <summary>Only asks for an acknowledgement.</summary>
    Ping = 0x01,

    /// <summary>Datagrams that have come.</summary>
    Ack = 0x02,

    /// <summary>The sender ends its direction of a stream before all is said.</summary>
    ResetStream = 0x04,

    /// <summary>The sender does not want to hear more on a stream.</summary>
    StopSending = 0x05,

    /// <summary>Octets of a stream.</summary>
    Stream = 0x08,

    /// <summary>Octets of all streams together that may be sent.</summary>
    MaxData = 0x10,

    /// <summary>Octets of one stream that may be sent.</summary>
    MaxStreamData = 0x11,

    /// <summary>Streams that may be opened.</summary>
    MaxStreams = 0x12,
}
