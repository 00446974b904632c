using System.Text;
using Godwit.Terminal;

namespace Godwit.Session;

/// <summary>Paints the notification bar over the top row: bold white on blue, cut at the right edge (spec 04 section 4.6).</summary>
internal static class BarPainter
{
    private static readonly Style Field = new() { Foreground = Color.Indexed(7), Background = Color.Indexed(4) };
    private static readonly Style Text = Field with { Attributes = StyleAttributes.Bold };

    public static void Paint(ScreenOverlay overlay, string text)
    {
        int width = overlay.Screen.Width;
        StyleId field = overlay.Intern(Field);
        StyleId bold = overlay.Intern(Text);
        for (int column = 0; column < width; column++)
        {
            overlay.SetCell(0, column, Cell.Blank(field));
        }

        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int columns = CharacterWidth.Of(rune.Value);
            if (columns == 0)
            {
                continue;
            }

            if (at + columns > width)
            {
                break;
            }

            overlay.SetCell(0, at, columns == 2 ? Cell.WideOf(rune.Value, bold) : Cell.Narrow(rune.Value, bold));
            if (columns == 2)
            {
                overlay.SetCell(0, at + 1, Cell.Spacer(bold));
            }

            at += columns;
        }

        if (overlay.Screen.CursorRow == 0)
        {
            overlay.HideCursor();
        }
    }
}
