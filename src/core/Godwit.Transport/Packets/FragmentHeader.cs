using System.Buffers.Binary;

namespace Godwit.Transport;

/// <summary>The header in front of each slice of a compressed instruction (spec 02 section 5).</summary>
/// <param name="Group">Which instruction the slice belongs to.</param>
/// <param name="Index">Position of the slice, 0 to <see cref="IndexMax"/>.</param>
/// <param name="IsLast">True for the slice with the highest index.</param>
internal readonly record struct FragmentHeader(ulong Group, int Index, bool IsLast)
{
    /// <summary>Octets on the wire.</summary>
    public const int Length = 10;

    /// <summary>The index has 15 bits.</summary>
    public const int IndexMax = 0x7fff;

    private const int LastFlag = 0x8000;

    /// <summary>Reads a header from at least <see cref="Length"/> octets.</summary>
    public static FragmentHeader Read(ReadOnlySpan<byte> octets)
    {
        var position = BinaryPrimitives.ReadUInt16BigEndian(octets[8..]);
        return new(BinaryPrimitives.ReadUInt64BigEndian(octets), position & IndexMax, (position & LastFlag) != 0);
    }

    /// <summary>Writes <see cref="Length"/> octets.</summary>
    public void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt64BigEndian(octets, Group);
        BinaryPrimitives.WriteUInt16BigEndian(octets[8..], (ushort)(Index | (IsLast ? LastFlag : 0)));
    }
}
