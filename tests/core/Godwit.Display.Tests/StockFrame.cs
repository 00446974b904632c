using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>
/// How many bytes a stock server sends for a frame: its algorithm as spec 06 sections 3 to 7 tells it, for plain screens
/// (equal sizes, one pool, events and modes unchanged). The yardstick for ours.
/// </summary>
internal sealed class StockFrame
{
    private readonly StringBuilder output = new();
    private readonly Screen shown;
    private readonly Screen wanted;
    private readonly Row[] old;
    private int row;
    private int column;
    private Style pen;
    private bool visible;

    private StockFrame(Screen shown, Screen wanted)
    {
        this.shown = shown;
        this.wanted = wanted;
        old = shown.Rows.ToArray();
        (row, column) = (shown.CursorRow, shown.CursorColumn);
        pen = Looks(shown.Pen, shown);
        visible = shown.Modes.CursorVisible;
    }

    public static int Length(Screen shown, Screen wanted) => Encoding.UTF8.GetByteCount(Text(shown, wanted));

    public static string Text(Screen shown, Screen wanted)
    {
        var frame = new StockFrame(shown, wanted);
        frame.Write();
        return frame.output.ToString();
    }

    private void Write()
    {
        int first = Scroll();
        bool wrap = false;
        for (int y = first; y < wanted.Height; y++)
        {
            wrap = PutRow(y, wrap);
        }

        if (row != wanted.CursorRow || column != wanted.CursorColumn)
        {
            Move(wanted.CursorRow, wanted.CursorColumn);
        }

        if (visible != wanted.Modes.CursorVisible)
        {
            output.Append(wanted.Modes.CursorVisible ? "\e[?25h" : "\e[?25l");
        }

        SetPen(Looks(wanted.Pen, wanted));
    }

    private int Scroll()
    {
        int height = wanted.Height, n = 0;
        while (n < height && !old[n].ContentEquals(wanted[0]))
        {
            n++;
        }

        if (n == 0 || n == height)
        {
            return 0;
        }

        int h = 1;
        while (n + h < height && wanted[h].ContentEquals(old[n + h]))
        {
            h++;
        }

        output.Append("\e[0m");
        pen = default;
        int bottom = n + h - 1;
        if (bottom == height - 1 && row == height - 1)
        {
            output.Append('\r').Append('\n', n);
            column = 0;
        }
        else
        {
            output.Append($"\e[1;{bottom + 1}r");
            row = column = -1;
            HiddenMove(bottom, 0);
            output.Append('\n', n).Append("\e[r");
            row = column = -1;
        }

        Row blank = new Screen(wanted.Width, 1, wanted.Pool)[0];
        for (int y = 0; y <= bottom; y++)
        {
            old[y] = y + n <= bottom ? old[y + n] : blank;
        }

        return h;
    }

    private bool PutRow(int y, bool wrapIn)
    {
        int width = wanted.Width, x = 0, blanks = 0;
        bool wroteLast = false, wrapThis = wanted[y].SoftWrapped;
        ReadOnlySpan<Cell> line = wanted[y].Cells;
        if (wrapIn)
        {
            Put(line[0]);
            x += line[0].Width;
        }

        if (ReferenceEquals(old[y], wanted[y]))
        {
            return false;
        }

        Cell blank = default;
        while (x < width)
        {
            Cell cell = line[x];
            if (blanks == 0 && Same(cell, old[y].Cells[x]) && (x < width - 1 || wrapThis == old[y].SoftWrapped))
            {
                x += cell.Width;
                continue;
            }

            if (cell.IsEmpty)
            {
                blank = blanks == 0 ? cell : blank;
                if (cell.Style == blank.Style)
                {
                    blanks++;
                    x++;
                    continue;
                }
            }

            if (blanks > 0)
            {
                FlushBlanks(y, x, blanks, blank);
                blanks = 0;
                if (cell.IsEmpty)
                {
                    (blank, blanks) = (cell, 1);
                    x++;
                    continue;
                }
            }

            if (wrapThis && x + cell.Width >= width)
            {
                row = column = -1;
            }

            HiddenMove(y, x);
            Put(cell);
            x += cell.Width;
            wroteLast = x >= width;
        }

        if (blanks > 0)
        {
            HiddenMove(y, x - blanks);
            SetPen(Looks(blank.Style, wanted));
            if (!wrapThis)
            {
                output.Append("\e[K");
            }
            else
            {
                output.Append(' ', blanks);
                column = x;
                wroteLast = true;
            }
        }

        if (wroteLast && y < wanted.Height - 1)
        {
            (row, column) = (y + 1, 0);
            output.Append(wrapThis ? "" : "\r\n");
            return wrapThis;
        }

        return false;
    }

