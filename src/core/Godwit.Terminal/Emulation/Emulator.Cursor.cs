namespace Godwit.Terminal;

/// <content>Cursor movement, tabs, saving and restoring (spec 05 section 6.1; margins as xterm).</content>
public sealed partial class Emulator
{
    /// <summary>Every explicit move ends here: it clears the pending wrap and lets a combining mark go to the new cell.</summary>
    private void SetCursor(int row, int column)
    {
        Screen.CursorRow = Math.Max(Math.Min(row, Screen.Height - 1), 0);
        Screen.CursorColumn = Math.Max(Math.Min(column, Screen.Width - 1), 0);
        SettleCursor();
    }

    /// <summary>What every explicit move does besides moving.</summary>
    private void SettleCursor()
    {
        state.PendingWrap = false;
        state.MarkAtCursor = true;
    }

    /// <summary>CUP: relative to the region in origin mode, and then confined to it.</summary>
    private void MoveTo(int row, int column)
    {
        if (state.OriginMode)
        {
            row = Math.Min(row + state.MarginTop, state.MarginBottom);
            column = Math.Min(column + state.MarginLeft, state.MarginRight);
        }

        SetCursor(row, column);
    }

    private void MoveToColumn(int column) =>
        SetCursor(Screen.CursorRow, state.OriginMode ? Math.Min(column + state.MarginLeft, state.MarginRight) : column);

    private void MoveToRow(int row) =>
        SetCursor(state.OriginMode ? Math.Min(row + state.MarginTop, state.MarginBottom) : row, Screen.CursorColumn);

    /// <summary>HPR: not stopped by margins, as in xterm.</summary>
    private void MoveColumnBy(int columns) =>
        SetCursor(Screen.CursorRow, Math.Min(Screen.CursorColumn + columns, state.OriginMode ? state.MarginRight : Screen.Width - 1));

    /// <summary>VPR: not stopped by margins, as in xterm.</summary>
    private void MoveRowBy(int rows) =>
        SetCursor(Math.Min(Screen.CursorRow + rows, state.OriginMode ? state.MarginBottom : Screen.Height - 1), Screen.CursorColumn);

    private void MoveUp(int rows)
    {
        int limit = Screen.CursorRow >= state.MarginTop ? state.MarginTop : 0;
        SetCursor(Math.Max(Screen.CursorRow - rows, limit), Screen.CursorColumn);
    }

    private void MoveDown(int rows)
    {
        int limit = Screen.CursorRow <= state.MarginBottom ? state.MarginBottom : Screen.Height - 1;
        SetCursor(Math.Min(Screen.CursorRow + rows, limit), Screen.CursorColumn);
    }

    private void MoveForward(int columns)
    {
        int limit = Screen.CursorColumn <= state.MarginRight ? state.MarginRight : Screen.Width - 1;
        SetCursor(Screen.CursorRow, Math.Min(Screen.CursorColumn + columns, limit));
    }

    /// <summary>
    /// CUB and BS. With reverse wrap (and autowrap) the left margin leads to the end of the row above: mode 45 only if that row wrapped,
    /// mode 1045 in any case and from the top margin to the bottom. A pending wrap then counts as one column.
    /// </summary>
    private void MoveBack(int columns)
    {
        int left = Screen.CursorColumn >= state.MarginLeft ? state.MarginLeft : 0;
        if (!state.AutoWrap || !(state.ReverseWrap || state.ExtendedReverseWrap))
        {
            SetCursor(Screen.CursorRow, Math.Max(Screen.CursorColumn - columns, left));
            return;
        }

        columns = Math.Min(columns, Screen.Width * Screen.Height) - (state.PendingWrap ? 1 : 0);
        (int row, int column) = (Screen.CursorRow, Screen.CursorColumn);
        while (columns > column - left && TryRowAbove(row, out int above))
        {
            columns -= column - left + 1;
            (row, column) = (above, state.MarginRight);
        }

        SetCursor(row, Math.Max(column - columns, left));
    }

    private bool TryRowAbove(int row, out int above)
    {
        bool atTop = row == state.MarginTop || row == 0;
        above = !atTop ? row - 1 : state.MarginBottom;
        return state.ExtendedReverseWrap || (!atTop && Screen[above].SoftWrapped);
    }

