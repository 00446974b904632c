namespace Godwit.Terminal;

/// <content>RIS and DECSTR, and the end of a program.</content>
public sealed partial class Emulator
{
    /// <summary>When the program has gone: modes, colours and progress as after a reset. What the screen shows stays.</summary>
    public void EndModes()
    {
        Screen.Modes = ScreenModes.Initial with { AlternateScreen = Screen.Modes.AlternateScreen };
        Screen.Colors = ScreenColors.None;
        Screen.Progress = default;
    }

    /// <summary>RIS. Icon name, clipboard, bell count and "a title was set" stay (spec 05 section 6.3; spec 08 check 8), and so does the working directory.</summary>
    private void ResetFully()
    {
        ShowAlternate(false);
        hiddenRows = null;
        ResetState();
        titles.Clear();
        iconNames.Clear();
        tabs.Reset();
        savedModes = null;
        Screen.Modes = ScreenModes.Initial;
        Screen.Title = "";
        Screen.Colors = ScreenColors.None;
        Screen.Progress = default;
        EraseRows(0, Screen.Height);
    }

    private void ResetState()
    {
        state = new EmulatorState { AutoWrap = true, GraphemeClusters = options.GraphemeClusters, KeptModes = KeptModes.Initial, Screen = Screen };
        Screen.Pen = StyleId.Default;
        ResetMargins();
        SetCursor(0, 0);
    }

    /// <summary>DECSTR: not mouse, position, tabs or titles (spec 05 section 6.4); autowrap and the keyboard protocols as xterm and kitty.</summary>
    private void ResetSoftly()
    {
        state.InsertMode = false;
        state.OriginMode = false;
        state.AutoWrap = true;
        state.ReverseWrap = false;
        state.ExtendedReverseWrap = false;
        state.LeftRightMarginMode = false;
        state.KeptModes &= ~KeptModes.KeyboardAction;
        state.Protection = Protection.Off;
        state.PrimaryKeyboard = default;
        state.AlternateKeyboard = default;
        state.Charsets = default;
        state.SavedPrimary = default;
        state.SavedAlternate = default;
        ResetMargins();
        SetPen(default);
        Screen.Modes = Screen.Modes with
        {
            CursorVisible = true,
            ApplicationCursorKeys = false,
            ApplicationKeypad = false,
            KittyKeyboard = 0,
            ModifyOtherKeys = 0,
        };
    }

    /// <summary>DECSCL: a soft reset; the level is only kept. Replies stay 7-bit, because 8-bit controls are not UTF-8.</summary>
    private void SelectConformanceLevel(int level)
    {
        const int First = 61;
        const int Last = 65;
        if (level is >= First and <= Last)
        {
            ResetSoftly();
            state.ConformanceLevel = (byte)level;
        }
    }
}
