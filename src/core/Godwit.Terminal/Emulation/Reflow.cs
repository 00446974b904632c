namespace Godwit.Terminal;

/// <summary>
/// Lays the text of a buffer out for another width. Rows that are joined by soft wraps are one line; a line is cut into rows anew, no wide
/// character across an edge. Rows below the text and the cursor are left out. Nothing is copied before <see cref="CreateRow"/>, so rows
/// that leave at the top cost no memory.
/// </summary>
internal sealed class Reflow
{
    private readonly Row[] rows;
    private readonly InternPool pool;
    private readonly int[] lengths;
    private readonly List<Segment> segments = [];
    private readonly int columns;

    /// <param name="rows">The buffer; all rows have one width.</param>
    /// <param name="pool">What its cells refer to.</param>
    /// <param name="cursor">Where its cursor is; a row of −1 if that is not known.</param>
    /// <param name="columns">The new width.</param>
    public Reflow(ReadOnlySpan<Row> rows, InternPool pool, TextPosition cursor, int columns)
    {
        this.rows = rows.ToArray();
        this.pool = pool;
        this.columns = columns;
        End = cursor.Row + 1;
        for (int row = rows.Length - 1; row >= End; row--)
        {
            if (rows[row].Mark != RowMark.None || TrimmedLength(rows[row], 0) != 0)
            {
                End = row + 1;
            }
        }

        lengths = new int[End];
        for (int row = 0; row < End; row++)
        {
            lengths[row] = LengthOf(row, row == cursor.Row ? cursor.Column + (cursor.IsBehind ? 1 : 0) : 0);
        }

        if (columns == Width)
        {
            return;
        }

        for (int row = 0; row < End;)
        {
            row = AddLine(row);
        }
    }

    /// <summary>Number of rows of the old layout that hold text, marks or the cursor.</summary>
    public int End { get; }

    /// <summary>Number of rows of the new layout.</summary>
    public int Count => columns == Width ? End : segments.Count;

    private int Width => rows[0].Width;

    /// <summary>A row of the new layout: the old one itself if the width is the same.</summary>
    public Row CreateRow(int index)
    {
        if (columns == Width)
        {
            return rows[index];
        }

        Segment segment = segments[index];
        Row result = new Row(columns, default);
        result.SoftWrapped = segment.GoesOn;
        for (int row = segment.Row; row <= segment.LastRowOfLine; row++)
        {
            result.Mark |= rows[row].Mark;
            result.ExitStatus = rows[row].Mark.HasFlag(RowMark.CommandEnd) ? rows[row].ExitStatus : result.ExitStatus;
        }

        Copy(segment, result.Writable);
        if (segment.GoesOn && segment.Length == columns && result.Cells[^1].IsEmpty)
        {
            // An empty last column would count as one that a wide character did not fit into.
            result.Writable[^1] = Cell.Narrow(' ', result.Cells[^1].Style);
        }

        return result;
    }

    /// <summary>Where a place of the old layout is in the new one. Behind the text it stays in the row that the text ends on.</summary>
    public TextPosition Find(TextPosition old)
    {
        if (columns == Width)
        {
            return old;
        }

        if (old.Row >= End)
        {
            return new TextPosition(Count + old.Row - End, Math.Min(old.Column, columns - 1), false);
        }

        int column = old.Column + (old.IsBehind ? 1 : 0);
        bool atEndOfText = old.IsBehind || (column != 0 && column == lengths[old.Row]);
        int index = FindSegment(old.Row, column);
        Segment segment = segments[index];
        for (int row = segment.Row; row < old.Row; row++)
        {
            column += lengths[row];
        }

        column -= segment.Column;
        return column < columns
            ? new TextPosition(index, column, false)
            : new TextPosition(index, columns - 1, atEndOfText && column == columns);
    }

    /// <summary>The last segment that begins at or before a place.</summary>
    private int FindSegment(int row, int column)
    {
        int low = 0, high = segments.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            Segment segment = segments[middle];
            bool isAfter = segment.Row > row || (segment.Row == row && segment.Column > column);
            (low, high) = isAfter ? (low, middle - 1) : (middle, high);
        }

