using Godwit.Display;

namespace Godwit.Client;

/// <summary>What the user's terminal can do, and the byte strings around a session on it (spec 06 section 10).</summary>
internal sealed record TerminalProfile
{
    // Stock's list, and the terminals that have come since.
    private static readonly string[] TitleTerminals =
        ["xterm", "rxvt", "kterm", "Eterm", "alacritty", "screen", "tmux", "foot", "st-", "wezterm", "ghostty", "konsole", "gnome", "vte", "contour"];

    // xterm's title stack: push before the session, pop after it. Some terminals' own start string does it already.
    private static readonly byte[] PushTitle = "\e[22;0t"u8.ToArray();
    private static readonly byte[] PopTitle = "\e[23;0t"u8.ToArray();

    /// <summary>What frames are drawn with.</summary>
    public required DisplayCapabilities Capabilities { get; init; }

    /// <summary>Before the first frame.</summary>
    public required ReadOnlyMemory<byte> Start { get; init; }

    /// <summary>After the last frame.</summary>
    public required ReadOnlyMemory<byte> End { get; init; }

    /// <summary>Puts what terminfo says together with what every terminal of a kind is known to do.</summary>
    /// <param name="entry">The terminal's entry.</param>
    /// <param name="settings">Names the terminal, and whether its alternate screen is wanted.</param>
    public static TerminalProfile Of(TerminfoEntry entry, ClientSettings settings)
    {
        bool hasTitle = Array.Exists(TitleTerminals, name => settings.Term.StartsWith(name, StringComparison.Ordinal));
        bool isModern = entry.Colors >= 256;
        DisplayCapabilities capabilities = DisplayCapabilities.ModernTerminal with
        {
            EraseCharacter = entry.CanEraseCells,
            BackColorErase = entry.BackColorErase,
            Title = hasTitle,
            Colors = DepthOf(entry.Colors),
            Faint = isModern,
            Strikethrough = isModern,
            CursorShape = isModern,
        };
        ReadOnlyMemory<byte> start = settings.UsesAlternateScreen ? entry.EnterAlternateScreen : default;
        ReadOnlyMemory<byte> end = settings.UsesAlternateScreen ? entry.ExitAlternateScreen : default;
        bool savesTitle = hasTitle && !start.Span.EndsWith("t"u8);
        return new TerminalProfile
        {
            Capabilities = capabilities,
            Start = savesTitle ? (byte[])[.. start.Span, .. PushTitle] : start,
            End = savesTitle ? (byte[])[.. PopTitle, .. end.Span] : end,
        };
    }

    /// <summary>
    /// A terminal with 256 colours is taken to have all of them, as stock does: nearly every one has, and few say so.
    /// </summary>
    private static ColorDepth DepthOf(int colors) => colors switch
    {
        >= 256 => ColorDepth.Rgb,
        >= 16 => ColorDepth.Ansi16,
        >= 8 => ColorDepth.Ansi8,
        _ => ColorDepth.Monochrome,
    };
}
