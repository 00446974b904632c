namespace Godwit.Terminal;

/// <summary>Comparing screens.</summary>
public sealed partial class Screen
{
    /// <summary>
    /// True if both show the same and nothing remains to be told. Rows that are the same object cost nothing. Screens of
    /// different pools count as different: that happens once in a session's many thousand styles, and costs one repaint.
    /// </summary>
    public bool ContentEquals(Screen other) =>
        ReferenceEquals(this, other)
        || (Width == other.Width
            && Height == other.Height
            && CursorRow == other.CursorRow
            && CursorColumn == other.CursorColumn
            && Pen == other.Pen
            && Modes == other.Modes
            && BellCount == other.BellCount
            && ClipboardCount == other.ClipboardCount
            && TitleWasSet == other.TitleWasSet
            && string.Equals(Title, other.Title, StringComparison.Ordinal)
            && string.Equals(IconName, other.IconName, StringComparison.Ordinal)
            && Colors.Equals(other.Colors)
            && string.Equals(WorkingDirectory, other.WorkingDirectory, StringComparison.Ordinal)
            && Progress == other.Progress
            && ReferenceEquals(Pool, other.Pool)
            && RowsEqual(other));

    private bool RowsEqual(Screen other)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            if (!rows[row].ContentEquals(other.rows[row]))
            {
                return false;
            }
        }

        return true;
    }
}
