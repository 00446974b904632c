namespace Godwit.Terminal;

/// <content>Setting, resetting, saving and reporting modes.</content>
public sealed partial class Emulator
{
    private void SetModes(SequenceParameters parameters, bool isPrivate, bool on)
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            if (ModeTable.TryGetValue(ModeKey(parameters[i], isPrivate), out Mode? mode))
            {
                mode.Set(this, on);
            }
        }
    }

    /// <summary>XTSAVE: at most as many values as there are modes.</summary>
    private void SaveModes(SequenceParameters parameters)
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            int key = ModeKey(parameters[i], isPrivate: true);
            if (ModeTable.TryGetValue(key, out Mode? mode))
            {
                savedModes ??= [];
                savedModes[key] = mode.Save(this);
            }
        }
    }

    /// <summary>XTRESTORE: what was not saved stays as it is.</summary>
    private void RestoreModes(SequenceParameters parameters)
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            int key = ModeKey(parameters[i], isPrivate: true);
            if (savedModes is not null && savedModes.TryGetValue(key, out int saved))
            {
                ModeTable[key].Restore(this, saved);
            }
        }
    }

    /// <summary>DECRQM: 1 set, 2 reset, 3 and 4 the same for ever, 0 unknown.</summary>
    private int ModeReport(int number, bool isPrivate)
    {
        const int AnsiMode = 2;
        if (ModeTable.TryGetValue(ModeKey(number, isPrivate), out Mode? mode))
        {
            return mode.IsSet(this) ? 1 : 2;
        }

        return isPrivate ? number == AnsiMode ? 3 : 0 : AlwaysReset.Contains(number) ? 4 : 0;
    }

    private static int ModeKey(int number, bool isPrivate) => number | (isPrivate ? PrivateModeBit : 0);

    /// <summary>DECOM: homes after the change, as xterm does.</summary>
    private void SetOriginMode(bool on)
    {
        state.OriginMode = on;
        MoveTo(0, 0);
    }

    private void SetLeftRightMarginMode(bool on)
    {
        state.LeftRightMarginMode = on;
        if (!on)
        {
            ResetHorizontalMargins();
        }
    }

    /// <summary>
    /// DECCOLM: the screen is cleared, its width stays. Nothing happens unless mode 40 allows it (as xterm): the reset strings of xterm's
    /// terminfo entries send this, and <c>tput init</c> must not clear a screen.
    /// </summary>
    private void ChangeColumns()
    {
        if ((state.KeptModes & KeptModes.AllowColumnChange) == 0)
        {
            return;
        }

        ResetMargins();
        if (!state.KeepsTextOnColumnChange)
        {
            EraseRows(0, Screen.Height);
        }

        MoveTo(0, 0);
    }

    /// <summary>DECSCUSR: 0–6; others are ignored. 0 is whatever the user likes. The odd ones blink.</summary>
    private void SetCursorShape(int shape)
    {
        if (shape <= CursorShapeMax)
        {
            Screen.Modes = Screen.Modes with { CursorShape = (byte)shape };
            state.CursorBlink = shape % 2 == 1;
        }
    }

    /// <summary>
    /// Mode 12: turns a shape that a program chose into its blinking or steady form, as in xterm. The user's own cursor is left alone:
    /// <c>cnorm</c> of common terminfo entries resets this mode without a thought.
    /// </summary>
    private void SetCursorBlink(bool on)
    {
        state.CursorBlink = on;
        int shape = Screen.Modes.CursorShape;
        if (shape > 0)
        {
            Screen.Modes = Screen.Modes with { CursorShape = (byte)(((shape - 1) & ~1) + (on ? 1 : 2)) };
        }
    }

    /// <summary>Steady bar, the last one that xterm defines.</summary>
    private const int CursorShapeMax = 6;

    private void ChooseMouseEncoding(MouseEncoding encoding, bool on)
    {
        if (on || Screen.Modes.MouseEncoding == encoding)
        {
            Screen.Modes = Screen.Modes with { MouseEncoding = on ? encoding : MouseEncoding.Default };
        }
    }
}
