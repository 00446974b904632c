using System.Runtime.InteropServices;

namespace Godwit.Terminal;

/// <content>
/// The fast path: runs of characters beyond ASCII that begin a cluster of their own whatever follows (ideographs, syllables, kana, Cyrillic,
/// line drawing, emoji without parts). 60 instructions an ideograph, 100 another character; one at a time through the parser it is 300.
/// </content>
public sealed partial class Emulator
{
    /// <summary>Prints what it can of the text up to the end of the row.</summary>
    /// <param name="text">Begins with an octet from 80 up.</param>
    /// <returns>Octets of the characters printed; 0 if the first one needs more care.</returns>
    internal int PrintRun(ReadOnlySpan<byte> text)
    {
        // Leads of 300–37F, the usual combining marks.
        bool isMark = (text[0] & 0xFE) == 0xCC;
        if (isMark || state.PendingWrap || state.InsertMode || IsJoiner(ClusterSoFar))
        {
            return 0;
        }

        int start = Screen.CursorColumn, end = EndOfLine(start);
        Row row = Screen.RowForWrite(Screen.CursorRow);
        Span<Cell> cells = row.WritableTo(end);
        if (cells[start].IsSpacer)
        {
            return 0;
        }

        int last = 0;
        int used = Put(text, cells[start..end], Cell.Blank(Screen.Pen).Bits, AmbiguousIsWide, ref last, out int columns);
        if (used == 0)
        {
            return 0;
        }

        int column = start + columns;
        if (column < cells.Length && cells[column].IsSpacer)
        {
            // Its left half is gone.
            cells[column] = Cell.Blank(Pool.Styles.Intern(Pool.Styles[cells[column].Style].Erased));
        }

        GraphemeClass lastClass = UnicodeTables.Of(last).Class;
        state.LastPrinted = last;
        if (state.GraphemeClusters)
        {
            state.Cluster = new(lastClass, lastClass == GraphemeClass.Pictographic ? GraphemeRun.Pictograph : GraphemeRun.None);
        }

        Advance(row, start, columns, end);
        state.MarkColumn = cells[column - 1].IsSpacer ? column - 2 : column - 1;
        return used;
    }

    /// <summary>Makes cells of characters for as long as there is room and they stand alone.</summary>
    /// <param name="text">Any octets.</param>
    /// <param name="cells">Where they go.</param>
    /// <param name="style">The bits of a blank cell of their style.</param>
    /// <param name="ambiguousIsWide">Columns of an ambiguous character are two.</param>
    /// <param name="last">The last one.</param>
    /// <param name="columns">Columns that they take.</param>
    /// <returns>Octets used.</returns>
    private static int Put(ReadOnlySpan<byte> text, Span<Cell> cells, ulong style, bool ambiguousIsWide, ref int last, out int columns)
    {
        ulong spacer = style | Cell.Spacer(default).Bits, wide = style | Cell.WideOf(0, default).Bits;
        Span<ulong> bits = MemoryMarshal.Cast<Cell, ulong>(cells);
        int used = 0, column = 0;
        while (used < text.Length)
        {
            int codePoint, length = 3;
            if (text.Length - used >= 3 && (text[used] & 0xF0) == 0xE0)
            {
                // Continuation octets are 80–BF: xor 80 leaves their six bits, and more in anything else.
                int second = text[used + 1] ^ 0x80, third = text[used + 2] ^ 0x80;
                codePoint = ((text[used] & 0x0F) << 12) | (second << 6) | third;
                if ((second | third) >= 0x40 || codePoint < 0x800 || (uint)(codePoint - 0xD800) < 0x800)
                {
                    break;
                }
            }
            else
            {
                (length, codePoint) = Decode(text[used..]);
                if (length == 0)
                {
                    break;
                }
            }

            int width = 2;
            if (!IsIdeographOrSyllable(codePoint))
            {
                CharacterEntry entry = UnicodeTables.Of(codePoint);
                width = StandsAlone(entry.Class) ? entry.Width(ambiguousIsWide) : 0;
            }

            if (width == 0 || (uint)(column + width - 1) >= (uint)bits.Length)
            {
                break;
            }

            last = codePoint;
            used += length;
            if (width == 1)
            {
                bits[column++] = (uint)codePoint | style;
            }
            else
            {
                bits[column + 1] = spacer;
                bits[column] = (uint)codePoint | wide;
                column += 2;
            }
        }

        columns = column;
        return used;
    }

    /// <summary>The two large blocks whose characters are all wide and stand alone: half the work for them.</summary>
    internal static bool IsIdeographOrSyllable(int codePoint) => (uint)(codePoint - 0x4E00) < 0x5200 || (uint)(codePoint - 0xAC00) < 0x2BA4;

    /// <summary>Classes that join only what <see cref="IsJoiner"/> tells.</summary>
    private static bool StandsAlone(GraphemeClass of)
    {
        const int Standing = (1 << (int)GraphemeClass.Other) | (1 << (int)GraphemeClass.HangulLV) | (1 << (int)GraphemeClass.HangulLVT)
            | (1 << (int)GraphemeClass.Pictographic);
        return ((Standing >> (int)of) & 1) != 0;
    }

    /// <summary>True if a character of one of these classes may join what was printed last.</summary>
    private static bool IsJoiner(GraphemeBreakState cluster) =>
        cluster.Previous is GraphemeClass.Prepend or GraphemeClass.HangulL || cluster.Run == GraphemeRun.PictographJoined;

    /// <summary>Well-formed UTF-8 of two or four octets from A0 up; length 0 for everything else.</summary>
    private static (int Length, int CodePoint) Decode(ReadOnlySpan<byte> text)
    {
        const int FirstPrintable = 0xA0, FirstOfFour = 0x10000, LastOfFour = 0x10FFFF;
        if (text.Length < 2)
        {
            return default;
        }

        int lead = text[0], second = text[1] ^ 0x80, codePoint;
        if (lead is >= 0xC2 and < 0xE0)
        {
            codePoint = ((lead & 0x1F) << 6) | second;
            return second < 0x40 && codePoint >= FirstPrintable ? (2, codePoint) : default;
        }

        if (lead is < 0xF0 or > 0xF4 || text.Length < 4)
        {
            return default;
        }

        int third = text[2] ^ 0x80, fourth = text[3] ^ 0x80;
        codePoint = ((lead & 0x07) << 18) | (second << 12) | (third << 6) | fourth;
        return (second | third | fourth) < 0x40 && codePoint is >= FirstOfFour and <= LastOfFour ? (4, codePoint) : default;
    }
}
