namespace Godwit.Terminal;

/// <content>Change of size (spec 05 section 7; rows leave at the top where stock loses the cursor's row, spec 08, L4).</content>
public sealed partial class Emulator
{
    /// <summary>
    /// Gives both buffers another size. Rows are cut or extended with blanks; there is no reflow. New rows come in at the bottom. When there
    /// are fewer, the bottom ones go, but rather the top ones than the row of the cursor.
    /// </summary>
    /// <param name="columns">Clamped to 1–<see cref="Screen.WidthMax"/>.</param>
    /// <param name="rows">Clamped to 1–<see cref="Screen.HeightMax"/>.</param>
    public void Resize(int columns, int rows)
    {
        columns = Math.Clamp(columns, 1, Screen.WidthMax);
        rows = Math.Clamp(rows, 1, Screen.HeightMax);
        if (columns == Screen.Width && rows == Screen.Height)
        {
            return;
        }

        bool alternate = Screen.Modes.AlternateScreen;
        int dropped = Math.Max(0, Screen.CursorRow - (rows - 1));
        SavedCursor hiddenCursor = alternate ? state.SavedPrimary : state.SavedAlternate;
        int hiddenDropped = Math.Max(0, hiddenCursor.Row - (rows - 1));
        if (hiddenRows is not null)
        {
            hiddenRows = Resized(hiddenRows, columns, rows, hiddenDropped);
        }

        Screen.ReplaceRows(Resized(Screen.Rows, columns, rows, dropped));
        MoveSavedCursor(ref state.SavedPrimary, alternate ? hiddenDropped : dropped);
        MoveSavedCursor(ref state.SavedAlternate, alternate ? dropped : hiddenDropped);
        ResetMargins();
        state.LastPrinted = 0;
        state.MarkRow -= Math.Min(state.MarkRow, dropped);

        // A wrap that was pending waits on while there is no room; with room the text goes on beside itself.
        bool goesOn = state.PendingWrap && Screen.CursorColumn + 1 < columns;
        bool pending = state.PendingWrap && !goesOn;
        bool markAtCursor = state.MarkAtCursor;
        SetCursor(Screen.CursorRow - dropped, Screen.CursorColumn + (goesOn ? 1 : 0));
        state.PendingWrap = pending;
        state.MarkAtCursor = markAtCursor;
        ReportSizeIfWanted();
    }

    private static void MoveSavedCursor(ref SavedCursor saved, int dropped) => saved = saved with { Row = Math.Max(0, saved.Row - dropped) };

    private Row[] Resized(ReadOnlySpan<Row> source, int columns, int height, int dropped)
    {
        Row[] result = new Row[height];
        for (int row = 0; row < height; row++)
        {
            result[row] = row + dropped < source.Length
                ? Resized(source[row + dropped], columns)
                : Screen.CreateRow(columns, state.Blank);
        }

        return result;
    }

    private Row Resized(Row source, int columns)
    {
        if (source.Width == columns)
        {
            return source;
        }

        Row result = Screen.CreateRow(columns, state.Blank);
        result.Mark = source.Mark;
        result.ExitStatus = source.ExitStatus;
        source.Cells[..Math.Min(columns, source.Width)].CopyTo(result.Writable);
        if (result.Cells[^1].IsWide)
        {
            result.Writable[^1] = state.Blank;
        }

        return result;
    }
}
