namespace Godwit.Terminal;

/// <content>The table of modes: it drives setting, resetting, XTSAVE, XTRESTORE and DECRQM, so that they cannot drift apart.</content>
public sealed partial class Emulator
{
    private const int PrivateModeBit = 1 << 16;

    /// <summary>ANSI modes that are reset for ever, as DEC's and xterm's answers say (GATM, CRM, SRTM, VEM, HEM, PUM and FEAM to EBM).</summary>
    private static ReadOnlySpan<int> AlwaysReset => [1, 3, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19];

    private static readonly Dictionary<int, Mode> ModeTable = new()
    {
        [2] = Kept(KeptModes.KeyboardAction),
        [4] = Flag(e => e.state.InsertMode, (e, on) => e.state.InsertMode = on),
        [12] = Kept(KeptModes.SendReceive),
        [20] = Flag(e => e.state.NewLineMode, (e, on) => e.state.NewLineMode = on),
        [PrivateModeBit | 1] = Synced(m => m.ApplicationCursorKeys, (m, on) => m with { ApplicationCursorKeys = on }),
        [PrivateModeBit | 3] = Flag(_ => false, (e, _) => e.ChangeColumns()),
        [PrivateModeBit | 4] = Kept(KeptModes.SmoothScroll),
        [PrivateModeBit | 5] = Synced(m => m.ReverseVideo, (m, on) => m with { ReverseVideo = on }),
        [PrivateModeBit | 6] = Flag(e => e.state.OriginMode, (e, on) => e.SetOriginMode(on)),
        [PrivateModeBit | 7] = Flag(e => e.state.AutoWrap, (e, on) => e.state.AutoWrap = on),
        [PrivateModeBit | 8] = Kept(KeptModes.AutoRepeat),
        [PrivateModeBit | 9] = Mouse(MouseReporting.X10),
        [PrivateModeBit | 12] = Flag(e => e.state.CursorBlink, (e, on) => e.SetCursorBlink(on)),
        [PrivateModeBit | 25] = Synced(m => m.CursorVisible, (m, on) => m with { CursorVisible = on }),
        [PrivateModeBit | 40] = Kept(KeptModes.AllowColumnChange),
        [PrivateModeBit | 45] = Flag(e => e.state.ReverseWrap, (e, on) => e.state.ReverseWrap = on),
        [PrivateModeBit | 47] = Flag(e => e.Screen.Modes.AlternateScreen, (e, on) => e.ShowAlternate(on)),
        [PrivateModeBit | 66] = Synced(m => m.ApplicationKeypad, (m, on) => m with { ApplicationKeypad = on }),
        [PrivateModeBit | 67] = Flag(e => e.state.BackarrowIsBackspace, (e, on) => e.state.BackarrowIsBackspace = on),
        [PrivateModeBit | 69] = Flag(e => e.state.LeftRightMarginMode, (e, on) => e.SetLeftRightMarginMode(on)),
        [PrivateModeBit | 95] = Flag(e => e.state.KeepsTextOnColumnChange, (e, on) => e.state.KeepsTextOnColumnChange = on),
        [PrivateModeBit | 1000] = Mouse(MouseReporting.Normal),
        [PrivateModeBit | 1001] = Mouse(MouseReporting.Highlight),
        [PrivateModeBit | 1002] = Mouse(MouseReporting.ButtonMotion),
        [PrivateModeBit | 1003] = Mouse(MouseReporting.AnyMotion),
        [PrivateModeBit | 1004] = Synced(m => m.FocusReporting, (m, on) => m with { FocusReporting = on }),
        [PrivateModeBit | 1005] = Coordinates(MouseEncoding.Utf8),
        [PrivateModeBit | 1006] = Coordinates(MouseEncoding.Sgr),
        [PrivateModeBit | 1007] = Synced(m => m.AlternateScroll, (m, on) => m with { AlternateScroll = on }),
        [PrivateModeBit | 1015] = Coordinates(MouseEncoding.Urxvt),
        [PrivateModeBit | 1016] = Coordinates(MouseEncoding.SgrPixels),
        [PrivateModeBit | 1045] = Flag(e => e.state.ExtendedReverseWrap, (e, on) => e.state.ExtendedReverseWrap = on),
        [PrivateModeBit | 1046] = Flag(e => !e.state.AlternateDisabled, (e, on) => e.EnableAlternate(on)),
        [PrivateModeBit | 1047] = Flag(e => e.Screen.Modes.AlternateScreen, (e, on) => e.ShowClearedAlternate(on)),
        [PrivateModeBit | 1048] = Flag(e => e.CurrentSavedCursor.IsSaved, (e, on) => e.SaveOrRestoreCursor(on)),
        [PrivateModeBit | 1049] = Flag(e => e.Screen.Modes.AlternateScreen, (e, on) => e.ShowAlternateAndSaveCursor(on)),
        [PrivateModeBit | 2004] = Synced(m => m.BracketedPaste, (m, on) => m with { BracketedPaste = on }),
        [PrivateModeBit | 2026] = Flag(e => e.Screen.Modes.SynchronizedOutput, (e, on) => e.SetSynchronizedOutput(on)),
        [PrivateModeBit | 2027] = Flag(e => e.state.GraphemeClusters, (e, on) => e.state.GraphemeClusters = on),
        [PrivateModeBit | 2031] = Flag(e => e.state.ReportsColorScheme, (e, on) => e.state.ReportsColorScheme = on),
        [PrivateModeBit | 2048] = Flag(e => e.state.ReportsSize, (e, on) => e.SetSizeReports(on)),
    };

