using Godwit.Terminal;

namespace Godwit.Prediction;

/// <summary>
/// A screen as it is expected to become: the server's truth, and what pending keys change of it. Keeps copies of the touched rows only, in
/// buffers that are used again and again.
/// </summary>
internal sealed class Sketch
{
    // Bits that no cell of a screen has: what will be here is not known.
    private const ulong UnknownBits = 1UL << 24;

    private const int NoRow = -1;
    private static readonly Screen Nothing = new(1, 1, new InternPool());

    private Screen truth = Nothing;
    private Cell[]?[] cells = [];
    private bool[] isTouched = [];
    private int[] source = [];
    private int[] dirtyFrom = [];
    private int[] dirtyTo = [];
    private int scrollTop;
    private int scrollBottom = NoRow;

    /// <summary>A cell of which is known only that it will change.</summary>
    public static Cell Unknown => new(UnknownBits);

    /// <summary>Columns.</summary>
    public int Width => truth.Width;

    /// <summary>Rows.</summary>
    public int Height => truth.Height;

    /// <summary>What the cells refer to.</summary>
    public InternPool Pool => truth.Pool;

    /// <summary>Row of the cursor.</summary>
    public int Row { get; set; }

    /// <summary>Column of the cursor, at most <see cref="Width"/> − 1.</summary>
    public int Column { get; set; }

    /// <summary>True if the cursor stands on the last column and has passed it: the next character begins the next row.</summary>
    public bool WrapsNext { get; set; }

    /// <summary>True if the column of the cursor is not known, only its row.</summary>
    public bool AnyColumn { get; set; }

    /// <summary>True if nothing but the cursor can differ from the truth.</summary>
    public bool IsUntouched { get; private set; }

    /// <summary>Begins anew.</summary>
    /// <param name="screen">The truth; not changed.</param>
    /// <param name="row">Where the keys begin.</param>
    /// <param name="column">Where the keys begin.</param>
    /// <param name="wrapsNext">See <see cref="WrapsNext"/>.</param>
    public void Begin(Screen screen, int row, int column, bool wrapsNext)
    {
        truth = screen;
        if (cells.Length < Height)
        {
            Array.Resize(ref cells, Height);
            isTouched = new bool[Height];
            source = new int[Height];
            dirtyFrom = new int[Height];
            dirtyTo = new int[Height];
        }

        Array.Clear(isTouched);
        for (int i = 0; i < Height; i++)
        {
            source[i] = i;
        }

        scrollBottom = NoRow;
        IsUntouched = true;
        AnyColumn = false;
        Row = Math.Clamp(row, 0, Height - 1);
        Column = Math.Clamp(column, 0, Width - 1);
        WrapsNext = wrapsNext && Column == Width - 1;
    }

    /// <summary>The cells of a row.</summary>
    public ReadOnlySpan<Cell> this[int row] =>
        isTouched[row] ? cells[row].AsSpan(0, Width) : source[row] == NoRow ? default : truth[source[row]].Cells;

    /// <summary>A cell; blank where the row is.</summary>
    public Cell At(int row, int column)
    {
        ReadOnlySpan<Cell> line = this[row];
        return line.IsEmpty ? default : line[column];
    }

    /// <summary>Replaces a cell. The halves of wide characters are the caller's business.</summary>
    public void Set(int row, int column, Cell cell)
    {
        if (!isTouched[row])
        {
            Touch(row);
        }

        cells[row]![column] = cell;
        dirtyFrom[row] = Math.Min(dirtyFrom[row], column);
        dirtyTo[row] = Math.Max(dirtyTo[row], column + 1);
        IsUntouched = false;
    }

    /// <summary>Writes a character over what is there; what it cuts in half becomes blank.</summary>
    public void Put(int row, int column, Cell cell)
    {
        int width = Math.Max(1, cell.Width);
        if (At(row, column).IsSpacer && column > 0)
        {
            Set(row, column - 1, Cell.Blank(At(row, column - 1).Style));
        }

        if (column + width < Width && At(row, column + width).IsSpacer)
        {
            Set(row, column + width, Cell.Blank(At(row, column + width).Style));
        }

        Set(row, column, cell);
        if (width == 2)
        {
            Set(row, column + 1, Cell.Spacer(cell.Style));
        }
    }

