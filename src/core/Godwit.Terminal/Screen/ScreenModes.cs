namespace Godwit.Terminal;

/// <summary>Modes of the screen that the user's terminal must follow. A value: compared and copied as a whole.</summary>
public record struct ScreenModes
{
    /// <summary>The state after reset: cursor visible, everything else off.</summary>
    public static ScreenModes Initial => new() { CursorVisible = true };

    /// <summary>DECTCEM, mode 25.</summary>
    public bool CursorVisible { get; set; }

    /// <summary>DECSCNM, mode 5.</summary>
    public bool ReverseVideo { get; set; }

    /// <summary>Mode 2004.</summary>
    public bool BracketedPaste { get; set; }

    /// <summary>Modes 9 and 1000–1003.</summary>
    public MouseReporting MouseReporting { get; set; }

    /// <summary>Modes 1005, 1006, 1015, 1016.</summary>
    public MouseEncoding MouseEncoding { get; set; }

    /// <summary>Mode 1004.</summary>
    public bool FocusReporting { get; set; }

    /// <summary>Mode 1007. Never sent to a stock client.</summary>
    public bool AlternateScroll { get; set; }

    /// <summary>DECCKM, mode 1. Used at the server for input; not sent to a stock client.</summary>
    public bool ApplicationCursorKeys { get; set; }

    /// <summary>DECKPAM. Not sent to a stock client.</summary>
    public bool ApplicationKeypad { get; set; }

    /// <summary>DECSCUSR, 0–6. Not sent to a stock client.</summary>
    public byte CursorShape { get; set; }

    /// <summary>True while the alternate screen shows (47, 1047, 1049). Not sent to a stock client.</summary>
    public bool AlternateScreen { get; set; }

    /// <summary>True between begin and end of a synchronised update (mode 2026). Local to the server: holds frames back.</summary>
    public bool SynchronizedOutput { get; set; }

    /// <summary>The kitty keyboard protocol's flags in force, 0–31 (the top of the shown screen's stack). Not sent to a stock client.</summary>
    public byte KittyKeyboard { get; set; }

    /// <summary>modifyOtherKeys (<c>CSI &gt; 4 ; n m</c>), 0–2. Not sent to a stock client.</summary>
    public byte ModifyOtherKeys { get; set; }
}
