using Godwit.Terminal;

namespace Godwit.Prediction;

/// <summary>Applies movements to a sketch.</summary>
internal static class Mover
{
    private const int Filler = '~';

    /// <summary>Applies a movement.</summary>
    /// <returns><see cref="Effect.Unknown"/> where it would leave what is on the screen.</returns>
    public static Effect Apply(Sketch sketch, Movement movement) => movement.Kind switch
    {
        MovementKind.Cursor => MoveCursor(sketch, movement),
        MovementKind.Line => MoveLine(sketch, movement.Rows),
        MovementKind.Character => MoveCharacter(sketch, movement.Columns),
        MovementKind.Word => MoveWord(sketch),
        MovementKind.Scroll => Scroll(sketch, movement.Rows),
        MovementKind.OpenLine => OpenLine(sketch),
        MovementKind.DeleteLine => DeleteLine(sketch),
        MovementKind.CommandLine => BeginCommand(sketch),
        _ => Effect.Unknown,
    };

    /// <summary>What has become of a screen, if it is one of the movements that can be learned.</summary>
    /// <param name="before">As it was when the key was typed.</param>
    /// <param name="after">As it is now.</param>
    /// <param name="times">How many times the key was typed.</param>
    public static Movement Between(Screen before, Screen after, int times)
    {
        int rows = after.CursorRow - before.CursorRow, columns = after.CursorColumn - before.CursorColumn;
        int last = before.Height - 1;
        if (before.Height != after.Height || before.Width != after.Width)
        {
            return default;
        }

        // The last row is where programs tell about themselves.
        if (IsMoved(before, after, 0, last))
        {
            return (rows, columns) != (0, 0) && rows % times == 0 && columns % times == 0
                ? new(MovementKind.Cursor, rows / times, columns / times)
                : default;
        }

        if ((rows, columns) == (0, 0))
        {
            for (int up = 1; up <= last / 2; up++)
            {
                if (up % times == 0 && IsMoved(before, after, up, last))
                {
                    return new(MovementKind.Scroll, up / times);
                }

                if (up % times == 0 && IsMoved(after, before, up, last))
                {
                    return new(MovementKind.Scroll, -up / times);
                }
            }
        }

        return default;
    }

    private static bool IsMoved(Screen before, Screen after, int up, int rows)
    {
        bool isAnything = up == 0;
        for (int row = 0; row + up < rows; row++)
        {
            ReadOnlySpan<Cell> old = before[row + up].Cells, now = after[row].Cells;
            if (!CellText.AreSame(old, before.Pool, now, after.Pool))
            {
                return false;
            }

            isAnything = isAnything || !CellText.AreAllBlank(now);
        }

        return isAnything;
    }

    private static Effect MoveCursor(Sketch sketch, Movement movement)
    {
        int row = sketch.Row + movement.Rows, column = sketch.Column + movement.Columns;
        if (row < 0 || row >= sketch.Height || column < 0 || column >= sketch.Width)
        {
            return Effect.Unknown;
        }

        Place(sketch, row, column);
        return Effect.Known;
    }

    private static Effect MoveLine(Sketch sketch, int rows)
    {
        int row = sketch.Row + rows;
        if (row < 0 || row >= sketch.Height - 1 || IsFiller(sketch, row) || !CellText.IsBlank(sketch.At(Math.Min(row, sketch.Row), sketch.Width - 1)))
        {
            // The text scrolls, ends there, or has a line that takes more than one row.
            return Effect.Unknown;
        }

        Place(sketch, row, Math.Min(sketch.Column, Math.Max(0, EndOf(sketch, row) - 1)));
        return Effect.Known;
    }

    private static Effect MoveCharacter(Sketch sketch, int columns)
    {
        int most = Math.Max(0, EndOf(sketch, sketch.Row) - 1);
        Place(sketch, sketch.Row, Math.Clamp(sketch.Column + columns, 0, Math.Max(most, Math.Min(sketch.Column, sketch.Width - 1))));
        return Effect.Known;
    }