        // The end of a line that fills its row is there, not at the beginning of what follows.
        bool startsHere = low > 0 && segments[low] is { Column: > 0 } found && found.Row == row && found.Column == column && column == lengths[row];
        return startsHere ? low - 1 : low;
    }

    /// <summary>Cuts the line that begins in a row.</summary>
    /// <returns>The row behind it.</returns>
    private int AddLine(int first)
    {
        int last = first;
        while (GoesOn(last))
        {
            last++;
        }

        Segment segment = new(first, 0, 0, last, true);
        for (int row = first; row <= last; row++)
        {
            ReadOnlySpan<Cell> cells = rows[row].Cells;
            for (int column = 0; column < lengths[row];)
            {
                int width = Math.Min(cells[column].IsWide ? 2 : 1, columns);
                if (segment.Length + width > columns)
                {
                    segments.Add(segment);
                    segment = new(row, column, 0, -1, true);
                }

                segment = segment with { Length = segment.Length + width };
                column += cells[column].IsWide ? 2 : 1;
            }
        }

        segments.Add(segment with { GoesOn = false });
        return last + 1;
    }

    private void Copy(Segment segment, Span<Cell> target)
    {
        int row = segment.Row, column = segment.Column;
        for (int at = 0; at < segment.Length;)
        {
            if (column >= lengths[row])
            {
                (row, column) = (row + 1, 0);
                continue;
            }

            ReadOnlySpan<Cell> cells = rows[row].Cells;
            if (columns == 1 && cells[column].IsWide)
            {
                // No room for it anywhere.
                at++;
                column += 2;
                continue;
            }

            int count = columns == 1 ? 1 : Math.Min(lengths[row] - column, segment.Length - at);
            cells.Slice(column, count).CopyTo(target[at..]);
            at += count;
            column += count;
        }
    }

    private bool GoesOn(int row) => rows[row].SoftWrapped && row + 1 < End;

    /// <summary>Columns of a row that are text.</summary>
    private int LengthOf(int row, int cursorColumn)
    {
        if (!GoesOn(row))
        {
            return TrimmedLength(rows[row], cursorColumn);
        }

        // An empty last column before a wide character was skipped because that did not fit.
        bool isFiller = Width > 1 && rows[row].Cells[^1].IsEmpty && rows[row + 1].Cells[0].IsWide;
        return Width - (isFiller ? 1 : 0);
    }

    /// <summary>Without the blanks at the end; but spaces before the cursor were typed.</summary>
    private int TrimmedLength(Row row, int cursorColumn)
    {
        ReadOnlySpan<Cell> cells = row.Cells;
        int length = cells.Length;
        while (length > 0 && (cells[length - 1].IsEmpty || length > cursorColumn) && IsBlank(cells[length - 1]))
        {
            length--;
        }

        return length;
    }

    private bool IsBlank(Cell cell)
    {
        if (!cell.IsEmpty && cell.WithStyle(StyleId.Default) != Cell.Narrow(' ', StyleId.Default))
        {
            return false;
        }

        return cell.Style == StyleId.Default
            || pool.Styles[cell.Style] is { Background.IsDefault: true, Underline: UnderlineKind.None, Link: 0 } style
                && (cell.IsEmpty || (style.Attributes & (StyleAttributes.Inverse | StyleAttributes.Overline | StyleAttributes.Strikethrough)) == 0);
    }

    /// <summary>A row of the new layout, by where its text begins in the old one.</summary>
    /// <param name="Row">Old row.</param>
    /// <param name="Column">Old column.</param>
    /// <param name="Length">New columns.</param>
    /// <param name="LastRowOfLine">If the line begins here: the last of its old rows; else −1.</param>
    /// <param name="GoesOn">The line goes on in the next row.</param>
    private readonly record struct Segment(int Row, int Column, int Length, int LastRowOfLine, bool GoesOn);
}
