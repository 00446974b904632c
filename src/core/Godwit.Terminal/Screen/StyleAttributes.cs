namespace Godwit.Terminal;

/// <summary>Character attributes set by SGR, except underline, which has kinds of its own.</summary>
[Flags]
public enum StyleAttributes : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>SGR 1.</summary>
    Bold = 1 << 0,

    /// <summary>SGR 2.</summary>
    Faint = 1 << 1,

    /// <summary>SGR 3.</summary>
    Italic = 1 << 2,

    /// <summary>SGR 5.</summary>
    Blink = 1 << 3,

    /// <summary>SGR 7.</summary>
    Inverse = 1 << 4,

    /// <summary>SGR 8.</summary>
    Invisible = 1 << 5,

    /// <summary>SGR 9.</summary>
    Strikethrough = 1 << 6,

    /// <summary>SGR 53.</summary>
    Overline = 1 << 7,

    /// <summary>DECSCA, SPA: guarded against erasing. Says nothing about looks and is never sent to a peer.</summary>
    Protected = 1 << 8,
}
