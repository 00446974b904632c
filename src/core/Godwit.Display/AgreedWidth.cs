using System.Globalization;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>
/// The characters whose column count every C library and terminal of the last decade agrees on (spec 06 section 9.5). After
/// any other one the cursor is placed absolutely, so that a disagreement spoils one cell and not the rest of the screen.
/// </summary>
internal static class AgreedWidth
{
    /// <summary>First and last code point of each range of one column, ascending: assigned since long, never emoji by default.</summary>
    private static ReadOnlySpan<int> NarrowRanges =>
    [
        0x20, 0x7E, 0xA0, 0xAC, 0xAE, 0x2FF, 0x370, 0x377, 0x37A, 0x37E, 0x384, 0x38A, 0x38E, 0x3A1, 0x3A3, 0x482, 0x48A, 0x527,
        0x1E00, 0x1EFF, 0x2010, 0x2027, 0x2030, 0x205E, 0x20A0, 0x20B9, 0x2190, 0x22FF, 0x2500, 0x25FC, 0x2800, 0x28FF, 0xE0A0, 0xE0D4,
    ];

    /// <summary>First and last code point of each range of two columns, ascending: kana, ideographs, Hangul, full-width forms.</summary>
    private static ReadOnlySpan<int> WideRanges =>
    [
        0x3001, 0x3029, 0x3041, 0x3096, 0x309B, 0x30FF, 0x3131, 0x318E, 0x3400, 0x4DB5, 0x4E00, 0x9FA5, 0xAC00, 0xD7A3,
        0xF900, 0xFA2D, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x20000, 0x2A6D6,
    ];

    /// <summary>The same for marks that take no column.</summary>
    private static ReadOnlySpan<int> MarkRanges => [0x300, 0x36F];

    /// <summary>True if everyone gives this character <paramref name="width"/> columns.</summary>
    public static bool Covers(int codePoint, int width) =>
        codePoint is >= 0x20 and < 0x7F ? width == 1 : Contains(width == 2 ? WideRanges : NarrowRanges, codePoint);

    /// <summary>True if everyone gives this text <paramref name="width"/> columns in one cell.</summary>
    public static bool Covers(ReadOnlySpan<byte> utf8, int width)
    {
        bool first = true;
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out Rune rune, out int length);
            if (first ? !Covers(rune.Value, width) : !Contains(MarkRanges, rune.Value))
            {
                return false;
            }

            first = false;
            utf8 = utf8[length..];
        }

        return true;
    }

    /// <summary>True if some emulator would add this character to the cell that was printed before it instead of starting a new one.</summary>
    public static bool MayJoin(int codePoint) => codePoint switch
    {
        < 0x300 => false,
        >= 0x1160 and <= 0x11FF or >= 0xD7B0 and <= 0xD7FF => true,
        >= 0x1F1E6 and <= 0x1F1FF or >= 0x1F3FB and <= 0x1F3FF => true,
        _ => Rune.IsValid(codePoint) && Rune.GetUnicodeCategory(new Rune(codePoint))
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format,
    };

    /// <summary>
    /// Octets of a cluster that an emulator without grapheme clusters shows within <paramref name="columns"/>: it gives every code point that
    /// has a width cells of its own. A joiner whose other side does not fit goes too, or it would join the next cell. 0 if not even the base fits.
    /// </summary>
    public static int FittingLength(ReadOnlySpan<byte> utf8, int columns)
    {
        const int ZeroWidthJoiner = 0x200D;
        int length = 0, withoutJoiner = 0, used = 0;
        while (length < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[length..], out Rune rune, out int size);
            used += CharacterWidth.Of(rune.Value);
            if (used > columns)
            {
                return withoutJoiner;
            }

            length += size;
            withoutJoiner = rune.Value == ZeroWidthJoiner ? withoutJoiner : length;
        }

        return length;
    }

    /// <summary>Columns of a text whose code points are each judged alone.</summary>
    public static int SumOf(ReadOnlySpan<byte> utf8)
    {
        int columns = 0;
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out Rune rune, out int length);
            columns += CharacterWidth.Of(rune.Value);
            utf8 = utf8[length..];
        }

        return columns;
    }

    /// <summary>True if an emulator with our width table and no clusters makes one cell of <paramref name="width"/> columns of this text.</summary>
    public static bool IsOneCell(ReadOnlySpan<byte> utf8, int width)
    {
        Rune.DecodeFromUtf8(utf8, out Rune first, out int length);
        return CharacterWidth.Of(first.Value) == width && SumOf(utf8[length..]) == 0;
    }

    private static bool Contains(ReadOnlySpan<int> ranges, int codePoint)
    {
        int low = 0, high = (ranges.Length / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (codePoint < ranges[middle * 2])
            {
                high = middle - 1;
            }
            else if (codePoint > ranges[(middle * 2) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
