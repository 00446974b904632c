namespace Godwit.Terminal;

/// <content>Erasing: cells become empty in the current background (BCE), and a wrap that was pending no longer is.</content>
public sealed partial class Emulator
{
    private void EraseInDisplay(int what)
    {
        switch (what)
        {
            case 0:
                EraseCells(Screen.CursorRow, Screen.CursorColumn, Screen.Width);
                EraseRows(Screen.CursorRow + 1, Screen.Height);
                break;
            case 1:
                EraseRows(0, Screen.CursorRow);
                EraseCells(Screen.CursorRow, 0, Screen.CursorColumn + 1);
                break;
            case 2:
                EraseRows(0, Screen.Height);
                break;
            default:
                // 3 is the scrollback, of which this screen has none.
                return;
        }

        state.PendingWrap = false;
    }

    private void EraseInLine(int what)
    {
        switch (what)
        {
            case 0:
                EraseCells(Screen.CursorRow, Screen.CursorColumn, Screen.Width);
                break;
            case 1:
                EraseCells(Screen.CursorRow, 0, Screen.CursorColumn + 1);
                break;
            case 2:
                EraseCells(Screen.CursorRow, 0, Screen.Width);
                break;
            default:
                return;
        }

        state.PendingWrap = false;
    }

    private void EraseCharacters(int count)
    {
        int column = Screen.CursorColumn;
        EraseCells(Screen.CursorRow, column, Math.Min(column + count, Screen.Width));
        state.PendingWrap = false;
    }

    /// <summary>DECALN: the screen full of E, margins reset, cursor home (as xterm).</summary>
    private void AlignmentTest()
    {
        ResetMargins();
        SetCursor(0, 0);
        Cell fill = Cell.Narrow('E', state.Blank.Style);
        for (int row = 0; row < Screen.Height; row++)
        {
            ref Row reference = ref Screen.RowReferences[row];
            reference = Screen.BlankRow(reference, fill);
        }
    }

    private void EraseRows(int first, int end)
    {
        Span<Row> rows = Screen.RowReferences;
        for (int row = first; row < end; row++)
        {
            // A row that is blank already stays the same object, so that comparing frames can skip it.
            if (rows[row].SoftWrapped || !rows[row].IsFilledWith(state.Blank))
            {
                rows[row] = Screen.BlankRow(rows[row], state.Blank);
            }
        }
    }

    private void EraseCells(int row, int first, int end)
    {
        if (first == 0 && end == Screen.Width)
        {
            EraseRows(row, row + 1);
            return;
        }

        Row target = Screen.RowForWrite(row);
        Span<Cell> cells = target.WritableTo(end == Screen.Width ? first : end);
        SplitWide(cells, first);
        SplitWide(cells, end);
        if (end == Screen.Width)
        {
            target.FillTail(first, state.Blank);
            target.SoftWrapped = false;
            return;
        }

        cells[first..end].Fill(state.Blank);
    }

    /// <summary>
    /// Called before cells on one side of a boundary change: if a wide character lies across it, both its halves become blank, since
    /// half a character cannot be shown.
    /// </summary>
    private void SplitWide(Span<Cell> cells, int boundary)
    {
        if ((uint)boundary < (uint)cells.Length && cells[boundary].IsSpacer)
        {
            Cell blank = Cell.Blank(Pool.Styles.Intern(Pool.Styles[cells[boundary].Style].Erased));
            cells[boundary] = blank;
            if (boundary > 0)
            {
                cells[boundary - 1] = blank;
            }
        }
    }
}
