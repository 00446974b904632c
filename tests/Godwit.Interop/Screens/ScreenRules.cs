using Godwit.Interop.Harness;

namespace Godwit.Interop.Screens;

/// <summary>What of a screen a pair can show at all. Everything else has to equal the program's screen without Mosh.</summary>
internal static class ScreenRules
{
    /// <summary>Spec 08 L8: faint, strike, overline do not cross to or from stock.</summary>
    private const Attributes NotOnStocksWire = Attributes.Faint | Attributes.Strike | Attributes.Overline;

    /// <summary>A screen as the pair can carry it.</summary>
    public static Screen AsCarried(Screen screen, Pair pair) =>
        pair == Pair.GodwitGodwit && ExtendedAttributesCross
            ? screen
            : screen with { Rows = [.. screen.Rows.Select(Reduce)] };

    /// <summary>Set once two Godwits carry faint, strike, overline and underline styles (design §3): then their screens are compared whole.</summary>
    private const bool ExtendedAttributesCross = true;

    /// <summary>Spec 08 L7: underline styles and colours arrive as a plain underline.</summary>
    private static List<Glyph> Reduce(IReadOnlyList<Glyph> row)
    {
        List<Glyph> reduced = [.. row.Select(glyph => (glyph with
        {
            Style = glyph.Style with
            {
                Attributes = glyph.Style.Attributes & ~NotOnStocksWire,
                Underline = Math.Min(glyph.Style.Underline, 1),
                UnderlineColour = Colour.Default,
            },
        }).Visible())];
        Glyph.TrimEnd(reduced);
        return reduced;
    }
}
