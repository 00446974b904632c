using static Godwit.Terminal.StyleAttributes;

namespace Godwit.Terminal;

/// <content>
/// Rectangles (DEC VT420): coordinates from 1, counted from the region's corner and confined to it in origin mode, absent ones are the
/// region's (or screen's) edges. None of them moves the cursor or ends a pending wrap (as xterm).
/// </content>
public sealed partial class Emulator
{
    /// <summary>What DECCARA and DECRARA can change; colours are not touched.</summary>
    private const StyleAttributes RectangleAttributes = Bold | Blink | Inverse | Invisible;

    /// <summary>The rectangle that four numbers from <paramref name="index"/> on name; empty if they name none.</summary>
    private Rectangle RectangleAt(SequenceParameters parameters, int index)
    {
        bool origin = state.OriginMode;
        int firstRow = origin ? state.MarginTop : 0;
        int lastRow = origin ? state.MarginBottom : Screen.Height - 1;
        int firstColumn = origin ? state.MarginLeft : 0;
        int lastColumn = origin ? state.MarginRight : Screen.Width - 1;
        int top = Edge(parameters[index], firstRow, lastRow, firstRow);
        int left = Edge(parameters[index + 1], firstColumn, lastColumn, firstColumn);
        int bottom = Edge(parameters[index + 2], firstRow, lastRow, lastRow);
        int right = Edge(parameters[index + 3], firstColumn, lastColumn, lastColumn);
        return top <= bottom && left <= right ? new(top, left, bottom + 1, right + 1) : default;

        static int Edge(int number, int first, int last, int absent) => number == 0 ? absent : Math.Min(first + number - 1, last);
    }

    /// <summary>DECCRA. What does not fit at the target is cut off; the copy may overlap what it is made from.</summary>
    private void CopyRectangle(SequenceParameters parameters)
    {
        Rectangle source = RectangleAt(parameters, 0);
        int lastRow = state.OriginMode ? state.MarginBottom : Screen.Height - 1;
        int lastColumn = state.OriginMode ? state.MarginRight : Screen.Width - 1;
        int top = Math.Min(parameters.Or(5, 1) - 1 + (state.OriginMode ? state.MarginTop : 0), lastRow);
        int left = Math.Min(parameters.Or(6, 1) - 1 + (state.OriginMode ? state.MarginLeft : 0), lastColumn);
        int height = Math.Min(source.Bottom - source.Top, lastRow + 1 - top);
        int width = Math.Min(source.Right - source.Left, lastColumn + 1 - left);
        for (int i = 0; i < height; i++)
        {
            int offset = top > source.Top ? height - 1 - i : i;
            CopyCells(source.Top + offset, source.Left, top + offset, left, width);
        }
    }

    private void CopyCells(int sourceRow, int sourceColumn, int row, int column, int count)
    {
        Row target = Screen.RowForWrite(row);
        Span<Cell> cells = target.Writable;
        SplitWide(cells, column);
        SplitWide(cells, column + count);
        Span<Cell> written = cells.Slice(column, count);
        Screen[sourceRow].Cells.Slice(sourceColumn, count).CopyTo(written);

        // Half a wide character at an edge is not copied.
        if (written[0].IsSpacer)
        {
            written[0] = Cell.Blank(Pool.Styles.Intern(Pool.Styles[written[0].Style].Erased));
        }

        if (written[^1].IsWide)
        {
            written[^1] = Cell.Blank(Pool.Styles.Intern(Pool.Styles[written[^1].Style].Erased));
        }

        LoseWrapAt(target, column + count);
    }

    /// <summary>DECFRA: one character in the current rendition, which says whether the cells are protected from now on (as xterm).</summary>
    private void FillRectangle(SequenceParameters parameters)
    {
        int character = parameters[0];
        if (character is (>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0xFF))
        {
            Fill(RectangleAt(parameters, 1), character, state.Pen);
        }
    }

    /// <summary>DECERA: blanks in the current background, protected or not.</summary>
    private void EraseRectangle(SequenceParameters parameters) => Fill(RectangleAt(parameters, 0), ' ', state.Pen.Erased);

    private void Fill(Rectangle area, int character, Style style)
    {
        Cell fill = Cell.Narrow(character, Pool.Styles.Intern(style));
        for (int row = area.Top; row < area.Bottom; row++)
        {
            Row target = Screen.RowForWrite(row);
            Span<Cell> cells = target.Writable;
            SplitWide(cells, area.Left);
            SplitWide(cells, area.Right);
            cells[area.Left..area.Right].Fill(fill);
            LoseWrapAt(target, area.Right);
        }

        RenewPoolIfCrowded();
    }

