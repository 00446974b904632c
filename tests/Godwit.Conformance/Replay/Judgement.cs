using System.Text;
using Godwit.Interop.Screens;
using Screen = Godwit.Terminal.Screen;

namespace Godwit.Conformance.Replay;

/// <summary>Compares a screen of ours with tmux's.</summary>
internal static class Judgement
{
    /// <returns>Null if both show the same, else the first differences.</returns>
    public static string? Difference(TmuxPane pane, Screen screen)
    {
        (List<IReadOnlyList<Glyph>> rows, int row, int column, bool visible) = pane.Capture();
        var differences = new List<string>();
        for (int y = 0; y < screen.Height; y++)
        {
            List<Glyph> ours = Glyphs(screen, y);
            IReadOnlyList<Glyph> theirs = y < rows.Count ? rows[y] : [];
            int same = ours.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count();
            if (same < Math.Max(ours.Count, theirs.Count))
            {
                differences.Add($"row {y} glyph {same}: tmux {Show(theirs, same)}, ours {Show(ours, same)}\n   tmux |{Text(theirs)}\n   ours |{Text(ours)}");
            }
        }

        if ((row, column, visible) != (screen.CursorRow, screen.CursorColumn, screen.Modes.CursorVisible))
        {
            differences.Add($"cursor: tmux {row},{column} {visible}, ours {screen.CursorRow},{screen.CursorColumn} {screen.Modes.CursorVisible}");
        }

        return differences.Count == 0 ? null : string.Join('\n', differences);
    }

    private static string Show(IReadOnlyList<Glyph> row, int at) => at < row.Count ? $"'{row[at].Rune}' ({row[at].Style})" : "nothing";

    private static string Text(IReadOnlyList<Glyph> row) => string.Concat(row.Select(glyph => glyph.Rune));

    private static List<Glyph> Glyphs(Screen screen, int y)
    {
        var row = new List<Glyph>();
        foreach (Terminal.Cell cell in screen[y].Cells)
        {
            Terminal.Style style = CellText.Looks(screen, cell.Style).Style;
            foreach (Rune rune in CellText.Of(screen, cell).EnumerateRunes())
            {
                row.Add(new Glyph(rune, Look(style)).Visible());
            }

            if (cell.IsSpacer)
            {
                continue;
            }
        }

        Glyph.TrimEnd(row);
        return row;
    }

    private static Style Look(Terminal.Style style) => Style.Default with
    {
        Foreground = Look(style.Foreground),
        Background = Look(style.Background),
        UnderlineColour = Look(style.UnderlineColor),
        Underline = (int)style.Underline,
        Attributes = (Attributes)(int)style.Attributes,
    };

    private static Colour Look(Terminal.Color color) =>
        color.IsDefault ? Colour.Default : color.IsIndexed ? Colour.Indexed(color.Index) : Colour.Direct(color.Red, color.Green, color.Blue);
}
