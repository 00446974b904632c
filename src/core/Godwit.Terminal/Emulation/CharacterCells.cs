using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Godwit.Terminal;

/// <summary>
/// Makes cells of characters beyond ASCII that begin a cluster of their own. Four at a time where they are of three octets and of the blocks
/// below; others are decoded and looked up one by one. Lines of 60 characters, all included: 27 instructions an ideograph, 31 a kana, 46 a
/// piece of line drawing, 118 a Cyrillic letter.
/// </summary>
internal static class CharacterCells
{
    private const int Characters = 4;
    private const int FirstBeyondAscii = 0x80;

    /// <summary>Goes on for as long as there is room and the characters stand alone.</summary>
    /// <param name="text">Any octets.</param>
    /// <param name="cells">Where they go.</param>
    /// <param name="pen">Their style.</param>
    /// <param name="ambiguousIsWide">Columns of an ambiguous character are two.</param>
    /// <param name="columns">Columns that they take.</param>
    /// <returns>Octets used.</returns>
    public static int Make(ReadOnlySpan<byte> text, Span<Cell> cells, StyleId pen, bool ambiguousIsWide, out int columns)
    {
        ulong style = Cell.Blank(pen).Bits;
        Span<ulong> rest = MemoryMarshal.Cast<Cell, ulong>(cells);
        int octets = text.Length, ambiguousWidth = ambiguousIsWide ? 2 : 1;
        while (true)
        {
            if (Ssse3.IsSupported && IsWorthFour(text))
            {
                int characters = MakeByFours(text, rest, style, ambiguousIsWide, out int taken);
                text = text[(3 * characters)..];
                rest = rest[taken..];
                if (rest.IsEmpty)
                {
                    break;
                }
            }

            if (text.IsEmpty || text[0] < FirstBeyondAscii)
            {
                break;
            }

            int codePoint = Utf8Octets.Decode(Utf8Octets.First(text));

            // What could not be decoded is a control here.
            CharacterEntry entry = UnicodeTables.Of(codePoint);
            int width = entry.Width(ambiguousWidth);
            if (!StandsAlone(entry.Class) || width == 0 || width > rest.Length)
            {
                break;
            }

            if (width == 1)
            {
                rest[0] = (uint)codePoint | style;
            }
            else
            {
                rest[0] = (uint)codePoint | style | Cell.WideBit;
                rest[1] = style | Cell.SpacerBit;
            }

            rest = rest[width..];
            text = text[Utf8Octets.Length(codePoint)..];
        }

        columns = cells.Length - rest.Length;
        return octets - text.Length;
    }

    /// <summary>Blocks whose characters are all wide and stand alone, but for what is between them: kana, ideographs, Yi, Hangul syllables.</summary>
    internal static bool IsWideBlock(int codePoint) =>
        codePoint is (>= 0x3040 and < 0x3099) or (>= 0x309B and < 0x321F) or (>= 0x3250 and < 0xA4D0) or (>= 0xAC00 and < 0xD7A4);

    /// <summary>Blocks whose characters are all narrow, unless ambiguous ones are wide, and stand alone: line drawing and what is around it.</summary>
    internal static bool IsNarrowBlock(int codePoint) => codePoint is >= 0x23F4 and < 0x25FD;

    /// <summary>Classes that join only a prepended mark, a leading jamo or a pictograph with a joiner.</summary>
    internal static bool StandsAlone(GraphemeClass of)
    {
        const int Standing = (1 << (int)GraphemeClass.Other) | (1 << (int)GraphemeClass.HangulLV) | (1 << (int)GraphemeClass.HangulLVT)
            | (1 << (int)GraphemeClass.Pictographic);
        return ((Standing >> (int)of) & 1) != 0;
    }

