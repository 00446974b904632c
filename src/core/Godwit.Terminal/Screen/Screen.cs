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

    private Row[] rows;
    private object owner = new();

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
            rows[row] = new Row(Width, default, owner);
        }
    }

    private Screen(Screen source)
    {
        Width = source.Width;
        Height = source.Height;
        Pool = source.Pool;
        rows = (Row[])source.rows.Clone();
        CursorRow = source.CursorRow;
        CursorColumn = source.CursorColumn;
        Pen = source.Pen;
        Modes = source.Modes;
        Title = source.Title;
        IconName = source.IconName;
        TitleWasSet = source.TitleWasSet;
        Clipboard = source.Clipboard;
        ClipboardCount = source.ClipboardCount;
        BellCount = source.BellCount;
        Colors = source.Colors;
        WorkingDirectory = source.WorkingDirectory;
        Progress = source.Progress;
    }

    /// <summary>Columns, 1–<see cref="WidthMax"/>.</summary>
    public int Width { get; private set; }

    /// <summary>Rows, 1–<see cref="HeightMax"/>.</summary>
    public int Height { get; private set; }

    /// <summary>What the cells refer to.</summary>
    public InternPool Pool { get; internal set; }

    /// <summary>Row of the cursor, from 0.</summary>
    public int CursorRow { get; internal set; }

    /// <summary>Column of the cursor, 0 to <see cref="Width"/> − 1.</summary>
    public int CursorColumn { get; internal set; }

    /// <summary>The style that the next character gets.</summary>
    public StyleId Pen { get; internal set; }

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

    /// <summary>The rows, top to bottom. Rows of a frozen screen never change.</summary>
    public ReadOnlySpan<Row> Rows => rows;

    /// <summary>A row, from 0.</summary>
    public Row this[int row] => rows[row];

    /// <summary>
    /// A copy that shares every row; O(height). Afterwards neither screen owns the shared rows, so the next write on either
    /// side clones the row it touches.
    /// </summary>
    public Screen Snapshot()
    {
        owner = new object();
        return new Screen(this);
    }

    /// <summary>The row for writing: cloned first if it is shared with a snapshot.</summary>
    internal Row RowForWrite(int row)
    {
        Row current = rows[row];
        if (!ReferenceEquals(current.Owner, owner))
        {
            current = current.CloneFor(owner);
            rows[row] = current;
        }

        return current;
    }

    /// <summary>The rows for scrolling and swapping buffers: references may be moved freely.</summary>
    internal Span<Row> RowReferences => rows;

    /// <summary>A blank row that this screen owns. Takes over <paramref name="discarded"/> (a row that left the screen) if nobody else holds it.</summary>
    internal Row BlankRow(Row? discarded, Cell fill)
    {
        if (discarded is not null && ReferenceEquals(discarded.Owner, owner) && discarded.Width == Width)
        {
            discarded.Writable.Fill(fill);
            discarded.SoftWrapped = false;
            discarded.Mark = RowMark.None;
            discarded.ExitStatus = -1;
            return discarded;
        }

        return new Row(Width, fill, owner);
    }

    /// <summary>A new row of any width that this screen owns.</summary>
    internal Row CreateRow(int width, Cell fill) => new(width, fill, owner);

    /// <summary>The row itself if this screen owns it, else a copy that it owns; for rows that are not shown.</summary>
    internal Row OwnedCopy(Row row) => ReferenceEquals(row.Owner, owner) ? row : row.CloneFor(owner);

    /// <summary>Replaces all rows, and with them the size. The caller made the rows of equal width; rows from elsewhere are cloned on write.</summary>
    internal void ReplaceRows(Row[] replacement)
    {
        rows = replacement;
        Height = replacement.Length;
        Width = replacement[0].Width;
    }
}
