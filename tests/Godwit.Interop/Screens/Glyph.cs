using System.Text;

namespace Godwit.Interop.Screens;

/// <summary>One code point on the screen with its look. A wide character is one glyph, a combining mark a glyph of its own.</summary>
internal readonly record struct Glyph(Rune Rune, Style Style)
{
    // Stock draws a mark without a base on a no-break space (spec 05 §4).
    private static readonly Rune NoBreakSpace = new(0xa0);

    /// <summary>Blanks are one kind, with only the look that shows on a blank.</summary>
    public Glyph Visible() => Rune == NoBreakSpace || Rune.Value == ' ' ? new Glyph(new Rune(' '), Style.OnBlank()) : this;

    /// <summary>
    /// Takes the blanks off the end of a row, coloured ones too: tmux does not capture the cells that an erase coloured behind the last
    /// written one. A scenario that is about such cells writes something behind them.
    /// </summary>
    public static void TrimEnd(List<Glyph> row)
    {
        int end = row.FindLastIndex(glyph => glyph.Rune.Value != ' ' || glyph.Style with { Background = Colour.Default } != Style.Default) + 1;
        row.RemoveRange(end, row.Count - end);
    }
}
