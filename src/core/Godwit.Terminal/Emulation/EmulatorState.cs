namespace Godwit.Terminal;

/// <summary>
/// What the emulator knows beyond the screen: a value, so that a fork copies it by assignment. Only numbers, flags and objects that never change; tab stops, hidden
/// rows, titles and the parser are copied by name.
/// </summary>
internal struct EmulatorState
{
    /// <summary>The current style; its interned id is <see cref="Screen.Pen"/>.</summary>
    public Style Pen;

    /// <summary>The live screen of the emulator this is the state of.</summary>
    public Screen Screen;

    /// <summary>An erased cell in the current background (BCE).</summary>
    public readonly Cell Blank => Screen.Blank;

    /// <summary>True after a character was printed in the last column: the next one wraps first.</summary>
    public bool PendingWrap;

    /// <summary>First row of the scrolling region.</summary>
    public int MarginTop;

    /// <summary>Last row of the scrolling region.</summary>
    public int MarginBottom;

    /// <summary>First column of the region (DECSLRM).</summary>
    public int MarginLeft;

    /// <summary>Last column of the region.</summary>
    public int MarginRight;

    /// <summary>DECOM, mode 6.</summary>
    public bool OriginMode;

    /// <summary>DECAWM, mode 7.</summary>
    public bool AutoWrap;

    /// <summary>IRM, ANSI mode 4.</summary>
    public bool InsertMode;

    /// <summary>LNM, ANSI mode 20.</summary>
    public bool NewLineMode;

    /// <summary>Mode 45: BS at the left margin goes to the end of the row above if that row wrapped.</summary>
    public bool ReverseWrap;

    /// <summary>Mode 1045: the same without looking at the row, and from the top margin to the bottom.</summary>
    public bool ExtendedReverseWrap;

    /// <summary>Which erasing functions spare protected cells.</summary>
    public Protection Protection;

    /// <summary>DECSACE: 2 if DECCARA and DECRARA change a rectangle, else they change a stretch of text.</summary>
    public byte AttributeExtent;

    /// <summary>DECSCL, 61–65; 0 is the level after reset. Only kept to be reported.</summary>
    public byte ConformanceLevel;

    /// <summary>Modes that are only kept, to be reported.</summary>
    public KeptModes KeptModes;

    /// <summary>Mode 1046 reset: programs cannot switch to the alternate screen.</summary>
    public bool AlternateDisabled;

    /// <summary>Mode 95 (DECNCSM): DECCOLM does not clear.</summary>
    public bool KeepsTextOnColumnChange;

    /// <summary>Mode 67 (DECBKM): the backarrow key sends BS.</summary>
    public bool BackarrowIsBackspace;

    /// <summary>Mode 2031: a change between dark and light is reported.</summary>
    public bool ReportsColorScheme;

    /// <summary>Mode 2048: a change of size is reported.</summary>
    public bool ReportsSize;

    /// <summary>Kitty keyboard flags of the primary screen.</summary>
    public KeyboardStack PrimaryKeyboard;

    /// <summary>Kitty keyboard flags of the alternate screen.</summary>
    public KeyboardStack AlternateKeyboard;

    /// <summary>A notification that comes in parts (OSC 99); null between them. Never changes, so forks share it.</summary>
    public PartialNotification? PartialNotification;

    /// <summary>DECLRMM, mode 69.</summary>
    public bool LeftRightMarginMode;

    /// <summary>Mode 12. Part of the cursor's shape once a program chose one; before that only kept to be reported.</summary>
    public bool CursorBlink;

    /// <summary>Designated character sets.</summary>
    public CharsetState Charsets;

    /// <summary>True if a combining mark goes to the cell under the cursor: set by every explicit move (spec 05 section 4).</summary>
    public bool MarkAtCursor;

    /// <summary>Row that a combining mark goes to otherwise.</summary>
    public int MarkRow;

    /// <summary>Column that a combining mark goes to otherwise.</summary>
    public int MarkColumn;

    /// <summary>The character printed just before, for REP; 0 if something else came in between.</summary>
    public int LastPrinted;

    /// <summary>Mode 2027: what is one character to the user is one cell. Off: every code point is judged alone.</summary>
    public bool GraphemeClusters;

    /// <summary>
    /// Where the text stands for the cluster rules. Holds only while <see cref="LastPrinted"/> is not ASCII: that says it more cheaply, and
    /// whatever ends a cluster (any control, escape or CSI sequence) sets it to 0.
    /// </summary>
    public GraphemeBreakState Cluster;

    /// <summary>DECSC of the primary screen.</summary>
    public SavedCursor SavedPrimary;

    /// <summary>DECSC of the alternate screen.</summary>
    public SavedCursor SavedAlternate;
}
