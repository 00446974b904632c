using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Godwit.Terminal;

/// <summary>
/// One row of cells, shared between snapshots until somebody writes to it. A screen may write only to a row that no snapshot holds;
/// <see cref="Screen.RowForWrite"/> clones any other. Rows that are the same object are equal.
/// </summary>
public sealed class Row
{
    private const int ForEver = 1 << 30;

    private readonly Cell[] cells;

    // All cells from here on are equal to the tail, so that a short line need not be blanked in full when it comes round again.
    private int tailStart;
    private Cell tail;

    // Those from tailStart to here are so too, but not written yet: the next line, as long as the one that scrolled off, goes over most
    // of them. Nobody outside sees them before they are (1.4 of 11 instructions an octet of log text went into blanks).
    private int staleEnd;

    internal Row(int width, Cell fill)
    {
        cells = new Cell[width];
        if (fill != default)
        {
            Array.Fill(cells, fill);
        }

        tail = fill;
    }

    /// <summary>A copy.</summary>
    internal Row(Row source)
    {
        cells = source.Cells.ToArray();
        TakeAttributes(source);
    }

    /// <summary>True if the text goes on in the next row because it reached the right margin (autowrap).</summary>
    public bool SoftWrapped { get; internal set; }

    /// <summary>What the shell said about this row (OSC 133).</summary>
    public RowMark Mark { get; internal set; }

    /// <summary>How the command ended, 0–255, if <see cref="Mark"/> has <see cref="RowMark.CommandEnd"/>; −1 if the shell did not say.</summary>
    public short ExitStatus { get; internal set; } = -1;

    /// <summary>The cells, left to right.</summary>
    public ReadOnlySpan<Cell> Cells
    {
        get
        {
            Settle();
            return cells;
        }
    }

    /// <summary>Number of columns.</summary>
    public int Width => cells.Length;

    /// <summary>Number of snapshots that hold it, or a large one if nobody will say when that ends. Only a row with 0 is written to.</summary>
    internal int Holders { get; set; }

    /// <summary>True once the live screen has another row in its place: when the last snapshot lets go of it, nobody has it.</summary>
    internal bool IsReplaced { get; set; }

    /// <summary>The cells for writing; only if there are no <see cref="Holders"/>.</summary>
    internal Span<Cell> Writable
    {
        get
        {
            Settle();
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

    /// <summary>Says that another screen shares the row and will not say until when.</summary>
    internal void ShareForEver() => Holders = ForEver;

    /// <summary>Becomes a copy of another row of the same width.</summary>
    internal void CopyFrom(Row source)
    {
        source.Cells.CopyTo(cells);
        staleEnd = 0;
        IsReplaced = false;
        TakeAttributes(source);
    }

    /// <summary>All cells, for somebody who writes below <paramref name="end"/> only, or makes blanks of the halves of a wide character there.</summary>
    internal Span<Cell> WritableTo(int end)
    {
        Settle();
        tailStart = Math.Max(tailStart, end);
        return cells;
    }

    /// <summary>Writes one cell, unless a half of a wide character is touched or the row ends there.</summary>
    /// <returns>False if nothing was written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryPut(int column, Cell cell)
    {
        Cell[] all = cells;
        int next = column + 1;
        if ((uint)column >= (uint)all.Length || (uint)next >= (uint)all.Length || ((all[column].Bits | all[next].Bits) & Cell.SpacerBit) != 0)
        {
            return false;
        }

        if (next > tailStart)
        {
            if (column > tailStart)
            {
                Settle();
            }

            tailStart = next;
        }

        all[column] = cell;
        return true;
    }

    /// <summary>
    /// The cells from <paramref name="column"/> to <paramref name="end"/> for somebody who writes all of them; none if there is a half of a
    /// wide character at either end, or the row ends there, so that more has to be looked at.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<Cell> Overwritable(int column, int end)
    {
        Cell[] all = cells;
        if ((uint)end >= (uint)all.Length || (uint)column > (uint)end || ((all[column].Bits | all[end].Bits) & Cell.SpacerBit) != 0)
        {
            return default;
        }

        if (end > tailStart)
        {
            if (column > tailStart)
            {
                Settle();
            }

            // What is not blanked yet lies behind this.
            tailStart = end;
        }

        return all.AsSpan(column, end - column);
    }

    /// <summary>The cells from <paramref name="start"/> on, for somebody who writes them one after the other and then says how far: <see cref="Wrote"/>.</summary>
    internal Span<Cell> OverwritableFrom(int start)
    {
        if (start > tailStart)
        {
            Settle();
        }

        return cells.AsSpan(start);
    }

    /// <summary>See <see cref="OverwritableFrom"/>.</summary>
    internal void Wrote(int end) => tailStart = Math.Max(tailStart, end);

    /// <summary>True if there is the right half of a wide character in this column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool HasSpacerAt(int column) => column < tailStart && cells[column].IsSpacer;

    /// <summary>Makes all cells from <paramref name="start"/> on equal to <paramref name="fill"/>.</summary>
    internal void FillTail(int start, Cell fill)
    {
        if (tail == fill)
        {
            staleEnd = Math.Max(tailStart, staleEnd);
            tailStart = Math.Min(start, tailStart);
            return;
        }

        if (start > tailStart)
        {
            Settle();
        }

        tail = fill;
        tailStart = start;
        staleEnd = cells.Length;
    }

    /// <summary>Makes a new row of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Renew(Cell fill)
    {
        FillTail(0, fill);
        SoftWrapped = false;
        Mark = RowMark.None;
        ExitStatus = -1;
        IsReplaced = false;
    }

    private void TakeAttributes(Row source)
    {
        tailStart = source.tailStart;
        tail = source.tail;
        SoftWrapped = source.SoftWrapped;
        Mark = source.Mark;
        ExitStatus = source.ExitStatus;
    }

    /// <summary>Writes the blanks that are missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Settle()
    {
        if (staleEnd > tailStart)
        {
            WriteTail();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteTail()
    {
        cells.AsSpan(tailStart, staleEnd - tailStart).Fill(tail);
        staleEnd = 0;
    }

    /// <summary>True if all cells are equal to <paramref name="fill"/>.</summary>
    internal bool IsFilledWith(Cell fill) =>
        (tail == fill || tailStart == cells.Length)
        && !MemoryMarshal.Cast<Cell, ulong>(cells.AsSpan(0, tailStart)).ContainsAnyExcept(fill.Bits);
}
