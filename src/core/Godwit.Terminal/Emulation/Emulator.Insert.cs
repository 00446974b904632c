namespace Godwit.Terminal;

/// <content>Inserting and deleting characters, lines and columns.</content>
public sealed partial class Emulator
{
    /// <summary>ICH. Outside the horizontal margins it does nothing.</summary>
    private void InsertBlanks(int count)
    {
        state.PendingWrap = false;
        if (IsInsideHorizontalMargins)
        {
            InsertCells(Screen.CursorRow, Screen.CursorColumn, state.MarginRight + 1, count);
        }
    }

    /// <summary>DCH. Outside the horizontal margins it does nothing, not even to a pending wrap (as xterm).</summary>
    private void DeleteCharacters(int count)
    {
        if (IsInsideHorizontalMargins)
        {
            state.PendingWrap = false;
            DeleteCells(Screen.CursorRow, Screen.CursorColumn, state.MarginRight + 1, count);
        }
    }

    /// <summary>IL: only inside the region; the cursor goes to its left margin (the specification: in any case).</summary>
    private void InsertLines(int count) => ShiftLines(-count);

    /// <summary>DL; see <see cref="InsertLines"/>.</summary>
    private void DeleteLines(int count) => ShiftLines(count);

    private void ShiftLines(int count)
    {
        if (IsInsideRegion)
        {
            ScrollRegion(Screen.CursorRow, count);
            SetCursor(Screen.CursorRow, state.MarginLeft);
        }
    }

    /// <summary>DECIC: blank columns at the cursor, in all rows of the region.</summary>
    private void InsertColumns(int count)
    {
        if (IsInsideRegion)
        {
            ShiftColumns(Screen.CursorColumn, count);
        }
    }

    /// <summary>DECDC: columns at the cursor go, in all rows of the region.</summary>
    private void DeleteColumns(int count)
    {
        if (IsInsideRegion)
        {
            ShiftColumns(Screen.CursorColumn, -count);
        }
    }

    /// <summary>DECBI: left, and at the left margin the text moves right instead.</summary>
    private void BackIndex()
    {
        if (Screen.CursorColumn != state.MarginLeft)
        {
            SetCursor(Screen.CursorRow, Screen.CursorColumn - 1);
        }
        else if (IsInsideRegion)
        {
            ShiftColumns(state.MarginLeft, 1);
        }
    }

    /// <summary>DECFI: right, and at the right margin the text moves left instead.</summary>
    private void ForwardIndex()
    {
        if (Screen.CursorColumn != state.MarginRight)
        {
            SetCursor(Screen.CursorRow, Screen.CursorColumn + 1);
        }
        else if (IsInsideRegion)
        {
            ShiftColumns(state.MarginLeft, -1);
        }
    }

    /// <summary>Moves the region's text right (count above 0) or left, between <paramref name="column"/> and the right margin.</summary>
    private void ShiftColumns(int column, int count)
    {
        for (int row = state.MarginTop; row <= state.MarginBottom; row++)
        {
            if (count > 0)
            {
                InsertCells(row, column, state.MarginRight + 1, count);
            }
            else
            {
                DeleteCells(row, column, state.MarginRight + 1, -count);
            }
        }
    }

    /// <summary>Shifts cells right within [<paramref name="first"/>, <paramref name="end"/>); what leaves is lost.</summary>
    private void InsertCells(int row, int first, int end, int count)
    {
        count = Math.Min(count, end - first);
        Row target = Screen.RowForWrite(row);
        Span<Cell> cells = target.Writable;
        SplitWide(cells, first);
        SplitWide(cells, end - count);
        SplitWide(cells, end);
        cells[first..(end - count)].CopyTo(cells[(first + count)..]);
        cells.Slice(first, count).Fill(state.Blank);
        LoseWrapAt(target, end);
    }

    /// <summary>Shifts cells left within [<paramref name="first"/>, <paramref name="end"/>); blanks come in.</summary>
    private void DeleteCells(int row, int first, int end, int count)
    {
        count = Math.Min(count, end - first);
        Row target = Screen.RowForWrite(row);
        Span<Cell> cells = target.Writable;
        SplitWide(cells, first);
        SplitWide(cells, first + count);
        SplitWide(cells, end);
        cells[(first + count)..end].CopyTo(cells[first..]);
        cells[(end - count)..end].Fill(state.Blank);
        LoseWrapAt(target, end);
    }

    private static void LoseWrapAt(Row row, int end)
    {
        if (end == row.Width)
        {
            row.SoftWrapped = false;
        }
    }
}
