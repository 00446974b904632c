namespace Godwit.Terminal;

/// <content>
/// The fast path: runs of characters beyond ASCII that begin a cluster of their own whatever follows (ideographs, syllables, kana, Cyrillic,
/// line drawing, emoji without parts). 30 instructions an ideograph, 50 another character; one at a time through the parser it is 300.
/// </content>
public sealed partial class Emulator
{
    /// <summary>Prints what is well-formed and not ASCII.</summary>
    /// <param name="text">Begins with an octet from 80 up.</param>
    /// <returns>Octets of the characters printed; 0 if the first one is for the parser.</returns>
    internal int PrintRun(ReadOnlySpan<byte> text)
    {
        int used = 0;
        while (used < text.Length)
        {
            int codePoint = Utf8Octets.Decode(Utf8Octets.First(text[used..]));
            if (codePoint == 0)
            {
                break;
            }

            CharacterEntry entry = UnicodeTables.Of(codePoint);
            int printed = CharacterCells.StandsAlone(entry.Class) ? PrintStanding(text[used..]) : 0;
            if (printed == 0)
            {
                PrintCharacter(codePoint, entry);
                printed = Utf8Octets.Length(codePoint);
            }

            used += printed;
        }

        return used;
    }

    /// <summary>Prints what stands alone up to the end of the row.</summary>
    /// <returns>Octets of the characters printed; 0 if the first one needs more care.</returns>
    private int PrintStanding(ReadOnlySpan<byte> text)
    {
        if (state.PendingWrap || state.InsertMode || IsJoiner(ClusterSoFar))
        {
            return 0;
        }

        int start = Screen.CursorColumn, end = EndOfLine(start);
        Row row = Screen.RowForWrite(Screen.CursorRow);
        Span<Cell> cells = row.OverwritableFrom(start);
        if (row.HasSpacerAt(start))
        {
            return 0;
        }

        int used = CharacterCells.Make(text, cells[..(end - start)], Screen.Pen, AmbiguousIsWide, out int columns);
        if (used == 0)
        {
            return 0;
        }

        int column = start + columns;
        if (row.HasSpacerAt(column))
        {
            // Its left half is gone.
            cells[columns] = Cell.Blank(Pool.Styles.Intern(Pool.Styles[cells[columns].Style].Erased));
        }

        row.Wrote(column);
        int back = cells[columns - 1].IsSpacer ? 2 : 1;
        int last = state.LastPrinted = cells[columns - back].Glyph;
        if (state.GraphemeClusters)
        {
            GraphemeClass lastClass = UnicodeTables.Of(last).Class;
            state.Cluster = new(lastClass, lastClass == GraphemeClass.Pictographic ? GraphemeRun.Pictograph : GraphemeRun.None);
        }

        Advance(row, start, columns, end);
        state.MarkColumn = column - back;
        return used;
    }

    /// <summary>True if a character of one of these classes may join what was printed last.</summary>
    private static bool IsJoiner(GraphemeBreakState cluster) =>
        cluster.Previous is GraphemeClass.Prepend or GraphemeClass.HangulL || cluster.Run == GraphemeRun.PictographJoined;
}
