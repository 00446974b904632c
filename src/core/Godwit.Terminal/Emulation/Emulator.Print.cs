using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <content>Printing characters (spec 05 section 4).</content>
public sealed partial class Emulator
{
    private const int NoBreakSpace = 0xA0;

    /// <summary>Prints one character, a cluster's first or a later one. ASCII comes here only after what joins everything (a prepended mark).</summary>
    internal void PrintCharacter(int codePoint) => PrintCharacter(codePoint, UnicodeTables.Of(codePoint));

    private void PrintCharacter(int codePoint, CharacterEntry entry)
    {
        int width = entry.Width(AmbiguousIsWide);
        if (state.GraphemeClusters)
        {
            GraphemeBreakState cluster = ClusterSoFar;
            bool joins = !GraphemeBreak.IsBoundary(ref cluster, entry.Class);
            state.Cluster = cluster;
            if (joins)
            {
                Join(codePoint, width);
                return;
            }
        }

        if (width == 0)
        {
            Combine(codePoint);
            return;
        }

        state.LastPrinted = codePoint;
        PrintWithWidth(codePoint, width);
    }

    private void PrintWithWidth(int codePoint, int width) =>
        Put(width == 2 ? Cell.WideOf(codePoint, Screen.Pen) : Cell.Narrow(codePoint, Screen.Pen));

    /// <summary>Puts a cell at the cursor, wraps before it where that is due, and moves on.</summary>
    private void Put(Cell cell)
    {
        WrapIfPending();
        int width = cell.Width;
        int column = Screen.CursorColumn;
        int end = EndOfLine(column);
        if (width == 2 && column + 2 > end)
        {
            if (!WrapWide(end))
            {
                state.LastPrinted = 0;
                return;
            }

            column = Screen.CursorColumn;
            end = EndOfLine(column);
        }

        if (state.InsertMode)
        {
            InsertCells(Screen.CursorRow, column, end, width);
        }

        Row row = Screen.RowForWrite(Screen.CursorRow);
        Span<Cell> cells = row.WritableTo(column + width);
        SplitWide(cells, column);
        SplitWide(cells, column + width);
        cells[column] = cell;
        if (width == 2)
        {
            cells[column + 1] = Cell.Spacer(cell.Style);
        }

        Advance(row, column, width, end);
        state.MarkColumn = column;
    }

    /// <summary>
    /// REP: the character again that was printed just before, with all of its cluster; after anything else nothing (as xterm). At most one
    /// screen full, which nobody could tell from more.
    /// </summary>
    private void RepeatCharacter(int count)
    {
        if (state.LastPrinted == 0 || state.MarkRow >= Screen.Height || state.MarkColumn >= Screen.Width)
        {
            // The mark can lie outside after a change of size, until something is printed again.
            return;
        }

        Cell printed = Screen[state.MarkRow].Cells[state.MarkColumn].WithStyle(Screen.Pen);
        if (printed.IsEmpty || printed.IsSpacer)
        {
            return;
        }

        count = Math.Min(count, Screen.Width * Screen.Height);
        if (!printed.IsCluster && printed.Glyph < 0x7F && state.Charsets.IsPlain)
        {
            RepeatAscii((byte)printed.Glyph, count);
            return;
        }

        for (; count > 0; count--)
        {
            Put(printed);
        }
    }

    /// <summary>Runs take the fast path: a flood of REP must not cost more than the text it stands for.</summary>
    private void RepeatAscii(byte character, int count)
    {
        const int RunLength = 128;
        Span<byte> run = stackalloc byte[RunLength];
        run.Fill(character);
        for (; count > 0; count -= RunLength)
        {
            PrintAscii(run[..Math.Min(count, RunLength)]);
        }
    }

    /// <summary>Adds a mark to the character before the cursor, or to the cell an explicit move went to.</summary>
    private void Combine(int mark)
    {
        int markRow = state.MarkAtCursor ? Screen.CursorRow : state.MarkRow;
        int markColumn = state.MarkAtCursor ? Screen.CursorColumn : state.MarkColumn;
        if (markRow >= Screen.Height || markColumn >= Screen.Width)
        {
            return;
        }

        Cell target = Screen[markRow].Cells[markColumn];
        if (target.IsSpacer && markColumn > 0)
        {
            target = Screen[markRow].Cells[--markColumn];
        }

        bool wasEmpty = target.IsEmpty;
        if (TryAppend(ref target, mark))
        {
            Screen.RowForWrite(markRow).WritableTo(markColumn + 1)[markColumn] = target;
        }

        if (wasEmpty)
        {
            int column = Screen.CursorColumn;
            Advance(null, column, 1, EndOfLine(column));
        }

        RenewPoolIfCrowded();
    }

    /// <summary>Adds a code point to a cell's text; an empty cell gets a no-break space to carry it.</summary>
    /// <returns>False if the text is full: then the code point is dropped.</returns>
    private bool TryAppend(ref Cell cell, int codePoint)
    {
        if (Joins.TryFind(cell, codePoint, out int cluster))
        {
            cell = cell.WithCluster(cluster, cell.IsWide);
            return true;
        }

        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        int length = cell.IsEmpty ? Encode(NoBreakSpace, text) : cell.WriteText(Pool, text);
        if (length >= ClusterTable.ClusterGrowsBelow || Pool.Clusters.Count >= Cell.ClusterCapacity)
        {
            return false;
        }

        length += Encode(codePoint, text[length..]);
        cluster = Pool.Clusters.Intern(text[..length]);
        Joins.Add(cell, codePoint, cluster);
        cell = cell.WithCluster(cluster, cell.IsWide);
        return true;
    }

    /// <summary>Moves the cursor past <paramref name="count"/> columns that were written in <paramref name="row"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance(Row? row, int column, int count, int end)
    {
        int next = column + count;
        if (row is not null && next == row.Width)
        {
            row.SoftWrapped = false;
        }

        state.MarkAtCursor = false;
        state.MarkRow = Screen.CursorRow;
        state.MarkColumn = next - 1;
        state.PendingWrap = next >= end;
        Screen.CursorColumn = next >= end ? end - 1 : next;
    }

    private void WrapIfPending()
    {
        if (state.PendingWrap && state.AutoWrap)
        {
            Screen.RowForWrite(Screen.CursorRow).SoftWrapped = true;
            WrapToNextRow();
        }
    }

    /// <summary>A wide character that does not fit goes to the next row; without autowrap, or where no row has room, nothing is left of it but a blank.</summary>
    /// <returns>True if there is room for it now.</returns>
    private bool WrapWide(int end)
    {
        EraseCells(Screen.CursorRow, Screen.CursorColumn, end);
        if (!state.AutoWrap)
        {
            state.PendingWrap = true;
            return false;
        }

        // The line goes on, so it is one line to whoever copies it or changes the width (stock ends it here).
        Screen.RowForWrite(Screen.CursorRow).SoftWrapped = true;
        WrapToNextRow();
        return Screen.CursorColumn + 2 <= EndOfLine(Screen.CursorColumn);
    }

    private void WrapToNextRow()
    {
        int left = Screen.CursorColumn >= state.MarginLeft ? state.MarginLeft : 0;
        Index();
        SetCursor(Screen.CursorRow, left);
    }

    /// <summary>One past the last column that text at <paramref name="column"/> may reach.</summary>
    private int EndOfLine(int column) => column <= state.MarginRight ? state.MarginRight + 1 : Screen.Width;

    private static int Encode(int codePoint, Span<byte> destination) => new System.Text.Rune(codePoint).EncodeToUtf8(destination);
}
