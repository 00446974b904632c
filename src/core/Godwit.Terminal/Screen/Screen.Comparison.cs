namespace Godwit.Terminal;

/// <summary>Comparing screens.</summary>
public sealed partial class Screen
{
    /// <summary>
    /// True if both show the same and nothing remains to be told. Rows that are the same object cost nothing. Screens of
    /// different pools count as different: that happens once in a session's many thousand styles, and costs one repaint.
    /// </summary>
    public bool ContentEquals(Screen other) =>
        ReferenceEquals(this, other) || (StateEquals(other) && RowsEqual(other));

    /// <summary>True if everything but the rows is equal.</summary>
    private bool StateEquals(Screen other) =>
        Width == other.Width
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
        && ReferenceEquals(Pool, other.Pool);

    private bool RowsEqual(Screen other)
    {
        ReadOnlySpan<Row> others = other.Rows;
        for (int row = 0; row < others.Length; row++)
        {
            if (!Rows[row].ContentEquals(others[row]))
            {
                return false;
            }
        }

        return true;
    }
}
