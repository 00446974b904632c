namespace Godwit.Terminal;

/// <summary>
/// One row of cells, shared between snapshots until somebody writes to it. A screen may write to a row only if it owns it;
/// <see cref="Screen.RowForWrite"/> clones a row that it does not own. Rows that are the same object are equal.
/// </summary>
public sealed class Row
{
    private readonly Cell[] cells;

    internal Row(int width, Cell fill, object owner)
    {
        cells = new Cell[width];
        Array.Fill(cells, fill);
        Owner = owner;
    }

    private Row(Row source, object owner)
    {
        cells = (Cell[])source.cells.Clone();
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
    internal Span<Cell> Writable => cells;

    /// <summary>True if both rows show the same (they must be of screens with the same pool).</summary>
    public bool ContentEquals(Row other) =>
        ReferenceEquals(this, other)
        || (SoftWrapped == other.SoftWrapped
            && Mark == other.Mark
            && ExitStatus == other.ExitStatus
            && Cells.SequenceEqual(other.Cells));

    internal Row CloneFor(object owner) => new(this, owner);
}
