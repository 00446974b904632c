namespace Godwit.Terminal;

/// <content>Erasing: cells become empty in the current background (BCE), and a wrap that was pending no longer is.</content>
public sealed partial class Emulator
{
    /// <summary>ED and DECSED.</summary>
    private void EraseInDisplay(int what, bool selective)
    {
        bool spare = MustSpare(selective);
        switch (what)
        {
            case 0:
                EraseToEndOfRow(spare);
                EraseRows(Screen.CursorRow + 1, Screen.Height, spare);
                break;
            case 1:
                EraseRows(0, Screen.CursorRow, spare);
                EraseCells(Screen.CursorRow, 0, Screen.CursorColumn + 1, spare);
                break;
            case 2:
                EraseRows(0, Screen.Height, spare);
                if (spare)
                {
                    ForgetProtectionIfUnused();
                }

                break;
            default:
                // 3 is the scrollback, of which this screen has none.
                return;
        }

        state.PendingWrap = false;
    }

    /// <summary>EL and DECSEL.</summary>
    private void EraseInLine(int what, bool selective)
    {
        bool spare = MustSpare(selective);
        switch (what)
        {
            case 0:
                EraseToEndOfRow(spare);
                break;
            case 1:
                EraseCells(Screen.CursorRow, 0, Screen.CursorColumn + 1, spare);
                break;
            case 2:
                EraseCells(Screen.CursorRow, 0, Screen.Width, spare);
                break;
            default:
                return;
        }

        state.PendingWrap = false;
    }

    /// <summary>ECH.</summary>
    private void EraseCharacters(int count)
    {
        int column = Screen.CursorColumn;
        EraseCells(Screen.CursorRow, column, Math.Min(column + count, Screen.Width), MustSpare(selective: false));
        state.PendingWrap = false;
    }

    /// <summary>Shells mark a row as a prompt and then clear what follows, so this is the one erasing that a row's mark outlives.</summary>
    private void EraseToEndOfRow(bool spare)
    {
        Row row = Screen[Screen.CursorRow];
        (RowMark mark, short exitStatus) = (row.Mark, row.ExitStatus);
        EraseCells(Screen.CursorRow, Screen.CursorColumn, Screen.Width, spare);
        MarkRow(mark, exitStatus);
    }

    private void EraseRows(int first, int end, bool spare)
    {
        if (spare)
        {
            EraseUnprotectedRows(first, end);
        }
        else
        {
            EraseRows(first, end);
        }
    }

    private void EraseCells(int row, int first, int end, bool spare)
    {
        if (spare)
        {
            EraseUnprotectedCells(row, first, end);
        }
        else
        {
            EraseCells(row, first, end);
        }
    }

    /// <summary>DECALN: the screen full of E; margins, origin mode and rendition reset, cursor home (as xterm).</summary>
    private void AlignmentTest()
    {
        ResetMargins();
        state.OriginMode = false;
        SetPen(new Style { Link = state.Pen.Link, Attributes = state.Pen.Attributes & StyleAttributes.Protected });
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
            if (rows[row].SoftWrapped || rows[row].Mark != RowMark.None || !rows[row].IsFilledWith(state.Blank))
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
