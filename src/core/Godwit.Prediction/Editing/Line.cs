using Godwit.Terminal;

namespace Godwit.Prediction;

/// <summary>Where things are on a row: the text that belongs to what is edited, and what only stands beside it.</summary>
internal static class Line
{
    /// <summary>So many blanks between two texts say that they have nothing to do with each other: a prompt at the right margin, a column.</summary>
    private const int GapMin = 2;

    private const int GreyFrom = 232;
    private const int GreyTo = 250;
    private const int BrightBlack = 8;

    // Most cells of most rows say something less, or nothing.
    private const ulong FirstBorder = '|';

    /// <summary>The column behind the text that moves when something is typed at <paramref name="column"/>; the same column if nothing does.</summary>
    public static int EndOfMoving(Sketch sketch, int row, int column, in EditingRules rules)
    {
        ReadOnlySpan<Cell> cells = sketch[row];
        int limit = EndOfField(sketch, row, column);
        if (cells.IsEmpty || column >= limit || IsGhost(sketch.Pool, cells[column], rules))
        {
            return column;
        }

        int end = column, blanks = 0;
        for (int at = column; at < limit && (blanks < GapMin || rules.MovesAll); at++)
        {
            if (CellText.IsBlank(cells[at]))
            {
                blanks++;
            }
            else if (IsGhost(sketch.Pool, cells[at], rules))
            {
                break;
            }
            else
            {
                blanks = 0;
                end = at + 1;
            }
        }

        return end;
    }

    /// <summary>The column behind the last character of the line that is edited; at least <paramref name="column"/>.</summary>
    public static int EndOfText(Sketch sketch, int row, int column, in EditingRules rules) =>
        Math.Max(column, EndOfMoving(sketch, row, column, rules));

    /// <summary>The column behind the last one that text at <paramref name="column"/> can reach: a border, or the end of the row.</summary>
    public static int EndOfField(Sketch sketch, int row, int column)
    {
        ReadOnlySpan<Cell> cells = sketch[row];
        for (int at = column; at < cells.Length; at++)
        {
            if ((cells[at].Bits & Cell.TextMask) >= FirstBorder && IsBorder(cells[at]) && IsSameBeside(sketch, row, at, cells[at]))
            {
                return at;
            }
        }

        return sketch.Width;
    }

    /// <summary>True for text that a program suggests: dim or grey, and not what typed text looks like.</summary>
    public static bool IsGhost(InternPool pool, Cell cell, in EditingRules rules)
    {
        if (cell.Style == rules.Style || CellText.IsBlank(cell))
        {
            return false;
        }

        ref readonly Style style = ref pool.Styles[cell.Style];
        Color color = style.Foreground;
        return style.Attributes.HasFlag(StyleAttributes.Faint)
            || (color.IsIndexed && color.Index is BrightBlack or (>= GreyFrom and <= GreyTo))
            || (color.IsRgb && IsGrey(color));
    }

    /// <summary>A word by the rule of the kernel and of ^W: what stands between blanks.</summary>
    public static int WordBefore(Sketch sketch, int row, int column, int least)
    {
        while (column > least && CellText.IsBlank(sketch.At(row, column - 1)))
        {
            column--;
        }

        while (column > least && !CellText.IsBlank(sketch.At(row, column - 1)))
        {
            column--;
        }

        return column;
    }

    private static bool IsGrey(Color color)
    {
        int least = Math.Min(color.Red, Math.Min(color.Green, color.Blue)), most = Math.Max(color.Red, Math.Max(color.Green, color.Blue));
        return most - least <= 24 && most is >= 0x40 and <= 0xB8;
    }

    // The vertical lines of box drawing, and what programs take instead.
    private static bool IsBorder(Cell cell) => (cell.Bits & Cell.TextMask) is '|' or 0x2502 or 0x2503 or 0x2551 or 0x258F or 0x2590 or 0x2595;

    // One bar may be a pipe in a command; two in a column are a border.
    private static bool IsSameBeside(Sketch sketch, int row, int column, Cell cell)
    {
        bool above = row > 0 && sketch.At(row - 1, column).Glyph == cell.Glyph;
        bool below = row < sketch.Height - 1 && sketch.At(row + 1, column).Glyph == cell.Glyph;
        bool twoAbove = row > 1 && sketch.At(row - 2, column).Glyph == cell.Glyph;
        bool twoBelow = row < sketch.Height - 2 && sketch.At(row + 2, column).Glyph == cell.Glyph;
        return (above && below) || (above && twoAbove) || (below && twoBelow);
    }
}
