using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Godwit.Terminal;

/// <summary>How many octets at the start of a text are printable ASCII (20–7E).</summary>
/// <remarks>
/// Most runs of coloured text are one to three octets long, most of plain text a line: eight octets are looked at in one integer
/// first (12 instructions in all), then 16 at a time (0.6 an octet; IndexOfAnyExceptInRange takes 1.5, and 40 for a short run).
/// </remarks>
internal static class PrintableRun
{
    private const ulong EachOctet = 0x0101_0101_0101_0101;
    private const ulong HighBits = EachOctet * 0x80;

    /// <summary>0 to the length of <paramref name="text"/>.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
        {
            // The high bit is set by what is below 20 or above 7E. A borrow or a carry can only reach octets behind the first such one.
            ulong octets = BinaryPrimitives.ReadUInt64LittleEndian(text);
            ulong others = ((octets - (EachOctet * 0x20)) | (octets + EachOctet) | octets) & HighBits;
            if (others != 0)
            {
                return BitOperations.TrailingZeroCount(others) >> 3;
            }
        }

        return LongLength(text);
    }

    private static int LongLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // Compared as signed octets: those from 80 on are below 20, too.
            Vector128<sbyte> below = Vector128.Create((sbyte)0x1F), above = Vector128.Create((sbyte)0x7F);
            foreach (Vector128<sbyte> octets in MemoryMarshal.Cast<byte, Vector128<sbyte>>(text))
            {
                Vector128<sbyte> printable = Vector128.GreaterThan(octets, below) & Vector128.GreaterThan(above, octets);
                uint others = printable.ExtractMostSignificantBits() ^ 0xFFFF;
                if (others != 0)
                {
                    return length + BitOperations.TrailingZeroCount(others);
                }

                length += Vector128<byte>.Count;
            }
        }

        int run = text[length..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        return run < 0 ? text.Length : length + run;
    }
}
