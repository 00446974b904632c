namespace Godwit.Client;

/// <summary>The replies that are asked for. Each has a form that no key has.</summary>
[Flags]
internal enum ReplyKind
{
    /// <summary>No reply.</summary>
    None = 0,

    /// <summary>DA1, <c>CSI ? n ; … c</c>: the fence, because every terminal answers it and in order.</summary>
    Attributes = 1,

    /// <summary>XTVERSION, <c>DCS &gt; | text ST</c>.</summary>
    Version = 2,

    /// <summary>DECRPM, <c>CSI ? mode ; value $ y</c>.</summary>
    Mode = 4,

    /// <summary>The kitty keyboard protocol's flags, <c>CSI ? n u</c>.</summary>
    Keyboard = 8,

    /// <summary>Colours, <c>OSC 10 ; rgb:… ST</c>, 11 and 12.</summary>
    Color = 16,

    /// <summary>Sizes, <c>CSI 6 ; height ; width t</c> (cell) and <c>CSI 4 ; … t</c> (window).</summary>
    Size = 32,

    /// <summary>Dark or light, <c>CSI ? 997 ; n n</c>. Also comes unasked while mode 2031 is set.</summary>
    Scheme = 64,

    /// <summary>XTGETTCAP, <c>DCS 1 + r name = value ST</c> or <c>DCS 0 + r … ST</c>.</summary>
    Capability = 128,

    /// <summary>All of them.</summary>
    All = 255,
}
