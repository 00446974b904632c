using System.Diagnostics;
using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>
/// The receiver as we believe it to be while its bytes are written: cursor and pen, and the cheapest bytes that change them.
/// All styles are of the writer's own pool.
/// </summary>
internal sealed partial class Canvas
{
    /// <summary>A coordinate that only an absolute move makes known again.</summary>
    public const int Unknown = -1;

    private DisplayCapabilities caps;
    private InternPool pool = new();
    private int width;
    private State state;

    public FrameBuffer Output { get; } = new();

    /// <summary>Cursor row, or <see cref="Unknown"/>.</summary>
    public int Row => state.Row;

    /// <summary>Cursor column, or <see cref="Unknown"/>.</summary>
    public int Column => state.Column;

    /// <summary>True if the next character may wrap to the next row: the last column was printed, or may have been in an earlier frame.</summary>
    public bool Pending => state.Pending;

    /// <summary>All that a trial must put back, except the bytes.</summary>
    public State Believed
    {
        get => state;
        set => state = value;
    }

    public void Begin(InternPool pool, in DisplayCapabilities caps, int width)
    {
        this.pool = pool;
        this.caps = caps;
        this.width = width;
        Output.Clear();
    }

    /// <summary>What the receiver's cursor and pen are before the first byte.</summary>
    public void Believe(int row, int column, StyleId pen) =>
        state = new State { Row = row, Column = column, Pen = pen, Pending = column >= width - 1, AfterText = true };

    /// <summary>Full region, default pen, cursor at home, all cells erased (spec 06 section 3, step 5).</summary>
    public void Reset()
    {
        Output.Append("\e[r\e[0m\e[H\e[2J"u8);
        if (caps.Hyperlinks)
        {
            Output.Append("\e]8;;\a"u8);
        }

        state = new State { Pending = width == 1 };
    }

    /// <summary>Makes the cursor's place unknown, so that the next move is absolute.</summary>
    public void ForgetCursor()
    {
        state.Row = Unknown;
        ForgetColumn();
    }

    public void ForgetColumn()
    {
        state.Column = Unknown;
        state.Pending = false;
        state.AfterText = false;
    }

    /// <summary>The region was set or lifted: the cursor is at home.</summary>
    public void BelieveHome()
    {
        state.Row = 0;
        state.Column = 0;
        state.Pending = width == 1;
        state.AfterText = false;
    }

    /// <summary>Prints a cell at the cursor; the style must have been set. Not for the right half of a wide character.</summary>
    public void Print(Cell cell)
    {
        Debug.Assert(!cell.IsSpacer);
        if (!cell.IsCluster && !cell.IsWide && cell.Glyph is 0 or (>= 0x20 and < 0x7F))
        {
            Output.Append(cell.Glyph == 0 ? (byte)' ' : (byte)cell.Glyph);
        }
        else
        {
            bool sized = caps.SizedText && !IsKnown(cell);
            Output.Append(!sized ? default : cell.IsWide ? "\e]66;w=2;"u8 : "\e]66;w=1;"u8);
            Output.Commit(cell.WriteText(pool, Output.Reserve(ClusterTable.ClusterBytesMax)));
            Output.Append(sized ? "\a"u8 : default);
        }

        Advance(cell.Width);
    }

    /// <summary>Prints blanks at the cursor; the style must have been set.</summary>
    public void PrintSpaces(int count)
    {
        Output.Repeat((byte)' ', count);
        Advance(count);
    }

    /// <summary>True if the receiver will give the cell its columns, and nothing else: by its own tables or because it is told.</summary>
    public bool IsAgreed(Cell cell) => caps.SizedText || IsKnown(cell);

    /// <summary>True if the bare text is enough for that.</summary>
    private bool IsKnown(Cell cell) =>
        cell.IsCluster ? IsKnown(pool.Clusters[cell.Glyph], cell.Width)
        : cell.Glyph < 0x7F ? cell.Width == 1
        : caps.SharedWidths ? CharacterWidth.Of(cell.Glyph) == cell.Width
        : AgreedWidth.Covers(cell.Glyph, cell.Width);

    private bool IsKnown(ReadOnlySpan<byte> text, int width) =>
        caps.SharedWidths ? AgreedWidth.IsOneCell(text, width) : AgreedWidth.Covers(text, width);

    /// <summary>False if a receiver that judges every code point alone gives the text fewer columns than the cell has, so that some keep what they show.</summary>
    public bool FillsItsColumns(Cell cell) =>
        caps.GraphemeClusters
        || cell.Width == (cell.IsCluster ? AgreedWidth.SumOf(pool.Clusters[cell.Glyph]) : CharacterWidth.Of(cell.Glyph));

    /// <summary>True if an erased cell looks the same in this style as in none.</summary>
    public bool ErasesToDefault(StyleId style) => pool.Styles[style].Background.IsDefault;

    /// <summary>The first code point of the cell; 0 if blank.</summary>
    public int FirstCodePoint(Cell cell)
    {
        if (!cell.IsCluster)
        {
            return cell.Glyph;
        }

        System.Text.Rune.DecodeFromUtf8(pool.Clusters[cell.Glyph], out System.Text.Rune rune, out _);
        return rune.Value;
    }

    /// <summary>True if a character was printed since the cursor was last placed, so that another might join it.</summary>
    public bool AfterText => state.AfterText;

    private void Advance(int columns)
    {
        state.AfterText = true;
        if (state.Pending)
        {
            // The caller let the receiver wrap.
            state.Row++;
            state.Column = 0;
        }

        Debug.Assert(state.Row >= 0 && state.Column >= 0);
        state.Column += columns;
        state.Pending = state.Column >= width;
        state.Column = Math.Min(state.Column, width - 1);
    }

    /// <summary>Cursor and pen, as believed.</summary>
    public record struct State
    {
        public int Row { get; set; }

        public int Column { get; set; }

        public bool Pending { get; set; }

        public bool AfterText { get; set; }

        public StyleId Pen { get; set; }
    }
}
