namespace Godwit.Conformance;

/// <summary>Sizes of screens: mostly small ones, where edges are near.</summary>
internal static class Sizes
{
    /// <summary>Any size.</summary>
    public static (int Columns, int Rows) Any(Random random) => random.Next(4) switch
    {
        0 => (80, 24),
        1 => (1 + random.Next(40), 1 + random.Next(12)),
        _ => (1 + random.Next(10), 1 + random.Next(5)),
    };
}