    private bool Same(Cell cell, Cell other) =>
        cell == other || (cell.Style == other.Style && Text(cell) == Text(other) && cell.IsEmpty == other.IsEmpty);

    private void FlushBlanks(int y, int x, int blanks, Cell blank)
    {
        HiddenMove(y, x - blanks);
        SetPen(Looks(blank.Style, wanted));
        if (blanks > 4)
        {
            output.Append($"\e[{blanks}X");
            return;
        }

        output.Append(' ', blanks);
        column = x;
    }

    private void Put(Cell cell)
    {
        SetPen(Looks(cell.Style, wanted));
        output.Append(Text(cell));
        column += cell.Width;
    }

    private string Text(Cell cell)
    {
        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        return Encoding.UTF8.GetString(text[..cell.WriteText(wanted.Pool, text)]);
    }

    private void HiddenMove(int y, int x)
    {
        if (row == y && column == x)
        {
            return;
        }

        if (visible)
        {
            output.Append("\e[?25l");
            visible = false;
        }

        Move(y, x);
    }

    private void Move(int y, int x)
    {
        if (row >= 0 && x == 0 && y - row is >= 0 and < 5)
        {
            output.Append(column != 0 ? "\r" : "").Append('\n', y - row);
        }
        else if (row == y && row >= 0 && x - column is < 0 and > -5)
        {
            output.Append('\b', column - x);
        }
        else
        {
            output.Append($"\e[{y + 1};{x + 1}H");
        }

        (row, column) = (y, x);
    }

    private void SetPen(Style style)
    {
        if (style == pen)
        {
            return;
        }

        pen = style;
        output.Append("\e[0");
        foreach ((StyleAttributes attribute, int code) in ((StyleAttributes, int)[])[(StyleAttributes.Bold, 1), (StyleAttributes.Italic, 3), (StyleAttributes.Blink, 5), (StyleAttributes.Inverse, 7), (StyleAttributes.Invisible, 8)])
        {
            output.Append((style.Attributes & attribute) != 0 ? $";{code}" : "");
        }

        output.Append(style.Underline != UnderlineKind.None ? ";4" : "");
        PutColor(style.Foreground, 3);
        PutColor(style.Background, 4);
        output.Append('m');
    }

    private void PutColor(Color color, int tens)
    {
        output.Append(color switch
        {
            { IsDefault: true } => "",
            { IsRgb: true } => $";{tens}8;2;{color.Red};{color.Green};{color.Blue}",
            { Index: < 8 } => $";{tens}{color.Index}",
            _ => $";{tens}8;5;{color.Index}",
        });
    }

    /// <summary>What a stock server keeps of a style.</summary>
    private static Style Looks(StyleId id, Screen screen)
    {
        Style style = screen.Pool.Styles[id];
        const StyleAttributes Lost = StyleAttributes.Faint | StyleAttributes.Strikethrough | StyleAttributes.Overline;
        return style with
        {
            Attributes = style.Attributes & ~Lost,
            Underline = style.Underline == UnderlineKind.None ? UnderlineKind.None : UnderlineKind.Single,
            UnderlineColor = default,
            Link = 0,
        };
    }
}
