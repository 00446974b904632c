namespace Godwit.Terminal;

/// <summary>
/// A copy of a screen for what a client draws over the server's truth: notifications, predictions. The original stays as it
/// is; untouched rows are shared with it.
/// </summary>
public sealed class ScreenOverlay
{
    /// <summary>A copy of <paramref name="truth"/>.</summary>
    public ScreenOverlay(Screen truth) => Screen = truth.Copy();

    /// <summary>The copy, with what was changed so far.</summary>
    public Screen Screen { get; }

    /// <summary>Begins anew over another truth, in the same memory: what was drawn before must not be looked at any more.</summary>
    public void Renew(Screen truth) => Screen.BecomeCopyOf(truth);

    /// <summary>The id of a style in the screen's pool.</summary>
    public StyleId Intern(in Style style) => Screen.Pool.Styles.Intern(style);

    /// <summary>Replaces a cell. The caller keeps the halves of wide characters together.</summary>
    /// <param name="row">0 to the screen's height − 1.</param>
    /// <param name="column">0 to the screen's width − 1.</param>
    /// <param name="cell">The new cell, with a style of this screen's pool.</param>
    public void SetCell(int row, int column, Cell cell) => Screen.RowForWrite(row).Writable[column] = cell;

    /// <summary>Marks a row as ending in a line break or not.</summary>
    public void SetSoftWrapped(int row, bool wrapped) => Screen.RowForWrite(row).SoftWrapped = wrapped;

    /// <summary>Moves the cursor; clamped to the screen.</summary>
    public void SetCursor(int row, int column)
    {
        Screen.CursorRow = Math.Clamp(row, 0, Screen.Height - 1);
        Screen.CursorColumn = Math.Clamp(column, 0, Screen.Width - 1);
    }

    /// <summary>Hides the cursor.</summary>
    public void HideCursor() => Screen.Modes = Screen.Modes with { CursorVisible = false };

    /// <summary>The keyboard is the client's own for now: a cursor, plain keys, pastes in brackets, and no reports.</summary>
    public void TakeKeyboard() => Screen.Modes = Screen.Modes with
    {
        CursorVisible = true,
        BracketedPaste = true,
        MouseReporting = MouseReporting.None,
        FocusReporting = false,
        AlternateScroll = false,
        ApplicationKeypad = false,
        KittyKeyboard = 0,
        ModifyOtherKeys = 0,
    };

    /// <summary>Puts a prefix before the window title, and before the icon name if that is the same.</summary>
    public void PrefixTitle(string prefix)
    {
        bool iconIsTitle = string.Equals(Screen.Title, Screen.IconName, StringComparison.Ordinal);
        Screen.Title = prefix + Screen.Title;
        Screen.IconName = iconIsTitle ? Screen.Title : Screen.IconName;
    }
}