    /// <summary>Moves the rows from <paramref name="top"/> to <paramref name="bottom"/> by one; what comes in is blank.</summary>
    public void Scroll(int top, int bottom, bool up)
    {
        (int first, int last, int step) = up ? (top, bottom, 1) : (bottom, top, -1);
        Cell[]? spare = cells[first];
        for (int row = first; row != last; row += step)
        {
            cells[row] = cells[row + step];
            isTouched[row] = isTouched[row + step];
            source[row] = source[row + step];
            dirtyFrom[row] = dirtyFrom[row + step];
            dirtyTo[row] = dirtyTo[row + step];
        }

        cells[last] = spare;
        isTouched[last] = false;
        source[last] = NoRow;
        (scrollTop, scrollBottom) = scrollBottom == NoRow ? (top, bottom) : (Math.Min(top, scrollTop), Math.Max(bottom, scrollBottom));
        IsUntouched = false;
    }

    /// <summary>True if another screen shows what is expected here, as far as that is known. Renditions are not compared.</summary>
    /// <param name="screen">A screen of the same size.</param>
    /// <param name="shift">How many rows up the expected text has moved on it for another reason.</param>
    /// <param name="withCursor">False to leave the cursor out.</param>
    public bool IsShownBy(Screen screen, int shift, bool withCursor = true)
    {
        if (withCursor && !IsCursorOf(screen, shift))
        {
            return false;
        }

        for (int row = 0; row < Height; row++)
        {
            bool isMoved = row >= scrollTop && row <= scrollBottom && source[row] != NoRow;
            int there = row - shift;
            if ((!isTouched[row] && !isMoved) || there < 0)
            {
                continue;
            }

            bool isSame = isTouched[row] && !isMoved
                ? CellText.AreSame(this[row][dirtyFrom[row]..dirtyTo[row]], Pool, screen[there].Cells[dirtyFrom[row]..dirtyTo[row]], screen.Pool)
                : CellText.AreSame(this[row], Pool, screen[there].Cells, screen.Pool);
            if (!isSame)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Draws what is expected over a copy of the truth.</summary>
    /// <param name="overlay">A copy of the screen this was begun with.</param>
    /// <param name="underlines">True to underline what is not confirmed.</param>
    public void PaintOn(ScreenOverlay overlay, bool underlines)
    {
        for (int row = 0; row < Height; row++)
        {
            bool isMoved = row >= scrollTop && row <= scrollBottom;
            if (!isTouched[row] && !isMoved)
            {
                continue;
            }

            (int from, int to) = isMoved ? (0, Width) : (dirtyFrom[row], dirtyTo[row]);
            for (int column = from; column < to; column++)
            {
                Cell wanted = At(row, column);
                Cell there = truth[row].Cells[column];
                if (wanted.Bits == UnknownBits || CellText.Same(wanted, Pool, there, Pool))
                {
                    continue;
                }

                bool isMarked = underlines && isTouched[row] && column >= dirtyFrom[row] && column < dirtyTo[row] && !CellText.IsBlank(wanted);
                overlay.SetCell(row, column, isMarked ? Underlined(overlay, wanted) : wanted);
            }
        }
    }

    private static Cell Underlined(ScreenOverlay overlay, Cell cell) =>
        cell.WithStyle(overlay.Intern(overlay.Screen.Pool.Styles[cell.Style] with { Underline = UnderlineKind.Single }));

    // A program that has filled the last column may wait there, or have gone on to the next row.
    private bool IsCursorOf(Screen screen, int shift) =>
        (screen.CursorRow == Row - shift && (AnyColumn || screen.CursorColumn == Column))
        || (WrapsNext && screen.CursorRow == Row + 1 - shift && screen.CursorColumn == 0);

    private void Touch(int row)
    {
        if (cells[row] is not { } buffer || buffer.Length < Width)
        {
            cells[row] = buffer = new Cell[Width];
        }

        ReadOnlySpan<Cell> before = this[row];
        if (before.IsEmpty)
        {
            buffer.AsSpan(0, Width).Clear();
        }
        else
        {
            before.CopyTo(buffer);
        }

        isTouched[row] = true;
        dirtyFrom[row] = Width;
        dirtyTo[row] = 0;
    }
}
