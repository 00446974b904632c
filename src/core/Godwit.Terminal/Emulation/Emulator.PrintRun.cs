namespace Godwit.Terminal;

/// <content>
/// The fast path: runs of characters beyond ASCII that begin a cluster of their own whatever follows (ideographs, syllables, kana, Cyrillic,
/// line drawing, emoji without parts), and a mark on a letter that had it before. For their cost see
/// <see cref="CharacterCells"/>; a letter with a mark is 410 instructions. One at a time through the parser a character is 300.
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
            int printed = CharacterCells.StandsAlone(entry.Class) && entry.HasColumns ? PrintStanding(text[used..]) : 0;
            if (printed == 0)
            {
                if (entry.HasColumns || !TryJoinKnown(codePoint, entry.Class))
                {
                    PrintCharacter(codePoint, entry);
                }

                printed = Utf8Octets.Length(codePoint);
            }

            used += printed;
        }

        return used;
    }

    /// <summary>The usual mark: the same accent on the same letter as some time before.</summary>
    /// <returns>False if nothing was done.</returns>
    private bool TryJoinKnown(int mark, GraphemeClass following)
    {
        GraphemeBreakState cluster = ClusterSoFar;
        if (!state.GraphemeClusters || joins is not { } known || GraphemeBreak.IsBoundary(ref cluster, following))
        {
            return false;
        }

        Span<Cell> cells = Screen.RowForWrite(state.MarkRow).WritableTo(state.MarkColumn + 1);
        ref Cell cell = ref cells[state.MarkColumn];
        if (mark is TextVariation or EmojiVariation || !known.TryFind(cell, mark, out int joined))
        {
            return false;
        }

        cell = cell.WithCluster(joined, cell.IsWide);
        state.Cluster = cluster;
        return true;
    }

    /// <summary>Prints what stands alone up to the end of the row.</summary>
    /// <returns>Octets of the characters printed; 0 if the first one needs more care.</returns>
    private int PrintStanding(ReadOnlySpan<byte> text)
    {
        if (state.InsertMode || IsJoiner(ClusterSoFar))
        {
            return 0;
        }

        if (state.PendingWrap)
        {
            WrapIfPending();
            if (state.PendingWrap)
            {
                return 0;
            }
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
