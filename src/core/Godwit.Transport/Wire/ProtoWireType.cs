namespace Godwit.Transport;

/// <summary>The wire types of protocol buffers: the low three bits of a tag.</summary>
public enum ProtoWireType
{
    /// <summary>A variable-length integer.</summary>
    Varint = 0,

    /// <summary>Eight octets.</summary>
    Fixed64 = 1,

    /// <summary>A length, then that many octets.</summary>
    Bytes = 2,

    /// <summary>Begin of a group; groups are skipped.</summary>
    StartGroup = 3,

    /// <summary>End of a group.</summary>
    EndGroup = 4,

    /// <summary>Four octets.</summary>
    Fixed32 = 5,
}
