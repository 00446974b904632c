using Godwit.Terminal;

namespace Godwit.Cli.Demo;

/// <summary>Compares two screens cell by cell as a person would: what shows counts, not how it was stored. The screens need not share a pool.</summary>
internal static class ScreenComparison
{
    /// <summary>Finds the first difference.</summary>
    /// <param name="expected">What should show.</param>
    /// <param name="shown">What shows.</param>
    /// <param name="difference">Empty, or a sentence that names the place and both sides.</param>
    /// <returns>True if both look the same, cursor included.</returns>
    public static bool AreSame(Screen expected, Screen shown, out string difference)
    {
        difference = "";
        if (expected.Width != shown.Width || expected.Height != shown.Height)
        {
            difference = $"The screen is {shown.Width}×{shown.Height} instead of {expected.Width}×{expected.Height}.";
            return false;
        }

        for (int row = 0; row < expected.Height; row++)
        {
            string expectedText = ScreenText.Row(expected, row);
            string shownText = ScreenText.Row(shown, row);
            if (expectedText != shownText)
            {
                difference = $"Row {row + 1} shows \"{shownText}\" instead of \"{expectedText}\".";
                return false;
            }

            for (int column = 0; column < expected.Width; column++)
            {
                if (LookOf(expected, row, column) != LookOf(shown, row, column))
                {
                    difference = $"Row {row + 1}, column {column + 1} has another colour or attribute (\"{shownText}\").";
                    return false;
                }
            }
        }

        if ((expected.CursorRow, expected.CursorColumn) != (shown.CursorRow, shown.CursorColumn))
        {
            difference = $"The cursor is in row {shown.CursorRow + 1}, column {shown.CursorColumn + 1} instead of row {expected.CursorRow + 1}, column {expected.CursorColumn + 1}.";
            return false;
        }

        return true;
    }

    /// <summary>The style as far as it can be seen: of a blank without lines through it, only the background. Links show nothing.</summary>
    private static Style LookOf(Screen screen, int row, int column)
    {
        const StyleAttributes SeenOnBlanks = StyleAttributes.Inverse | StyleAttributes.Strikethrough | StyleAttributes.Overline;
        Cell cell = screen[row].Cells[column];
        Style style = screen.Pool.Styles[cell.Style] with { Link = 0 };
        bool isBlank = cell.IsEmpty || (!cell.IsCluster && cell.Glyph == ' ');
        bool hasLines = (style.Attributes & SeenOnBlanks) != 0 || style.Underline != UnderlineKind.None;
        return isBlank && !hasLines ? style.Erased : style;
    }
}