    private void Backspace()
    {
        if (state.PendingWrap && options.HostBytes)
        {
            SetCursor(Screen.CursorRow, Screen.CursorColumn);
            return;
        }

        MoveBack(1);
    }

    private void CarriageReturn()
    {
        bool toMargin = state.OriginMode || Screen.CursorColumn >= state.MarginLeft;
        Screen.CursorColumn = toMargin ? state.MarginLeft : 0;
        SettleCursor();
    }

    private void LineFeed()
    {
        Index();
        if (state.NewLineMode)
        {
            CarriageReturn();
        }
    }

    private void NextLine()
    {
        Index();
        CarriageReturn();
    }

    /// <summary>IND: down, and at the region's bottom scroll instead. Below the region the cursor walks to the last row and stays.</summary>
    private void Index()
    {
        Screen screen = Screen;
        int row = screen.CursorRow;
        if (row != state.MarginBottom)
        {
            screen.CursorRow = Math.Min(row + 1, screen.Height - 1);
        }
        else if (HasAllRowsAsRegion)
        {
            screen.ScrollUp(screen.Blank);
        }
        else if (IsInsideHorizontalMargins)
        {
            ScrollRegion(state.MarginTop, 1);
        }

        SettleCursor();
    }

    private void ReverseIndex()
    {
        if (Screen.CursorRow == state.MarginTop)
        {
            if (IsInsideHorizontalMargins)
            {
                ScrollRegion(state.MarginTop, -1);
            }
        }
        else if (Screen.CursorRow > 0)
        {
            Screen.CursorRow--;
        }

        SetCursor(Screen.CursorRow, Screen.CursorColumn);
    }

    /// <summary>HT and CHT: keeps a pending wrap (spec 05 section 5.3).</summary>
    private void TabForward(int count)
    {
        int last = Screen.CursorColumn <= state.MarginRight ? state.MarginRight : Screen.Width - 1;
        int column = Screen.CursorColumn;
        for (int i = count; i > 0 && column < last; i--)
        {
            column = tabs.Next(column, last);
        }

        MoveToTab(column);
    }

    /// <summary>CBT: keeps a pending wrap, too.</summary>
    private void TabBack(int count)
    {
        int first = state.OriginMode ? state.MarginLeft : 0;
        int column = Screen.CursorColumn;
        for (int i = count; i > 0 && column > first; i--)
        {
            column = tabs.Previous(column, first);
        }

        MoveToTab(column);
    }

    private void MoveToTab(int column)
    {
        bool pending = state.PendingWrap && column == Screen.CursorColumn;
        SetCursor(Screen.CursorRow, column);
        state.PendingWrap = pending;
    }

    private void ClearTabs(int what)
    {
        if (what == 0)
        {
            tabs.Clear(Screen.CursorColumn);
        }
        else if (what == 3)
        {
            tabs.ClearAll();
        }
    }

    private void SaveCursor()
    {
        SavedCursor saved = new()
        {
            IsSaved = true,
            Row = Screen.CursorRow,
            Column = Screen.CursorColumn,
            OriginMode = state.OriginMode,
            AutoWrap = state.AutoWrap,
            Pen = state.Pen with { Link = 0 },
            Charsets = state.Charsets,
        };
        CurrentSavedCursor = saved;
    }

    private void RestoreCursor()
    {
        SavedCursor saved = CurrentSavedCursor;
        if (!saved.IsSaved)
        {
            saved = new SavedCursor { AutoWrap = true };
        }

        state.OriginMode = saved.OriginMode;
        state.AutoWrap = saved.AutoWrap;
        state.Charsets = saved.Charsets;
        SetPen(saved.Pen with { Link = state.Pen.Link });
        SetCursor(saved.Row, saved.Column);
        if (state.OriginMode)
        {
            SetCursor(
                Math.Clamp(Screen.CursorRow, state.MarginTop, state.MarginBottom),
                Math.Clamp(Screen.CursorColumn, state.MarginLeft, state.MarginRight));
        }
    }

    private SavedCursor CurrentSavedCursor
    {
        get => Screen.Modes.AlternateScreen ? state.SavedAlternate : state.SavedPrimary;
        set
        {
            if (Screen.Modes.AlternateScreen)
            {
                state.SavedAlternate = value;
            }
            else
            {
                state.SavedPrimary = value;
            }
        }
    }
}
