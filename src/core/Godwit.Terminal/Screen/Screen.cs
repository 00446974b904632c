using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <summary>
/// What a terminal shows and what the user's terminal must be told: rows, cursor, pen, modes, titles, clipboard, bell.
/// The emulator writes to its live screen; <see cref="Snapshot"/> gives a frozen copy that shares all rows until the live
/// one writes to them. Frozen screens are what the transport keeps, compares and draws.
/// </summary>
public sealed partial class Screen
{
    /// <summary>Largest number of columns: wider than any display at the smallest readable font; bounds what an authenticated peer can make us allocate.</summary>
    public const int WidthMax = 2000;

    /// <summary>Largest number of rows; see <see cref="WidthMax"/>.</summary>
    public const int HeightMax = 1000;

    // The rows shown are those from firstRow on. A live screen has room behind them, so that scrolling all of it only moves the start.
    private Row[] rows;
    private int firstRow;

    // The pen's style and that of erased cells get ids when something is written with them: two colours set one after the other, or
    // a background that nothing is erased with, would fill the table.
    private Style penStyle;
    private StyleId pen;
    private StyleId blank;
    private bool penIsInterned = true;
    private bool blankIsInterned = true;

    /// <summary>A blank screen.</summary>
    /// <param name="width">Columns; clamped to 1–<see cref="WidthMax"/>.</param>
    /// <param name="height">Rows; clamped to 1–<see cref="HeightMax"/>.</param>
    /// <param name="pool">What the cells refer to; shared with whom the screen is to be compared.</param>
    public Screen(int width, int height, InternPool pool)
    {
        Width = Math.Clamp(width, 1, WidthMax);
        Height = Math.Clamp(height, 1, HeightMax);
        Pool = pool;
        Modes = ScreenModes.Initial;
        rows = new Row[Height];
        for (int row = 0; row < Height; row++)
        {
            rows[row] = new Row(Width, default);
        }
    }

    private Screen(Screen source)
    {
        rows = [];
        Pool = source.Pool;
        TakeOver(source);
    }

    /// <summary>Columns, 1–<see cref="WidthMax"/>.</summary>
    public int Width { get; private set; }

    /// <summary>Rows, 1–<see cref="HeightMax"/>.</summary>
    public int Height { get; private set; }

    /// <summary>What the cells refer to.</summary>
    public InternPool Pool { get; private set; }

    /// <summary>Row of the cursor, from 0.</summary>
    public int CursorRow { get; internal set; }

    /// <summary>Column of the cursor, 0 to <see cref="Width"/> − 1.</summary>
    public int CursorColumn { get; internal set; }

    /// <summary>The style that the next character gets.</summary>
    public StyleId Pen
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => penIsInterned ? pen : InternPen();

        internal set
        {
            penStyle = Pool.Styles[value];
            pen = value;
            penIsInterned = true;
            blankIsInterned = false;
        }
    }

    /// <summary>An erased cell in the pen's background (BCE).</summary>
    internal Cell Blank
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Cell.Blank(blankIsInterned ? blank : InternBlank());
    }

    /// <summary>Modes the user's terminal must follow.</summary>
    public ScreenModes Modes { get; internal set; }

    /// <summary>Window title (OSC 0, 2).</summary>
    public string Title { get; internal set; } = "";

    /// <summary>Icon name (OSC 0, 1).</summary>
    public string IconName { get; internal set; } = "";

    /// <summary>True once a program has set a title; before that the user's own title is left alone.</summary>
    public bool TitleWasSet { get; internal set; }

    /// <summary>The last clipboard write (OSC 52): the base64 text as the program gave it.</summary>
    public string Clipboard { get; internal set; } = "";

    /// <summary>Number of clipboard writes so far: writing the same text twice is two events.</summary>
    public uint ClipboardCount { get; internal set; }

    /// <summary>Number of bells so far.</summary>
    public uint BellCount { get; internal set; }

    /// <summary>Colours that programs set (OSC 4, 10, 11, 12). Not sent to a stock client.</summary>
    public ScreenColors Colors { get; internal set; } = ScreenColors.None;

    /// <summary>The working directory as a file URI (OSC 7); empty if no program told. Not sent to a stock client.</summary>
    public string WorkingDirectory { get; internal set; } = "";

    /// <summary>Progress (OSC 9;4). Not sent to a stock client.</summary>
    public Progress Progress { get; internal set; }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private StyleId InternPen()
    {
        penIsInterned = true;
        return pen = Pool.Styles.Intern(penStyle);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private StyleId InternBlank()
    {
        blankIsInterned = true;
        return blank = penStyle.Background.IsDefault ? StyleId.Default : Pool.Styles.Intern(penStyle.Erased);
    }

    /// <summary>Makes a style the pen.</summary>
    internal void SetPen(in Style style)
    {
        blankIsInterned &= style.Background == penStyle.Background;
        penStyle = style;
        penIsInterned = false;
    }

    /// <summary>Takes up another pool; the caller has renumbered the rows and sets the pen next.</summary>
    internal void ReplacePool(InternPool pool)
    {
        Pool = pool;
        blankIsInterned = false;
    }

    /// <summary>The rows, top to bottom. Rows of a frozen screen never change.</summary>
    public ReadOnlySpan<Row> Rows => rows.AsSpan(firstRow, Height);

    /// <summary>A row, from 0.</summary>
    public Row this[int row] => rows[firstRow + row];

    /// <summary>The rows for scrolling and swapping buffers: references may be moved freely.</summary>
    internal Span<Row> RowReferences => rows.AsSpan(firstRow, Height);

    /// <summary>A blank row to write to. Takes over <paramref name="discarded"/> (a row that left the screen) if nobody else holds it.</summary>
    internal Row BlankRow(Row? discarded, Cell fill)
    {
        if (discarded is { Holders: 0 } && discarded.Width == Width)
        {
            discarded.Renew(fill);
            return discarded;
        }

        return ReplacementFor(discarded, fill);
    }

    /// <summary>
    /// All rows move up by one, and a blank one comes in. Constant time but for one in as many scrolls as the screen has rows: 24 moved
    /// references are as much work as printing a short line.
    /// </summary>
    internal void ScrollUp(Cell fill)
    {
        if (firstRow + Height == rows.Length)
        {
            Rewind();
        }

        Row[] all = rows;
        int first = firstRow, next = first + Height;
        Row discarded = all[first];
        if (discarded.Holders == 0)
        {
            discarded.Renew(fill);
            all[next] = discarded;
        }
        else
        {
            all[next] = ReplacementFor(discarded, fill);
            all[first] = null!; // A snapshot has it, and it is not to be kept longer than that.
        }

        firstRow = first + 1;
    }

    private void Rewind()
    {
        Row[] target = rows.Length >= 2 * Height ? rows : new Row[2 * Height];
        Rows.CopyTo(target);
        target.AsSpan(Height).Clear();
        rows = target;
        firstRow = 0;
    }

    /// <summary>The row itself if it may be written to, else a copy; for rows that are not shown.</summary>
    internal static Row OwnedCopy(Row row) => row.Holders == 0 ? row : new Row(row);

    /// <summary>Replaces all rows, and with them the size. The caller made the rows of equal width; rows from elsewhere are cloned on write.</summary>
    internal void ReplaceRows(Row[] replacement)
    {
        rows = replacement;
        firstRow = 0;
        Height = replacement.Length;
        Width = replacement[0].Width;
    }
}