    private static Mode Flag(Func<Emulator, bool> isSet, Action<Emulator, bool> set) =>
        new(isSet, set, e => isSet(e) ? 1 : 0, (e, saved) => set(e, saved != 0));

    private static Mode Synced(Func<ScreenModes, bool> isSet, Func<ScreenModes, bool, ScreenModes> with) =>
        Flag(e => isSet(e.Screen.Modes), (e, on) => e.Screen.Modes = with(e.Screen.Modes, on));

    private static Mode Kept(KeptModes mode) => Flag(
        e => (e.state.KeptModes & mode) != 0,
        (e, on) => e.state.KeptModes = on ? e.state.KeptModes | mode : e.state.KeptModes & ~mode);

    /// <summary>Setting one replaces the others; resetting any of them switches reporting off. What is saved is the one in force (as xterm).</summary>
    private static Mode Mouse(MouseReporting reporting) => new(
        e => e.Screen.Modes.MouseReporting == reporting,
        (e, on) => e.Screen.Modes = e.Screen.Modes with { MouseReporting = on ? reporting : MouseReporting.None },
        e => (int)e.Screen.Modes.MouseReporting,
        (e, saved) => e.Screen.Modes = e.Screen.Modes with { MouseReporting = (MouseReporting)saved });

    /// <summary>Setting one replaces the others; a reset acts only on the one that is in force (as xterm).</summary>
    private static Mode Coordinates(MouseEncoding encoding) => new(
        e => e.Screen.Modes.MouseEncoding == encoding,
        (e, on) => e.ChooseMouseEncoding(encoding, on),
        e => (int)e.Screen.Modes.MouseEncoding,
        (e, saved) => e.Screen.Modes = e.Screen.Modes with { MouseEncoding = (MouseEncoding)saved });

    /// <param name="IsSet">For DECRQM.</param>
    /// <param name="Set">Sets or resets.</param>
    /// <param name="Save">What XTSAVE keeps.</param>
    /// <param name="Restore">Takes back what XTSAVE kept.</param>
    private sealed record Mode(Func<Emulator, bool> IsSet, Action<Emulator, bool> Set, Func<Emulator, int> Save, Action<Emulator, int> Restore);
}
