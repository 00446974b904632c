namespace Godwit.Bench.Judging;

/// <summary>Where the letter of a key has to stand.</summary>
/// <param name="Row">From 0.</param>
/// <param name="Column">From 0; of a wide letter, its left half.</param>
/// <param name="Glyph">The letter.</param>
internal readonly record struct GlyphPlace(int Row, int Column, char Glyph)
{
    private const int WidthMax = 2;

    /// <summary>The place of a key that writes its letter where the cursor was, or, at a margin or after a scroll, left of where the cursor is then; null if it writes none.</summary>
    public static GlyphPlace? Find(Script script, int key)
    {
        var (before, after) = (script.States[key], script.States[key + 1]);
        if (script.Keys[key].Octets is not [var glyph] || char.IsControl(glyph) || before.Equals(after))
        {
            return null;
        }

        if (after.Rows[before.CursorRow][before.CursorColumn] == glyph)
        {
            return new(before.CursorRow, before.CursorColumn, glyph);
        }

        for (var column = after.CursorColumn - 1; column >= Math.Max(0, after.CursorColumn - WidthMax); column--)
        {
            if (after.Rows[after.CursorRow][column] == glyph)
            {
                return new(after.CursorRow, column, glyph);
            }
        }

        return null;
    }
}
