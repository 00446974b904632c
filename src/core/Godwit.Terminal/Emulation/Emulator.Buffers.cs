namespace Godwit.Terminal;

/// <content>The alternate screen: the buffer that is not shown waits in <c>hiddenRows</c>, with the size of the one that is.</content>
public sealed partial class Emulator
{
    /// <summary>Mode 47: only shows the other buffer. The cursor stays where it is.</summary>
    private void ShowAlternate(bool alternate)
    {
        if (Screen.Modes.AlternateScreen == alternate || (alternate && state.AlternateDisabled))
        {
            return;
        }

        Row[] shown = Screen.RowReferences.ToArray();
        Screen.ReplaceRows(hiddenRows ?? BlankRows());
        hiddenRows = shown;
        Screen.Modes = Screen.Modes with { AlternateScreen = alternate };
        FollowKeyboard();
        state.MarkAtCursor = true;
    }

    /// <summary>Mode 1047: what is left behind is cleared, so it is not even kept.</summary>
    private void ShowClearedAlternate(bool alternate)
    {
        ShowAlternate(alternate);
        if (!alternate)
        {
            hiddenRows = null;
        }
    }

    /// <summary>Mode 1046: without it there is no way to the alternate screen, and who is there comes back.</summary>
    private void EnableAlternate(bool on)
    {
        state.AlternateDisabled = !on;
        if (!on)
        {
            ShowAlternate(false);
        }
    }

    /// <summary>Mode 1048.</summary>
    private void SaveOrRestoreCursor(bool save)
    {
        if (save)
        {
            SaveCursor();
        }
        else
        {
            RestoreCursor();
        }
    }

    /// <summary>Mode 1049: saves the cursor and shows a cleared alternate screen; back, with the cursor restored.</summary>
    private void ShowAlternateAndSaveCursor(bool alternate)
    {
        if (state.AlternateDisabled)
        {
            return;
        }

        if (alternate)
        {
            SaveCursor();
            ShowAlternate(true);
            EraseRows(0, Screen.Height);
        }
        else
        {
            ShowClearedAlternate(false);
            RestoreCursor();
        }
    }

    private Row[] BlankRows()
    {
        Row[] rows = new Row[Screen.Height];
        foreach (ref Row row in rows.AsSpan())
        {
            row = new Row(Screen.Width, default);
        }

        return rows;
    }
}
