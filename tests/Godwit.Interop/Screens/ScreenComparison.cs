using System.Globalization;
using System.Text;

namespace Godwit.Interop.Screens;

/// <summary>Cell by cell comparison of two screens of one size: text, look, cursor.</summary>
internal static class ScreenComparison
{
    private const int DifferencesShownMax = 12;

    /// <returns>Null if they are equal, else the first differences, one per line.</returns>
    public static string? Difference(Screen expected, Screen actual)
    {
        var differences = new List<string>();
        for (int y = 0; y < Math.Max(expected.Rows.Count, actual.Rows.Count); y++)
        {
            AddRow(differences, y, y < expected.Rows.Count ? expected.Rows[y] : [], y < actual.Rows.Count ? actual.Rows[y] : []);
        }

        if ((expected.Row, expected.Column, expected.CursorVisible) != (actual.Row, actual.Column, actual.CursorVisible))
        {
            differences.Add($"cursor: {Cursor(expected)} without Mosh, {Cursor(actual)} with it");
        }

        return differences.Count == 0 ? null : string.Join('\n', differences.Take(DifferencesShownMax));
    }

    private static void AddRow(List<string> differences, int y, IReadOnlyList<Glyph> expected, IReadOnlyList<Glyph> actual)
    {
        Glyph blank = new(new Rune(' '), Style.Default);
        for (int x = 0; x < Math.Max(expected.Count, actual.Count); x++)
        {
            Glyph wanted = x < expected.Count ? expected[x] : blank;
            Glyph shown = x < actual.Count ? actual[x] : blank;
            if (wanted != shown)
            {
                // One per row: what follows is mostly the same fault.
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"row {y}, glyph {x}: '{wanted.Rune}' ({wanted.Style}) without Mosh, '{shown.Rune}' ({shown.Style}) with it"));
                return;
            }
        }
    }

    private static string Cursor(Screen screen) =>
        string.Create(CultureInfo.InvariantCulture, $"{screen.Row},{screen.Column} {(screen.CursorVisible ? "visible" : "hidden")}");
}
