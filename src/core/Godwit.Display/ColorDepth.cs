namespace Godwit.Display;

/// <summary>How many colours a terminal shows. Colours beyond it are replaced by the nearest one it has.</summary>
public enum ColorDepth : byte
{
    /// <summary>None: colours are left out.</summary>
    Monochrome,

    /// <summary>The eight of SGR 30–37 and 40–47; bright ones become plain ones.</summary>
    Ansi8,

    /// <summary>Also SGR 90–97 and 100–107.</summary>
    Ansi16,

    /// <summary>Also the 256-colour palette (38;5;n).</summary>
    Indexed256,

    /// <summary>Also 24-bit colours (38;2;r;g;b).</summary>
    Rgb,
}
