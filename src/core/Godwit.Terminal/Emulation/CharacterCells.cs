using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Godwit.Terminal;

/// <summary>
/// Makes cells of characters beyond ASCII that begin a cluster of their own. Two loops with few variables each: 30 instructions an ideograph,
/// 45 another character; with both in one loop it is twice that.
/// </summary>
internal static class CharacterCells
{
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
        Span<ulong> bits = MemoryMarshal.Cast<Cell, ulong>(cells);
        int ambiguousWidth = ambiguousIsWide ? 2 : 1, used = 0, column = 0;
        while (true)
        {
            int ideographs = MakeIdeographs(text[used..], bits[column..], style);
            used += ideographs * 3;
            column += ideographs * 2;
            int others = MakeOthers(text[used..], bits[column..], style, ambiguousWidth, out int width);
            used += others;
            column += width;
            if (others == 0)
            {
                columns = column;
                return used;
            }
        }
    }

    /// <summary>Blocks of three octets a character whose characters are all wide and stand alone: nothing has to be looked up.</summary>
    internal static bool IsIdeographOrSyllable(int codePoint) => (uint)(codePoint - 0x4E00) < 0x5200 || (uint)(codePoint - 0xAC00) < 0x2BA4;

    /// <summary>Classes that join only a prepended mark, a leading jamo or a pictograph with a joiner.</summary>
    internal static bool StandsAlone(GraphemeClass of)
    {
        const int Standing = (1 << (int)GraphemeClass.Other) | (1 << (int)GraphemeClass.HangulLV) | (1 << (int)GraphemeClass.HangulLVT)
            | (1 << (int)GraphemeClass.Pictographic);
        return ((Standing >> (int)of) & 1) != 0;
    }

    /// <returns>Number of characters.</returns>
    private static int MakeIdeographs(ReadOnlySpan<byte> text, Span<ulong> cells, ulong style)
    {
        int count = Ssse3.IsSupported ? MakeIdeographsByFours(text, cells, style) : 0;
        text = text[(3 * count)..];
        cells = cells[(2 * count)..];
        ulong spacer = style | Cell.SpacerBit, wide = style | Cell.WideBit;
        while (text.Length >= 3 && cells.Length >= 2)
        {
            int codePoint = Utf8Octets.DecodeThree(Utf8Octets.First(text));
            if (!IsIdeographOrSyllable(codePoint))
            {
                break;
            }

            cells[0] = (uint)codePoint | wide;
            cells[1] = spacer;
            cells = cells[2..];
            text = text[3..];
            count++;
        }

        return count;
    }

    /// <summary>Four at a time, for as long as all four are such: 12 instructions each.</summary>
    /// <returns>Number of characters.</returns>
    private static int MakeIdeographsByFours(ReadOnlySpan<byte> text, Span<ulong> cells, ulong style)
    {
        const int Characters = 4;
        Vector128<byte> apart = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
        Vector128<uint> styles = Vector128.Create((uint)(style >> 32));
        Vector128<ulong> spacer = Vector128.Create(style | Cell.SpacerBit);
        int count = 0;
        while (text.Length >= Vector128<byte>.Count && cells.Length >= 2 * Characters)
        {
            // As Utf8Octets.DecodeThree and IsIdeographOrSyllable have it.
            Vector128<uint> octets = Ssse3.Shuffle(Vector128.Create(text), apart).AsUInt32();
            Vector128<uint> codePoints = ((octets & Vector128.Create(0x0Fu)) << 12) | ((octets >> 2) & Vector128.Create(0xFC0u))
                | ((octets >> 16) & Vector128.Create(0x3Fu));
            Vector128<int> signed = codePoints.AsInt32();
            Vector128<int> known = Vector128.Equals(octets & Vector128.Create(0x00C0C0F0u), Vector128.Create(0x008080E0u)).AsInt32()
                & (Between(signed, 0x4E00, 0xA000) | Between(signed, 0xAC00, 0xD7A4));
            if (known != Vector128<int>.AllBitsSet)
            {
                break;
            }

            Vector128<uint> glyphs = codePoints | Vector128.Create((uint)Cell.WideBit);
            Vector128<ulong> low = Sse2.UnpackLow(glyphs, styles).AsUInt64(), high = Sse2.UnpackHigh(glyphs, styles).AsUInt64();
            ref ulong target = ref MemoryMarshal.GetReference(cells);
            Sse2.UnpackLow(low, spacer).StoreUnsafe(ref target);
            Sse2.UnpackHigh(low, spacer).StoreUnsafe(ref target, 2);
            Sse2.UnpackLow(high, spacer).StoreUnsafe(ref target, 4);
            Sse2.UnpackHigh(high, spacer).StoreUnsafe(ref target, 6);
            cells = cells[(2 * Characters)..];
            text = text[(3 * Characters)..];
            count += Characters;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Between(Vector128<int> values, int first, int end) =>
        Vector128.GreaterThan(values, Vector128.Create(first - 1)) & Vector128.GreaterThan(Vector128.Create(end), values);

    /// <returns>Number of octets.</returns>
    private static int MakeOthers(ReadOnlySpan<byte> text, Span<ulong> cells, ulong style, int ambiguousWidth, out int columns)
    {
        int room = cells.Length, octets = text.Length;
        while (!text.IsEmpty)
        {
            int codePoint = Utf8Octets.Decode(Utf8Octets.First(text));
            if (IsIdeographOrSyllable(codePoint))
            {
                break;
            }

            // What could not be decoded is a control here.
            CharacterEntry entry = UnicodeTables.Of(codePoint);
            int width = entry.Width(ambiguousWidth);
            if (!StandsAlone(entry.Class) || width == 0 || width > cells.Length)
            {
                break;
            }

            if (width == 1)
            {
                cells[0] = (uint)codePoint | style;
                cells = cells[1..];
            }
            else
            {
                cells[0] = (uint)codePoint | style | Cell.WideBit;
                cells[1] = style | Cell.SpacerBit;
                cells = cells[2..];
            }

            text = text[Utf8Octets.Length(codePoint)..];
        }

        columns = room - cells.Length;
        return octets - text.Length;
    }
}
