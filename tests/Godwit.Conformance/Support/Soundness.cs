using Godwit.Terminal;

namespace Godwit.Conformance;

/// <summary>The rules that every screen keeps, whatever was printed.</summary>
internal static class Soundness
{
    /// <returns>Null, or the rule that is broken.</returns>
    public static string? Fault(Screen screen)
    {
        if ((uint)screen.CursorRow >= (uint)screen.Height || (uint)screen.CursorColumn >= (uint)screen.Width)
        {
            return $"cursor at {screen.CursorRow},{screen.CursorColumn} of {screen.Width}x{screen.Height}";
        }

        for (int y = 0; y < screen.Height; y++)
        {
            Row row = screen[y];
            if (row.Width != screen.Width)
            {
                return $"row {y} has {row.Width} columns of {screen.Width}";
            }

            bool follows = false;
            for (int x = 0; x < row.Width; x++)
            {
                if (CellFault(screen, row.Cells[x], follows, x == row.Width - 1) is { } fault)
                {
                    return $"row {y} column {x}: {fault}";
                }

                follows = row.Cells[x].IsWide;
            }
        }

        return screen.Pen.Index < screen.Pool.Styles.Count ? PoolFault(screen) : "the pen is not in the pool";
    }

    private static string? CellFault(Screen screen, Cell cell, bool followsWide, bool isLast) =>
        cell.IsSpacer != followsWide ? "half of a wide character"
        : cell.IsWide && isLast ? "a wide character in the last column"
        : cell.IsWide && cell is { IsCluster: false, Glyph: 0 } ? "a wide blank"
        : cell.Style.Index >= screen.Pool.Styles.Count ? "an unknown style"
        : cell.IsCluster && cell.Glyph >= screen.Pool.Clusters.Count ? "an unknown cluster"
        : !cell.IsCluster && cell.Glyph is not 0 && !System.Text.Rune.IsValid(cell.Glyph) ? "no scalar value"
        : !cell.IsCluster && cell.Glyph is > 0 and < 0x20 or (>= 0x7F and < 0xA0) ? "a control character"
        : screen.Pool.Styles[cell.Style].Link >= screen.Pool.Links.Count ? "an unknown link"
        : null;

    /// <summary>The pool is renewed when it is crowded; some entries may come in one write after that.</summary>
    private static string? PoolFault(Screen screen)
    {
        int limit = (Math.Max(InternPool.CrowdedMin, InternPool.CrowdedFactor * 2 * screen.Width * screen.Height) * 2) + 16;
        return screen.Pool.Styles.Count > limit ? $"{screen.Pool.Styles.Count} styles"
            : screen.Pool.Clusters.Count > limit ? $"{screen.Pool.Clusters.Count} clusters"
            : screen.Pool.Links.Count > limit ? $"{screen.Pool.Links.Count} links"
            : null;
    }
}
