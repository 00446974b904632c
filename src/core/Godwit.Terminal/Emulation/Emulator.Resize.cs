namespace Godwit.Terminal;

/// <content>
/// Change of size. The main screen's text is laid out anew; the alternate screen, which programs repaint, and the client's copy, which the
/// next host bytes repaint, are cut (spec 05 section 7; rows leave at the top where stock loses the cursor's row, spec 08, L4).
/// </content>
public sealed partial class Emulator
{
    /// <summary>
    /// Gives both buffers another size. On the main screen, shown or not, lines that had wrapped are joined and wrapped again; when there are
    /// fewer rows, blank ones below the text and the cursor go first, then the ones at the top. On the alternate screen rows are cut or
    /// extended with blanks.
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
        Span<TextPosition> places =
        [
            new(Screen.CursorRow, Screen.CursorColumn, state.PendingWrap),
            PlaceOf(CurrentSavedCursor),
            new(state.MarkRow, state.MarkColumn, false),
        ];
        if (hiddenRows is not null)
        {
            ref SavedCursor hidden = ref alternate ? ref state.SavedPrimary : ref state.SavedAlternate;
            Span<TextPosition> hiddenPlaces = [PlaceOf(hidden)];
            hiddenRows = Resized(hiddenRows, columns, rows, reflows: alternate, hiddenPlaces);
            hidden = MovedTo(hidden, hiddenPlaces[0], rows);
        }

        Screen.ReplaceRows(Resized(Screen.Rows, columns, rows, reflows: !alternate, places));
        CurrentSavedCursor = MovedTo(CurrentSavedCursor, places[1], rows);
        ResetMargins();
        state.LastPrinted = 0;
        (state.MarkRow, state.MarkColumn) = (Math.Max(0, places[2].Row), places[2].Column);
        bool markAtCursor = state.MarkAtCursor;
        SetCursor(places[0].Row, places[0].Column);
        state.PendingWrap = places[0].IsBehind;
        state.MarkAtCursor = markAtCursor;
        ReportSizeIfWanted();
    }

    private static TextPosition PlaceOf(SavedCursor saved) => new(saved.IsSaved ? saved.Row : -1, saved.Column, false);

    private static SavedCursor MovedTo(SavedCursor saved, TextPosition place, int rows) =>
        saved.IsSaved ? saved with { Row = Math.Clamp(place.Row, 0, rows - 1), Column = place.Column } : saved;

    /// <summary>A buffer in another size; the places, of which the first is the cursor, are moved along.</summary>
    private Row[] Resized(ReadOnlySpan<Row> source, int columns, int height, bool reflows, Span<TextPosition> places)
    {
        Reflow? layout = reflows && !options.HostBytes ? new Reflow(source, Pool, places[0], columns) : null;
        int dropped;
        if (layout is null)
        {
            dropped = Math.Max(0, places[0].Row - (height - 1));
            foreach (ref TextPosition place in places)
            {
                place = Cut(place, columns);
            }
        }
        else
        {
            int surplus = Math.Max(0, layout.Count - height);
            foreach (ref TextPosition place in places)
            {
                place = place.Row < 0 ? place : layout.Find(place);
            }

            dropped = places[0].Row < 0 ? surplus : Math.Min(surplus, places[0].Row);
        }

        int count = layout?.Count ?? source.Length;
        Row[] result = new Row[height];
        for (int row = 0; row < height; row++)
        {
            int from = row + dropped;
            bool same = source[0].Width == columns && from < source.Length;
            result[row] = same ? source[from]
                : from >= count ? new Row(columns, row < source.Length && layout is not null ? default : state.Blank)
                : layout is not null ? layout.CreateRow(from)
                : Cut(source[from], columns);
        }

        foreach (ref TextPosition place in places)
        {
            place = place with { Row = place.Row - dropped };
        }

        return result;
    }

    /// <summary>Without reflow a wrap that was pending waits on while there is no room; with room the text goes on beside itself.</summary>
    private static TextPosition Cut(TextPosition place, int columns)
    {
        bool goesOn = place.IsBehind && place.Column + 1 < columns;
        return new TextPosition(place.Row, Math.Min(place.Column + (goesOn ? 1 : 0), columns - 1), place.IsBehind && !goesOn);
    }

    private Row Cut(Row source, int columns)
    {
        Row result = new Row(columns, state.Blank);
        result.Mark = source.Mark;
        result.ExitStatus = source.ExitStatus;
        source.Cells[..Math.Min(columns, source.Width)].CopyTo(result.Writable);
        if (result.Cells[^1].IsWide)
        {
            result.Writable[^1] = state.Blank;
        }

        (result.Mark, result.ExitStatus) = (source.Mark, source.ExitStatus);
        return result;
    }
}
