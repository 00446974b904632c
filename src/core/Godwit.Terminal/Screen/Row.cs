using System.Runtime.InteropServices;

namespace Godwit.Terminal;

/// <summary>
/// One row of cells, shared between snapshots until somebody writes to it. A screen may write to a row only if it owns it;
/// <see cref="Screen.RowForWrite"/> clones a row that it does not own. Rows that are the same object are equal.
/// </summary>
public sealed class Row
{
    private readonly Cell[] cells;

    // All cells from here on are equal to the tail, so that a short line need not be blanked in full when it comes round again.
    private int tailStart;
    private Cell tail;

    internal Row(int width, Cell fill, object owner)
    {
        cells = new Cell[width];
        if (fill != default)
        {
            Array.Fill(cells, fill);
        }

        tail = fill;
        Owner = owner;
    }

    private Row(Row source, object owner)
    {
        cells = source.cells.AsSpan().ToArray();
        tailStart = source.tailStart;
        tail = source.tail;
        SoftWrapped = source.SoftWrapped;
        Mark = source.Mark;
        ExitStatus = source.ExitStatus;
        Owner = owner;
    }

    /// <summary>True if the text goes on in the next row because it reached the right margin (autowrap).</summary>
    public bool SoftWrapped { get; internal set; }

    /// <summary>What the shell said about this row (OSC 133).</summary>
    public RowMark Mark { get; internal set; }

    /// <summary>How the command ended, 0–255, if <see cref="Mark"/> has <see cref="RowMark.CommandEnd"/>; −1 if the shell did not say.</summary>
    public short ExitStatus { get; internal set; } = -1;

    /// <summary>The cells, left to right.</summary>
    public ReadOnlySpan<Cell> Cells => cells;

    /// <summary>Number of columns.</summary>
    public int Width => cells.Length;

    /// <summary>The token of the one screen that may write to this row.</summary>
    internal object Owner { get; set; }

    /// <summary>The cells for writing; only for the owner.</summary>
    internal Span<Cell> Writable
    {
        get
        {
            tailStart = cells.Length;
            return cells;
        }
    }

    /// <summary>True if both rows show the same (they must be of screens with the same pool).</summary>
    public bool ContentEquals(Row other) =>
        ReferenceEquals(this, other)
        || (SoftWrapped == other.SoftWrapped
            && Mark == other.Mark
            && ExitStatus == other.ExitStatus
            && Cells.SequenceEqual(other.Cells));

    internal Row CloneFor(object owner) => new(this, owner);

    /// <summary>All cells, for somebody who writes below <paramref name="end"/> only, or makes blanks of the halves of a wide character there.</summary>
    internal Span<Cell> WritableTo(int end)
    {
        tailStart = Math.Max(tailStart, end);
        return cells;
    }

    /// <summary>Makes all cells from <paramref name="start"/> on equal to <paramref name="fill"/>.</summary>
    internal void FillTail(int start, Cell fill)
    {
        int end = tailStart;
        if (tail != fill)
        {
            tail = fill;
            end = cells.Length;
        }

        if (start < end)
        {
            cells.AsSpan(start, end - start).Fill(fill);
            tailStart = start;
        }
        else
        {
            tailStart = end;
        }
    }

    /// <summary>True if all cells are equal to <paramref name="fill"/>.</summary>
    internal bool IsFilledWith(Cell fill) =>
        (tail == fill || tailStart == cells.Length)
        && !MemoryMarshal.Cast<Cell, ulong>(cells.AsSpan(0, tailStart)).ContainsAnyExcept(fill.Bits);
}
