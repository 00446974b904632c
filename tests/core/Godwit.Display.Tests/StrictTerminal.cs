using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>
/// A small emulator of the stock client, written from spec 05 and not from our own emulator, with its quirks. It understands
/// only what frames may contain (spec 06 section 9.1); anything else fails the test, above all what aborts a stock client.
/// </summary>
internal sealed partial class StrictTerminal
{
    private readonly bool extended;
    private Cell[][] cells;
    private int regionTop;
    private int regionBottom;
    private bool autowrap = true;
    private (RowMark Mark, int Status)[] marks;
    private (int Row, int Column) graphemeTarget;

    public StrictTerminal(int width, int height, bool extended = false)
    {
        this.extended = extended;
        cells = [.. Enumerable.Range(0, height).Select(_ => NewRow(width, new Cell()))];
        regionBottom = height - 1;
        marks = [.. Enumerable.Repeat((RowMark.None, -1), height)];
    }

    public int Width => cells[0].Length;

    public int Height => cells.Length;

    public int Row { get; set; }

    public int Column { get; set; }

    public bool Pending { get; set; }

    public Style Pen { get; set; }

    public (string Parameters, string Address) Link { get; set; } = ("", "");

    public ScreenModes Modes { get; set; } = ScreenModes.Initial;

    public string Title { get; set; } = "";

    public string IconName { get; set; } = "";

    public List<string> Clipboard { get; } = [];

    public int Bells { get; set; }

    public ScreenColors Colors { get; set; } = ScreenColors.None;

    public string WorkingDirectory { get; set; } = "";

    public Progress Progress { get; set; }

    /// <summary>Left open between Godwits: whether a row that is erased as a whole loses its mark.</summary>
    public bool ErasingKeepsMarks { get; set; }

    /// <summary>Columns of a character; tests put in another reading to see what a disagreement spoils.</summary>
    public Func<int, int> WidthOf { get; set; } = StandardWidth;

    /// <summary>Our own emulator's cure of spec 06 D1: a backspace while a wrap is pending only ends that.</summary>
    public bool BackspaceOnlyEndsPending { get; set; }

    /// <summary>Emulators up to 1.3.0: the cursor goes along with the text in SU and SD.</summary>
    public bool CursorScrollsAlong { get; set; }

    /// <summary>Some real terminals: a line feed keeps a pending wrap.</summary>
    public bool LineFeedKeepsPending { get; set; }

    public Cell this[int row, int column]
    {
        get => cells[row][column];
        set => cells[row][column] = value;
    }

    public bool WrapFlag(int row) => cells[row][^1].Wrap;

    public ref (RowMark Mark, int Status) MarkOf(int row) => ref marks[row];

    /// <summary>The Resize instruction (spec 05 section 7).</summary>
    public void Resize(int width, int height)
    {
        Cell blank = new() { Style = Pen.Erased };
        cells = [.. cells.Take(height).Select(row => Resized(row, width, blank))];
        while (cells.Length < height)
        {
            cells = [.. cells, NewRow(width, blank)];
        }

        marks = [.. marks.Take(height), .. Enumerable.Repeat((RowMark.None, -1), Math.Max(0, height - marks.Length))];
        (regionTop, regionBottom) = (0, height - 1);
        Row = Math.Min(Row, height - 1);
        Column = Math.Min(Column, width - 1);
    }

    /// <summary>What must hold at the end of each byte string (spec 06 section 9.2).</summary>
    public void CheckFrameEnd()
    {
        Assert.True(autowrap, "autowrap is off");
        Assert.Equal((0, Height - 1), (regionTop, regionBottom));
        Assert.False(inSynchronizedUpdate);
    }

    public string Text(int row) => string.Concat(cells[row].Select(cell => cell.Text.Length == 0 ? " " : cell.Text)).TrimEnd();

    public static int StandardWidth(int codePoint) => codePoint switch
    {
        < 0x20 or 0x7F => -1,
        >= 0x300 and <= 0x36F or 0x94D or 0x200D or 0x20E3 or 0xFE0E or 0xFE0F or >= 0x1160 and <= 0x11FF or >= 0xE0020 and <= 0xE007F => 0,
        0x231A or >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7A3 or >= 0xFF01 and <= 0xFF60 => 2,
        >= 0x1F300 and <= 0x1FAFF => 2,
        _ => 1,
    };