    /// <summary>Goes on for as long as four characters at a time are of the blocks above, and takes of the next four those before the first other one.</summary>
    /// <param name="text">Any octets.</param>
    /// <param name="cells">As in <see cref="Make"/>.</param>
    /// <param name="style">Bits of an empty cell.</param>
    /// <param name="ambiguousIsWide">See <see cref="Make"/>.</param>
    /// <param name="columns">Columns that they take.</param>
    /// <returns>Number of characters.</returns>
    private static int MakeByFours(ReadOnlySpan<byte> text, Span<ulong> cells, ulong style, bool ambiguousIsWide, out int columns)
    {
        const int AllFour = (1 << Characters) - 1;
        Vector128<byte> apart = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
        Vector128<uint> styles = Vector128.Create((uint)(style >> 32));
        Vector128<ulong> spacer = Vector128.Create(style | Cell.SpacerBit);
        int room = cells.Length, count = 0;
        while (IsWorthFour(text))
        {
            // As Utf8Octets.DecodeThree has it.
            Vector128<uint> octets = Ssse3.Shuffle(Vector128.Create(text), apart).AsUInt32();
            Vector128<uint> codePoints = ((octets & Vector128.Create(0x0Fu)) << 12) | ((octets >> 2) & Vector128.Create(0xFC0u))
                | ((octets >> 16) & Vector128.Create(0x3Fu));
            Vector128<int> whole = Vector128.Equals(octets & Vector128.Create(0x00C0C0F0u), Vector128.Create(0x008080E0u)).AsInt32();
            Vector128<int> signed = codePoints.AsInt32() & whole;
            Vector128<int> wide = Between(signed, 0x3250, 0xA4D0) | Between(signed, 0xAC00, 0xD7A4);
            uint which = wide.ExtractMostSignificantBits();
            if (which != AllFour)
            {
                wide |= Between(signed, 0x3040, 0x3099) | Between(signed, 0x309B, 0x321F);
                which = wide.ExtractMostSignificantBits();
            }

            ref ulong target = ref MemoryMarshal.GetReference(cells);
            int taken = Characters;
            if (which == AllFour && cells.Length >= 2 * Characters)
            {
                Vector128<uint> glyphs = codePoints | Vector128.Create((uint)Cell.WideBit);
                Vector128<ulong> low = Sse2.UnpackLow(glyphs, styles).AsUInt64(), high = Sse2.UnpackHigh(glyphs, styles).AsUInt64();
                Sse2.UnpackLow(low, spacer).StoreUnsafe(ref target);
                Sse2.UnpackHigh(low, spacer).StoreUnsafe(ref target, 2);
                Sse2.UnpackLow(high, spacer).StoreUnsafe(ref target, 4);
                Sse2.UnpackHigh(high, spacer).StoreUnsafe(ref target, 6);
                cells = cells[(2 * Characters)..];
            }
            else if ((which & 1) != 0)
            {
                taken = Math.Min(BitOperations.TrailingZeroCount(~which), cells.Length / 2);
                for (int i = 0; i < taken; i++)
                {
                    cells[2 * i] = codePoints[i] | style | Cell.WideBit;
                    cells[(2 * i) + 1] = style | Cell.SpacerBit;
                }

                if (taken == 0)
                {
                    break;
                }

                cells = cells[(2 * taken)..];
            }
            else
            {
                which = ambiguousIsWide ? 0 : Between(signed, 0x23F4, 0x25FD).ExtractMostSignificantBits();
                if (which == AllFour && cells.Length >= Characters)
                {
                    Sse2.UnpackLow(codePoints, styles).AsUInt64().StoreUnsafe(ref target);
                    Sse2.UnpackHigh(codePoints, styles).AsUInt64().StoreUnsafe(ref target, 2);
                }
                else
                {
                    taken = Math.Min(BitOperations.TrailingZeroCount(~which), cells.Length);
                    for (int i = 0; i < taken; i++)
                    {
                        cells[i] = codePoints[i] | style;
                    }

                    if (taken == 0)
                    {
                        break;
                    }
                }

                cells = cells[taken..];
            }

            text = text[(3 * taken)..];
            count += taken;
        }

        columns = room - cells.Length;
        return count;
    }

    /// <summary>True if there is enough to look at and a character of three octets comes next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWorthFour(ReadOnlySpan<byte> text) => text.Length >= Vector128<byte>.Count && (text[0] & 0xF0) == 0xE0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Between(Vector128<int> values, int first, int end) =>
        Vector128.GreaterThan(values, Vector128.Create(first - 1)) & Vector128.GreaterThan(Vector128.Create(end), values);
}