    private static Effect MoveWord(Sketch sketch)
    {
        int row = sketch.Row, column = sketch.Column, end = EndOf(sketch, row);
        int kind = KindOf(sketch.At(row, column));
        while (column < end && kind != 0 && KindOf(sketch.At(row, column)) == kind)
        {
            column++;
        }

        while (column < end && KindOf(sketch.At(row, column)) == 0)
        {
            column++;
        }

        if (column >= end)
        {
            row++;
            column = 0;
            if (row >= sketch.Height - 1 || IsFiller(sketch, row))
            {
                return Effect.Unknown;
            }

            end = EndOf(sketch, row);
            while (column < end && KindOf(sketch.At(row, column)) == 0)
            {
                column++;
            }
        }

        Place(sketch, row, column);
        return Effect.Known;
    }

    private static Effect Scroll(Sketch sketch, int rows)
    {
        for (int i = 0; i < Math.Abs(rows); i++)
        {
            sketch.Scroll(0, sketch.Height - 2, up: rows > 0);
        }

        // A pager's cursor stands behind what its last row says, and that may change.
        sketch.AnyColumn |= sketch.Row == sketch.Height - 1;
        return sketch.Height > 2 ? Effect.Known : Effect.Unknown;
    }

    private static Effect OpenLine(Sketch sketch)
    {
        int bottom = sketch.Height - 2;
        if (sketch.Row >= bottom || !CellText.IsBlank(sketch.At(sketch.Row, sketch.Width - 1)) || CellText.IsBlank(sketch.At(sketch.Row, 0)))
        {
            // It would scroll, or the editor may indent the new line as this one.
            return Effect.Unknown;
        }

        sketch.Scroll(sketch.Row + 1, bottom, up: false);
        Place(sketch, sketch.Row + 1, 0);
        return Effect.Known;
    }

    private static Effect DeleteLine(Sketch sketch)
    {
        int row = sketch.Row, bottom = sketch.Height - 2;
        if (row >= bottom || IsFiller(sketch, row + 1) || !CellText.IsBlank(sketch.At(row, sketch.Width - 1)))
        {
            // The last line of the text, or one that takes more than one row.
            return Effect.Unknown;
        }

        Cell filler = IsFiller(sketch, bottom) ? sketch.At(bottom, 0) : default;
        sketch.Scroll(row, bottom, up: true);
        if (!filler.IsEmpty)
        {
            sketch.Set(bottom, 0, filler);
        }

        int column = 0, end = EndOf(sketch, row);
        while (column < end - 1 && CellText.IsBlank(sketch.At(row, column)))
        {
            column++;
        }

        Place(sketch, row, column);
        return Effect.Known;
    }

    private static Effect BeginCommand(Sketch sketch)
    {
        int last = sketch.Height - 1;
        for (int column = 0; column < sketch.Width; column++)
        {
            sketch.Set(last, column, default);
        }

        sketch.Set(last, 0, Cell.Narrow(':', default));
        Place(sketch, last, 1);
        return Effect.Known;
    }

    private static void Place(Sketch sketch, int row, int column) => (sketch.Row, sketch.Column, sketch.WrapsNext) = (row, column, false);

    private static bool IsFiller(Sketch sketch, int row) => sketch.At(row, 0).Glyph == Filler && EndOf(sketch, row) == 1;

    private static int EndOf(Sketch sketch, int row)
    {
        ReadOnlySpan<Cell> cells = sketch[row];
        int end = cells.Length;
        while (end > 0 && CellText.IsBlank(cells[end - 1]))
        {
            end--;
        }

        return end;
    }

    // Blank, word, and all else: what vi moves by.
    private static int KindOf(Cell cell) =>
        CellText.IsBlank(cell) ? 0 : cell.IsCluster || cell.IsSpacer || cell.Glyph is '_' or >= 0x80 || char.IsAsciiLetterOrDigit((char)cell.Glyph) ? 1 : 2;
}
