namespace Godwit.Bench.Judging;

/// <summary>A screen as letters.</summary>
/// <param name="Rows">All rows at full width.</param>
/// <param name="CursorRow">From 0.</param>
/// <param name="CursorColumn">From 0.</param>
internal sealed record ScreenState(string[] Rows, int CursorRow, int CursorColumn)
{
    public bool Equals(ScreenState? other) =>
        other is not null && CursorRow == other.CursorRow && CursorColumn == other.CursorColumn && Rows.AsSpan().SequenceEqual(other.Rows);

    public override int GetHashCode() => HashCode.Combine(CursorRow, CursorColumn, Rows[CursorRow]);
}
