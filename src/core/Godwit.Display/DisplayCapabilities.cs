namespace Godwit.Display;

/// <summary>
/// What the receiver of a frame understands: a peer's emulator (<see cref="StockPeer"/>, <see cref="GodwitPeer"/>) or the
/// user's real terminal (<see cref="ModernTerminal"/> changed by what terminfo says). Whatever is off is degraded to the
/// nearest thing that is on, so the default value is the plainest terminal.
/// </summary>
public readonly record struct DisplayCapabilities
{
    /// <summary>
    /// Longest clipboard text a stock emulator keeps: its OSC buffer of 16 384 code points less <c>52;c;</c> (spec 06 section 9.1).
    /// </summary>
    public const int StockClipboardLengthMax = Terminal.Emulator.ClipboardOnScreenLengthMax;

    /// <summary>ECH, <c>CSI n X</c> (terminfo <c>ech</c>).</summary>
    public bool EraseCharacter { get; init; }

    /// <summary>Erased cells take the current background (terminfo <c>bce</c>); if off, blanks with a background are painted as spaces.</summary>
    public bool BackColorErase { get; init; }

    /// <summary>Window title and icon name by OSC 0, 1, 2.</summary>
    public bool Title { get; init; }

    /// <summary>Longest clipboard text (OSC 52) in characters; 0 if there is no clipboard. Longer ones are not written: half a text is worse than the old one.</summary>
    public int ClipboardLengthMax { get; init; }

    /// <summary>CHA and VPA, <c>CSI n G</c> and <c>CSI n d</c> (terminfo <c>hpa</c>, <c>vpa</c>).</summary>
    public bool AbsoluteMoves { get; init; }

    /// <summary>DECSTBM, <c>CSI t;b r</c> (terminfo <c>csr</c>).</summary>
    public bool ScrollRegion { get; init; }

    /// <summary>SU and SD, <c>CSI n S</c> and <c>CSI n T</c> (terminfo <c>indn</c>, <c>rin</c>).</summary>
    public bool ScrollLines { get; init; }

    /// <summary>IL and DL, <c>CSI n L</c> and <c>CSI n M</c> (terminfo <c>il</c>, <c>dl</c>).</summary>
    public bool InsertDeleteLine { get; init; }

    /// <summary>DECTCEM, mode 25 (terminfo <c>civis</c>); if off, the cursor is always seen.</summary>
    public bool CursorVisibility { get; init; }

    /// <summary>SGR 22 to 29, which a VT100 lacks; if off, only a reset ends an attribute.</summary>
    public bool AttributeEnds { get; init; }

    /// <summary>xterm's modes that change what the terminal sends: mouse, focus, bracketed paste.</summary>
    public bool InputModes { get; init; }

    /// <summary>How many colours there are.</summary>
    public ColorDepth Colors { get; init; }

    /// <summary>SGR 3.</summary>
    public bool Italic { get; init; }

    /// <summary>SGR 2.</summary>
    public bool Faint { get; init; }

    /// <summary>SGR 9.</summary>
    public bool Strikethrough { get; init; }

    /// <summary>SGR 53.</summary>
    public bool Overline { get; init; }

    /// <summary>The kinds of underline of SGR 4:2 to 4:5; if off, each becomes a plain underline.</summary>
    public bool UnderlineKinds { get; init; }

    /// <summary>SGR 58 and 59.</summary>
    public bool UnderlineColor { get; init; }

    /// <summary>OSC 8.</summary>
    public bool Hyperlinks { get; init; }

    /// <summary>DECSCUSR, <c>CSI n SP q</c>.</summary>
    public bool CursorShape { get; init; }

    /// <summary>Mode 1007.</summary>
    public bool AlternateScroll { get; init; }

    /// <summary>Mode 1016; if off, SGR coordinates (1006) are asked for instead.</summary>
    public bool MousePixels { get; init; }

    /// <summary>Colours that programs set: OSC 4, 10, 11, 12, and 104, 110, 111, 112 to take them back.</summary>
    public bool DynamicColors { get; init; }

    /// <summary>OSC 7.</summary>
    public bool WorkingDirectory { get; init; }

    /// <summary>OSC 9;4.</summary>
    public bool Progress { get; init; }

    /// <summary>The kitty keyboard protocol. The flags are set absolutely, <c>CSI = flags u</c>; stacks stay at the server.</summary>
    public bool KittyKeyboard { get; init; }

    /// <summary>modifyOtherKeys, <c>CSI &gt; 4 ; n m</c>.</summary>
    public bool ModifyOtherKeys { get; init; }

    /// <summary>
    /// The receiver is a Godwit's copy: it takes the private sequence of <see cref="Godwit.Terminal.Emulator.HostStateCommand"/>, which carries
    /// row marks and whether the alternate screen shows.
    /// </summary>
    public bool HostState { get; init; }

    /// <summary>Bell and clipboard travel beside the frames, numbered and delivered once; so frames do not hold them.</summary>
    public bool Events { get; init; }

    /// <summary>DECCKM and DECKPAM follow the program. If off, they are left as they are.</summary>
    public bool ApplicationKeys { get; init; }

    /// <summary>Synchronised updates, mode 2026: frames that change more than one row are put between its set and reset.</summary>
    public bool SynchronizedOutput { get; init; }

    /// <summary>
    /// The receiver draws while it reads, so the cursor is hidden while more than one row changes (unless
    /// <see cref="SynchronizedOutput"/>). Off for peers: they apply a whole frame before they draw.
    /// </summary>
    public bool DrawsImmediately { get; init; }

    /// <summary>
    /// The receiver has our own width table (<see cref="Godwit.Terminal.UnicodeTables.Version"/>) and judges every code point alone. If off,
    /// only characters whose width everyone agrees on count as known (spec 06 section 9.5); after any other the cursor is placed absolutely.
    /// </summary>
    public bool SharedWidths { get; init; }

    /// <summary>
    /// OSC 66, kitty's text sizing, with <c>w=</c>: whatever the receiver would not put into one cell of the right width by itself is sent
    /// with its width. If off, a cell gets the code points that fit into its columns when each is judged alone.
    /// </summary>
    public bool SizedText { get; init; }

    /// <summary>The receiver puts grapheme clusters into one cell as we do, so they are sent whole; the cursor is placed absolutely after each all the same.</summary>
    public bool GraphemeClusters { get; init; }

    /// <summary>What every stock client's emulator since 1.4.0 understands (spec 06 section 9.1); older ones ignore what they lack, except 24-bit colours.</summary>
    public static DisplayCapabilities StockPeer => new()
    {
        EraseCharacter = true,
        BackColorErase = true,
        Title = true,
        ClipboardLengthMax = StockClipboardLengthMax,
        AbsoluteMoves = true,
        ScrollRegion = true,
        ScrollLines = true,
        InsertDeleteLine = true,
        CursorVisibility = true,
        AttributeEnds = true,
        InputModes = true,
        Colors = ColorDepth.Rgb,
        Italic = true,
    };

    /// <summary>A Godwit peer's emulator, once negotiated: all that a screen can hold.</summary>
    public static DisplayCapabilities GodwitPeer => StockPeer with
    {
        ClipboardLengthMax = int.MaxValue,
        Faint = true,
        Strikethrough = true,
        Overline = true,
        UnderlineKinds = true,
        UnderlineColor = true,
        Hyperlinks = true,
        CursorShape = true,
        AlternateScroll = true,
        MousePixels = true,
        ApplicationKeys = true,
        DynamicColors = true,
        WorkingDirectory = true,
        Progress = true,
        KittyKeyboard = true,
        ModifyOtherKeys = true,
        HostState = true,
        SharedWidths = true,
        SizedText = true,
    };

    /// <summary>
    /// A real terminal of today that names itself xterm-256color and says no more about itself; the edge switches on or off
    /// what terminfo and replies tell.
    /// </summary>
    public static DisplayCapabilities ModernTerminal => StockPeer with
    {
        ClipboardLengthMax = int.MaxValue,
        Faint = true,
        Strikethrough = true,
        CursorShape = true,
        AlternateScroll = true,
        DrawsImmediately = true,
    };
}
