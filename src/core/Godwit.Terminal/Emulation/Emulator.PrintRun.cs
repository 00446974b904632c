namespace Godwit.Terminal;

/// <content>
/// The fast path: runs of characters beyond ASCII that begin a cluster of their own whatever follows (ideographs, syllables, kana, Cyrillic,
/// line drawing, emoji without parts). 28 instructions a character of three octets; one at a time through the parser takes 180.
/// </content>
public sealed partial class Emulator
{
    /// <summary>Prints what it can of the text up to the end of the row.</summary>
    /// <param name="text">Begins with an octet from 80 up.</param>
    /// <returns>Octets of the characters printed; 0 if the first one needs more care.</returns>
    internal int PrintRun(ReadOnlySpan<byte> text)
    {
        if (state.PendingWrap || state.InsertMode || IsJoiner(ClusterSoFar))
        {
            return 0;
        }

        int start = Screen.CursorColumn, column = start, end = EndOfLine(start);
        Row row = Screen.RowForWrite(Screen.CursorRow);
        Span<Cell> cells = row.WritableTo(end);
        bool ambiguousIsWide = AmbiguousIsWide;
        int used = 0, last = 0, width = 0;
        GraphemeClass lastClass = default;
        while (column < end)
        {
            int length = Decode(text[used..], out int codePoint);
            CharacterEntry entry = UnicodeTables.Of(codePoint);
            int columns = entry.Width(ambiguousIsWide);
            if (length == 0 || columns == 0 || !StandsAlone(entry.Class) || column + columns > end)
            {
                break;
            }

            if (column == start)
            {
                SplitWide(cells, column);
            }

            (last, width, lastClass) = (codePoint, columns, entry.Class);
            cells[column++] = columns == 2 ? Cell.WideOf(codePoint, Screen.Pen) : Cell.Narrow(codePoint, Screen.Pen);
            if (columns == 2)
            {
                cells[column++] = Cell.Spacer(Screen.Pen);
            }

            used += length;
        }

        if (used == 0)
        {
            return 0;
        }

        if (column < cells.Length && cells[column].IsSpacer)
        {
            // Its left half is gone.
            cells[column] = Cell.Blank(Pool.Styles.Intern(Pool.Styles[cells[column].Style].Erased));
        }

        state.LastPrinted = last;
        if (state.GraphemeClusters)
        {
            state.Cluster = new(lastClass, lastClass == GraphemeClass.Pictographic ? GraphemeRun.Pictograph : GraphemeRun.None);
        }

        Advance(row, start, column - start, end);
        state.MarkColumn = column - width;
        return used;
    }

    /// <summary>Classes that join only what <see cref="IsJoiner"/> tells.</summary>
    private static bool StandsAlone(GraphemeClass of) =>
        of is GraphemeClass.Other or GraphemeClass.HangulLV or GraphemeClass.HangulLVT or GraphemeClass.Pictographic;

    /// <summary>True if a character of one of these classes may join what was printed last.</summary>
    private static bool IsJoiner(GraphemeBreakState cluster) =>
        cluster.Previous is GraphemeClass.Prepend or GraphemeClass.HangulL || cluster.Run == GraphemeRun.PictographJoined;

    /// <summary>Well-formed UTF-8 of a character from A0 up; length 0 for everything else.</summary>
    private static int Decode(ReadOnlySpan<byte> text, out int codePoint)
    {
        const int FirstPrintable = 0xA0, FirstOfThree = 0x800, FirstOfFour = 0x10000, LastOfFour = 0x10FFFF;
        codePoint = 0;
        if (text.Length < 2 || (text[1] & 0xC0) != 0x80)
        {
            return 0;
        }

        int lead = text[0];
        if (lead is >= 0xE0 and < 0xF0)
        {
            if (text.Length < 3 || (text[2] & 0xC0) != 0x80)
            {
                return 0;
            }

            codePoint = ((lead & 0x0F) << 12) | ((text[1] & 0x3F) << 6) | (text[2] & 0x3F);
            return codePoint >= FirstOfThree && !(codePoint is >= 0xD800 and <= 0xDFFF) ? 3 : 0;
        }

        if (lead is >= 0xC2 and < 0xE0)
        {
            codePoint = ((lead & 0x1F) << 6) | (text[1] & 0x3F);
            return codePoint >= FirstPrintable ? 2 : 0;
        }

        if (lead < 0xF0 || text.Length < 4 || (text[2] & 0xC0) != 0x80 || (text[3] & 0xC0) != 0x80)
        {
            return 0;
        }

        codePoint = ((lead & 0x07) << 18) | ((text[1] & 0x3F) << 12) | ((text[2] & 0x3F) << 6) | (text[3] & 0x3F);
        return lead <= 0xF4 && codePoint is >= FirstOfFour and <= LastOfFour ? 4 : 0;
    }
}
