using System.Text;
using Godwit.Terminal;

namespace Godwit.Session;

/// <summary>
/// Paints what the client says over some rows of the screen: bold white on blue, cut at the right edge (spec 04 section 4.6). The line on which
/// the user types is left alone: the text is at the top, and at the bottom while the cursor is where it would be at the top.
/// </summary>
/// <remarks>Stock paints over the top row always and hides the cursor if it stands there. So does this, where there is no other row.</remarks>
internal sealed class BarPainter
{
    private static readonly Style Field = new() { Foreground = Color.Indexed(7), Background = Color.Indexed(4) };
    private static readonly Style Text = Field with { Attributes = StyleAttributes.Bold };

    // A bar that once had to give way stays there while it can: it does not jump with the cursor.
    private bool isAtBottom;

    /// <summary>Nothing is shown: the next text begins at the top again.</summary>
    public void Rest() => isAtBottom = false;

    /// <summary>Paints lines, one to a row; those for which there is no row are left out.</summary>
    /// <param name="overlay">With the cursor where the user will see it.</param>
    /// <param name="lines">At least one.</param>
    /// <param name="givesWay">False before there is anything on the screen that could be typed on.</param>
    public void Paint(ScreenOverlay overlay, ReadOnlySpan<string> lines, bool givesWay)
    {
        int cursor = overlay.Screen.CursorRow;
        (int first, int count) = Place(overlay.Screen, lines.Length, givesWay);
        PaintRows(overlay, first, lines[..count]);
        if (cursor >= first && cursor < first + count)
        {
            overlay.HideCursor();
        }
    }

    /// <summary>Paints lines of which the last one is typed on: the cursor stands there, and where there is little room, that one is left.</summary>
    /// <param name="overlay">With the cursor where it would be.</param>
    /// <param name="lines">At least one.</param>
    /// <param name="column">Where the cursor stands.</param>
    /// <param name="givesWay">As with <see cref="Paint"/>.</param>
    public void PaintPrompt(ScreenOverlay overlay, ReadOnlySpan<string> lines, int column, bool givesWay)
    {
        (int first, int count) = Place(overlay.Screen, lines.Length, givesWay);
        PaintRows(overlay, first, lines[^count..]);
        overlay.SetCursor(first + count - 1, column);
    }

    private (int First, int Count) Place(Screen screen, int lines, bool givesWay)
    {
        int count = Math.Min(lines, Math.Max(1, screen.Height - 1));
        if (givesWay)
        {
            count = Place(screen.CursorRow, count, screen.Height);
        }

        return (isAtBottom ? screen.Height - count : 0, count);
    }

    private static void PaintRows(ScreenOverlay overlay, int first, ReadOnlySpan<string> lines)
    {
        StyleId field = overlay.Intern(Field);
        StyleId bold = overlay.Intern(Text);
        for (int line = 0; line < lines.Length; line++)
        {
            PaintRow(overlay, first + line, lines[line], field, bold);
        }
    }

    /// <summary>Chooses the side.</summary>
    /// <returns>How many rows there are.</returns>
    private int Place(int cursor, int count, int height)
    {
        bool fitsAbove = cursor >= count;
        bool fitsBelow = cursor < height - count;
        isAtBottom = fitsAbove && fitsBelow ? isAtBottom
            : fitsAbove != fitsBelow ? fitsBelow
            : cursor < height / 2;
        return Math.Min(count, Math.Max(1, isAtBottom ? height - 1 - cursor : cursor));
    }

    private static void PaintRow(ScreenOverlay overlay, int row, string text, StyleId field, StyleId bold)
    {
        int width = overlay.Screen.Width;
        for (int column = 0; column < width; column++)
        {
            overlay.SetCell(row, column, Cell.Blank(field));
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

            overlay.SetCell(row, at, columns == 2 ? Cell.WideOf(rune.Value, bold) : Cell.Narrow(rune.Value, bold));
            if (columns == 2)
            {
                overlay.SetCell(row, at + 1, Cell.Spacer(bold));
            }

            at += columns;
        }
    }
}
