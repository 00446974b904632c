namespace Godwit.Terminal;

/// <content>Modes: one table drives setting, resetting and DECRQM, so that they cannot drift apart.</content>
public sealed partial class Emulator
{
    private const int PrivateModeBit = 1 << 16;

    private static readonly Dictionary<int, Mode> ModeTable = new()
    {
        [4] = new(e => e.state.InsertMode, (e, on) => e.state.InsertMode = on),
        [20] = new(e => e.state.NewLineMode, (e, on) => e.state.NewLineMode = on),
        [PrivateModeBit | 1] = Synced(m => m.ApplicationCursorKeys, (m, on) => m with { ApplicationCursorKeys = on }),
        [PrivateModeBit | 3] = new(_ => false, (e, _) => e.ChangeColumns()),
        [PrivateModeBit | 5] = Synced(m => m.ReverseVideo, (m, on) => m with { ReverseVideo = on }),
        [PrivateModeBit | 6] = new(e => e.state.OriginMode, (e, on) => e.SetOriginMode(on)),
        [PrivateModeBit | 7] = new(e => e.state.AutoWrap, (e, on) => e.state.AutoWrap = on),
        [PrivateModeBit | 9] = Mouse(MouseReporting.X10),
        [PrivateModeBit | 12] = new(e => e.state.CursorBlink, (e, on) => e.state.CursorBlink = on),
        [PrivateModeBit | 25] = Synced(m => m.CursorVisible, (m, on) => m with { CursorVisible = on }),
        [PrivateModeBit | 45] = new(e => e.state.ReverseWrap, (e, on) => e.state.ReverseWrap = on),
        [PrivateModeBit | 47] = new(e => e.Screen.Modes.AlternateScreen, (e, on) => e.ShowAlternate(on)),
        [PrivateModeBit | 66] = Synced(m => m.ApplicationKeypad, (m, on) => m with { ApplicationKeypad = on }),
        [PrivateModeBit | 69] = new(e => e.state.LeftRightMarginMode, (e, on) => e.SetLeftRightMarginMode(on)),
        [PrivateModeBit | 1000] = Mouse(MouseReporting.Normal),
        [PrivateModeBit | 1001] = Mouse(MouseReporting.Highlight),
        [PrivateModeBit | 1002] = Mouse(MouseReporting.ButtonMotion),
        [PrivateModeBit | 1003] = Mouse(MouseReporting.AnyMotion),
        [PrivateModeBit | 1004] = Synced(m => m.FocusReporting, (m, on) => m with { FocusReporting = on }),
        [PrivateModeBit | 1005] = Encoding(MouseEncoding.Utf8),
        [PrivateModeBit | 1006] = Encoding(MouseEncoding.Sgr),
        [PrivateModeBit | 1007] = Synced(m => m.AlternateScroll, (m, on) => m with { AlternateScroll = on }),
        [PrivateModeBit | 1015] = Encoding(MouseEncoding.Urxvt),
        [PrivateModeBit | 1016] = Encoding(MouseEncoding.SgrPixels),
        [PrivateModeBit | 1047] = new(e => e.Screen.Modes.AlternateScreen, (e, on) => e.ShowClearedAlternate(on)),
        [PrivateModeBit | 1048] = new(e => e.CurrentSavedCursor.IsSaved, (e, on) => e.SaveOrRestoreCursor(on)),
        [PrivateModeBit | 1049] = new(e => e.Screen.Modes.AlternateScreen, (e, on) => e.ShowAlternateAndSaveCursor(on)),
        [PrivateModeBit | 2004] = Synced(m => m.BracketedPaste, (m, on) => m with { BracketedPaste = on }),
        [PrivateModeBit | 2026] = new(e => e.Screen.Modes.SynchronizedOutput, (e, on) => e.SetSynchronizedOutput(on)),
        [PrivateModeBit | 2027] = new(e => e.state.GraphemeClusters, (e, on) => e.state.GraphemeClusters = on),
    };

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

    /// <summary>DECRQM: 1 set, 2 reset, 0 unknown.</summary>
    private int ModeReport(int number, bool isPrivate) =>
        !ModeTable.TryGetValue(ModeKey(number, isPrivate), out Mode? mode) ? 0 : mode.IsSet(this) ? 1 : 2;

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

    /// <summary>DECCOLM: the screen is cleared, its width stays (spec 05 section 6.5).</summary>
    private void ChangeColumns()
    {
        ResetMargins();
        EraseRows(0, Screen.Height);
        MoveTo(0, 0);
    }

    /// <summary>DECSCUSR: 0–6; others are ignored.</summary>
    private void SetCursorShape(int shape)
    {
        if (shape <= CursorShapeMax)
        {
            Screen.Modes = Screen.Modes with { CursorShape = (byte)shape };
        }
    }

    /// <summary>Steady bar, the last one that xterm defines.</summary>
    private const int CursorShapeMax = 6;

    private static Mode Synced(Func<ScreenModes, bool> isSet, Func<ScreenModes, bool, ScreenModes> with) =>
        new(e => isSet(e.Screen.Modes), (e, on) => e.Screen.Modes = with(e.Screen.Modes, on));

    /// <summary>Setting one replaces the others; resetting any of them switches reporting off.</summary>
    private static Mode Mouse(MouseReporting reporting) =>
        Synced(m => m.MouseReporting == reporting, (m, on) => m with { MouseReporting = on ? reporting : MouseReporting.None });

    private static Mode Encoding(MouseEncoding encoding) =>
        Synced(m => m.MouseEncoding == encoding, (m, on) => m with { MouseEncoding = on ? encoding : MouseEncoding.Default });

    private sealed record Mode(Func<Emulator, bool> IsSet, Action<Emulator, bool> Set);
}
