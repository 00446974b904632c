namespace Godwit.Terminal;

/// <summary>
/// What is known of the user's real terminal, as the client reported it: what queries are answered from. A value that never changes.
/// Numbers and flags only, so that no reply can carry text that somebody else chose.
/// </summary>
public sealed record TerminalFacts
{
    /// <summary>Nothing is known.</summary>
    public static TerminalFacts Unknown { get; } = new();

    /// <summary>The default text colour; <see cref="Color.Default"/> if not known.</summary>
    public Color Foreground { get; init; }

    /// <summary>The default background; <see cref="Color.Default"/> if not known.</summary>
    public Color Background { get; init; }

    /// <summary>The cursor's colour; <see cref="Color.Default"/> if not known.</summary>
    public Color Cursor { get; init; }

    /// <summary>Dark or light, for <c>CSI ? 996 n</c> and mode 2031.</summary>
    public ColorScheme ColorScheme { get; init; }

    /// <summary>Width of a cell in pixels; 0 if not known.</summary>
    public int CellWidth { get; init; }

    /// <summary>Height of a cell in pixels; 0 if not known.</summary>
    public int CellHeight { get; init; }

    /// <summary>The terminal has the kitty keyboard protocol, so <c>CSI ? u</c> is answered.</summary>
    public bool KittyKeyboard { get; init; }

    /// <summary>The user lets programs read the clipboard.</summary>
    public bool ClipboardRead { get; init; }

    /// <summary>The terminal was asked and has said what it will say, or cannot be asked. False while answers are on their way.</summary>
    public bool IsSettled { get; init; }

    /// <summary>The user's terminal gives East Asian Ambiguous characters two columns.</summary>
    public bool AmbiguousIsWide { get; init; }
}
