using System.Buffers.Binary;

namespace Godwit.Transport;

/// <summary>The two 16-bit timestamps in front of each sealed body (spec 02 section 2).</summary>
/// <param name="Timestamp">The sender's clock in milliseconds modulo 65536, or <see cref="None"/>.</param>
/// <param name="Reply">The echo of the receiver's timestamp plus the time it was held, or <see cref="None"/>.</param>
internal readonly record struct PacketHeader(ushort Timestamp, ushort Reply)
{
    /// <summary>Octets on the wire.</summary>
    public const int Length = 4;

    /// <summary>Stands for "no timestamp".</summary>
    public const ushort None = 0xffff;

    /// <summary>The clock's low 16 bits, never <see cref="None"/>.</summary>
    public static ushort Now16(Instant now)
    {
        var low = unchecked((ushort)now.Milliseconds);
        return low == None ? (ushort)0 : low;
    }

    /// <summary>Reads a header from at least four octets.</summary>
    public static PacketHeader Read(ReadOnlySpan<byte> octets) =>
        new(BinaryPrimitives.ReadUInt16BigEndian(octets), BinaryPrimitives.ReadUInt16BigEndian(octets[2..]));

    /// <summary>Writes four octets.</summary>
    public void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt16BigEndian(octets, Timestamp);
        BinaryPrimitives.WriteUInt16BigEndian(octets[2..], Reply);
    }
}
