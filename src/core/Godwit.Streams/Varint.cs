namespace Godwit.Streams;

/// <summary>Numbers in frames: seven bits an octet, the lowest first, bit 7 set on all but the last; at most <see cref="Max"/>.</summary>
internal static class Varint
{
    /// <summary>The largest number, as in RFC 9000 section 16: sums of two of them do not overflow.</summary>
    public const ulong Max = (1UL << 62) - 1;

    /// <summary>Octets of the largest number.</summary>
    public const int LengthMax = 9;

    private const int Bits = 7;
    private const byte More = 0x80;

    /// <summary>Octets of a number.</summary>
    public static int Length(ulong value) => (System.Numerics.BitOperations.Log2(value | 1) / Bits) + 1;

    /// <summary>Reads a number off the front.</summary>
    /// <returns>False if it ends early or is too large.</returns>
    public static bool TryRead(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (int index = 0; index < rest.Length && index < LengthMax; index++)
        {
            byte octet = rest[index];
            value |= (ulong)(octet & ~More) << (Bits * index);
            if (octet < More)
            {
                rest = rest[(index + 1)..];
                return value <= Max;
            }
        }

        return false;
    }

    /// <summary>Writes a number and moves the span behind it; there must be room.</summary>
    public static void Write(ref Span<byte> room, ulong value)
    {
        int length = 0;
        while (value >= More)
        {
            room[length++] = (byte)(value | More);
            value >>= Bits;
        }

        room[length++] = (byte)value;
        room = room[length..];
    }
}