    private static Cell[] NewRow(int width, Cell fill)
    {
        var row = new Cell[width];
        Array.Fill(row, fill);
        return row;
    }

    private static Cell[] Resized(Cell[] row, int width, Cell blank)
    {
        Cell[] resized = NewRow(width, blank);
        row.AsSpan(0, Math.Min(width, row.Length)).CopyTo(resized);
        resized[^1] = resized[^1] with { Wrap = resized[^1].Wrap && width == row.Length };
        return resized;
    }

    private Cell Erased => new() { Style = Pen.Erased };

    private void Print(Rune rune)
    {
        int columns = WidthOf(rune.Value);
        switch (columns)
        {
            case < 0:
                return;
            case 0:
                Combine(rune);
                return;
            default:
                Put(rune.ToString(), columns);
                return;
        }
    }

    private void Put(string text, int columns)
    {
        if (autowrap && Pending)
        {
            cells[Row][^1] = cells[Row][^1] with { Wrap = true };
            Column = 0;
            LineFeed();
        }
        else if (autowrap && columns == 2 && Column == Width - 1)
        {
            cells[Row][Column] = Erased;
            Column = 0;
            LineFeed();
        }

        cells[Row][Column] = new Cell { Text = text, Style = Pen, Link = Link, Wide = columns == 2 };
        if (columns == 2 && Column + 1 < Width)
        {
            cells[Row][Column + 1] = Erased;
        }

        graphemeTarget = (Row, Column);
        Advance(columns);
    }

    private void Advance(int columns)
    {
        Column += columns;
        Pending = Column >= Width;
        Column = Math.Min(Column, Width - 1);
    }

    private void Combine(Rune rune)
    {
        (int row, int column) = graphemeTarget;
        Cell cell = cells[row][column];
        if (cell.Text.Length == 0)
        {
            cell = cell with { Text = "\u00A0" };
            graphemeTarget = (Row, Column);
            Advance(1);
        }

        cells[row][column] = cell with { Text = cell.Text + rune };
    }

    private void MoveTo(int row, int column)
    {
        Row = Math.Clamp(row, 0, Height - 1);
        Column = Math.Clamp(column, 0, Width - 1);
        graphemeTarget = (Row, Column);
        Pending = false;
    }

    private void LineFeed()
    {
        bool pending = Pending && LineFeedKeepsPending;
        if (Row == regionBottom)
        {
            Scroll(regionTop, regionBottom, 1);
            MoveTo(Row, Column);
        }
        else
        {
            MoveTo(Row + 1, Column);
        }

        Pending = pending;
    }

    private void ReverseIndex()
    {
        if (Row == regionTop)
        {
            Scroll(regionTop, regionBottom, -1);
            MoveTo(Row, Column);
        }
        else
        {
            MoveTo(Row - 1, Column);
        }
    }

    /// <summary>Up for a positive count, down for a negative one.</summary>
    private void Scroll(int top, int bottom, int count)
    {
        for (int i = 0; i < Math.Min(Math.Abs(count), bottom - top + 1); i++)
        {
            if (count > 0)
            {
                Array.Copy(cells, top + 1, cells, top, bottom - top);
                cells[bottom] = NewRow(Width, Erased);
                Array.Copy(marks, top + 1, marks, top, bottom - top);
                marks[bottom] = (RowMark.None, -1);
            }
            else
            {
                Array.Copy(cells, top, cells, top + 1, bottom - top);
                cells[top] = NewRow(Width, Erased);
                Array.Copy(marks, top, marks, top + 1, bottom - top);
                marks[top] = (RowMark.None, -1);
            }
        }
    }

    private void Erase(int row, int from, int to)
    {
        for (int column = from; column < to; column++)
        {
            cells[row][column] = Erased;
        }

        if (from == 0 && to == Width && !ErasingKeepsMarks)
        {
            marks[row] = (RowMark.None, -1);
        }
    }

    /// <summary>A cell: its text (empty if erased), its looks, and the wrap flag that counts in the last column only.</summary>
    internal readonly record struct Cell()
    {
        public string Text { get; init; } = "";

        public Style Style { get; init; }

        public (string Parameters, string Address) Link { get; init; } = ("", "");

        public bool Wide { get; init; }

        public bool Wrap { get; init; }
    }
}