    /// <summary>DECSERA: the text goes, its rendition stays, and cells that DECSCA protects stay as they are.</summary>
    private void EraseRectangleSelectively(SequenceParameters parameters)
    {
        Rectangle area = RectangleAt(parameters, 0);
        bool spare = state.Protection == Protection.Dec;
        for (int row = area.Top; row < area.Bottom; row++)
        {
            Row target = Screen.RowForWrite(row);
            Span<Cell> cells = target.Writable;
            SplitWide(cells, area.Left);
            SplitWide(cells, area.Right);
            foreach (ref Cell cell in cells[area.Left..area.Right])
            {
                cell = spare && IsProtected(cell) ? cell : Cell.Narrow(' ', cell.Style);
            }

            LoseWrapAt(target, area.Right);
        }
    }

    /// <summary>DECCARA and DECRARA: a rectangle, or (DECSACE) the text from its first corner to its last.</summary>
    private void ChangeRectangle(SequenceParameters parameters, bool reverse)
    {
        Rectangle area = RectangleAt(parameters, 0);
        bool exact = state.AttributeExtent == 2;
        Rectangle whole = RectangleAt(default, 0);
        for (int row = area.Top; row < area.Bottom; row++)
        {
            int first = exact || row == area.Top ? area.Left : whole.Left;
            int end = exact || row == area.Bottom - 1 ? area.Right : whole.Right;
            ChangeCells(Screen.RowForWrite(row).Writable, first, end, parameters, reverse);
        }

        RenewPoolIfCrowded();
    }

    private void ChangeCells(Span<Cell> cells, int first, int end, SequenceParameters parameters, bool reverse)
    {
        // Both halves of a wide character have one style.
        first -= cells[first].IsSpacer && first > 0 ? 1 : 0;
        end += end < cells.Length && cells[end].IsSpacer ? 1 : 0;
        StyleId lastFrom = StyleId.Default;
        StyleId lastTo = Changed(lastFrom, parameters, reverse);
        for (int column = first; column < end; column++)
        {
            Cell cell = cells[column];
            if (cell.Style != lastFrom)
            {
                lastFrom = cell.Style;
                lastTo = Changed(lastFrom, parameters, reverse);
            }

            // An erased cell shows its background only; a blank shows the rest as well.
            cell = cell.IsEmpty && lastTo != lastFrom ? Cell.Narrow(' ', lastTo) : cell.WithStyle(lastTo);
            cells[column] = cell;
        }
    }

    private StyleId Changed(StyleId id, SequenceParameters parameters, bool reverse)
    {
        const int FirstAttribute = 4;
        Style style = Pool.Styles[id];
        for (int i = FirstAttribute; i < parameters.Count; i++)
        {
            style = reverse ? Reversed(style, parameters[i]) : Marked(style, parameters[i]);
        }

        return Pool.Styles.Intern(style);
    }

    private static Style Marked(in Style style, int code) => code switch
    {
        0 => style with { Attributes = style.Attributes & ~RectangleAttributes, Underline = UnderlineKind.None },
        1 => style with { Attributes = style.Attributes | Bold },
        4 => style with { Underline = UnderlineKind.Single },
        5 => style with { Attributes = style.Attributes | Blink },
        7 => style with { Attributes = style.Attributes | Inverse },
        8 => style with { Attributes = style.Attributes | Invisible },
        22 => style with { Attributes = style.Attributes & ~Bold },
        24 => style with { Underline = UnderlineKind.None },
        25 => style with { Attributes = style.Attributes & ~Blink },
        27 => style with { Attributes = style.Attributes & ~Inverse },
        28 => style with { Attributes = style.Attributes & ~Invisible },
        _ => style,
    };

    private static Style Reversed(in Style style, int code)
    {
        UnderlineKind turned = style.Underline == UnderlineKind.None ? UnderlineKind.Single : UnderlineKind.None;
        return code switch
        {
            0 => style with { Attributes = style.Attributes ^ RectangleAttributes, Underline = turned },
            1 => style with { Attributes = style.Attributes ^ Bold },
            4 => style with { Underline = turned },
            5 => style with { Attributes = style.Attributes ^ Blink },
            7 => style with { Attributes = style.Attributes ^ Inverse },
            8 => style with { Attributes = style.Attributes ^ Invisible },
            _ => style,
        };
    }

    /// <summary>Rows and columns from 0, the last ones exclusive; <c>default</c> is empty.</summary>
    private readonly record struct Rectangle(int Top, int Left, int Bottom, int Right);
}
