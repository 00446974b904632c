namespace Godwit.Terminal;

/// <content>RIS and DECSTR.</content>
public sealed partial class Emulator
{
    /// <summary>RIS. Icon name, clipboard, bell count and "a title was set" stay (spec 05 section 6.3; spec 08 check 8).</summary>
    private void ResetFully()
    {
        ShowAlternate(false);
        hiddenRows = null;
        ResetState();
        titles.Clear();
        tabs.Reset();
        Screen.Modes = ScreenModes.Initial;
        Screen.Title = "";
        EraseRows(0, Screen.Height);
    }

    private void ResetState()
    {
        state = new EmulatorState { AutoWrap = true, GraphemeClusters = options.GraphemeClusters, Screen = Screen };
        Screen.Pen = StyleId.Default;
        ResetMargins();
        SetCursor(0, 0);
    }

    /// <summary>DECSTR: not autowrap, mouse, position or tabs (spec 05 section 6.4).</summary>
    private void ResetSoftly()
    {
        state.InsertMode = false;
        state.OriginMode = false;
        state.LeftRightMarginMode = false;
        state.Charsets = default;
        state.SavedPrimary = default;
        state.SavedAlternate = default;
        ResetMargins();
        SetPen(default);
        Screen.Modes = Screen.Modes with { CursorVisible = true, ApplicationCursorKeys = false, ApplicationKeypad = false };
    }
}
