using System.Globalization;

namespace Godwit.Client;

/// <summary>
/// Which terminal it is, by what it calls itself, and what those of its kind can do though no query and no terminfo entry tells.
/// Only what their own documentation promises.
/// </summary>
internal sealed record TerminalIdentity
{
    private const int MiB = 1024 * 1024;

    // Their documentation says all of: kinds and colours of underline, OSC 8, 24-bit colours, OSC 10 to 12 and 104 to 112.
    private static readonly string[] RichTerminals =
        ["kitty", "foot", "wezterm", "vte", "iterm2", "ghostty", "contour", "mintty", "konsole", "tmux", "rio", "alacritty"];

    /// <summary>Not known.</summary>
    public static TerminalIdentity Unknown { get; } = new();

    /// <summary>Name in small letters, without version; empty if not known.</summary>
    public string Name { get; private init; } = "";

    /// <summary>First number of the version; 0 if not known.</summary>
    public int Version { get; private init; }

    /// <summary>24-bit colours.</summary>
    public bool TrueColor => IsRich || Name is "xterm" or "mlterm";

    /// <summary>SGR 4:2 to 4:5 and 58.</summary>
    public bool UnderlineKinds => IsRich;

    /// <summary>SGR 53.</summary>
    public bool Overline => Name is "vte" or "wezterm" or "konsole" or "mintty" or "contour" or "ghostty" or "tmux";

    /// <summary>OSC 8.</summary>
    public bool Hyperlinks => IsRich || Name is "mlterm";

    /// <summary>modifyOtherKeys.</summary>
    public bool ModifyOtherKeys => Name is "xterm" or "mintty" or "tmux" or "iterm2" or "foot" or "contour";

    /// <summary>OSC 4, 10, 11, 12 set colours, and 104, 110, 111, 112 take them back.</summary>
    public bool DynamicColors => IsRich || Name is "xterm";

    /// <summary>OSC 7.</summary>
    public bool WorkingDirectory => Name is "vte" or "kitty" or "foot" or "wezterm" or "iterm2" or "ghostty" or "konsole" or "contour" or "tmux" or "mintty";

    /// <summary>OSC 9;4.</summary>
    public bool Progress => Name is "wezterm" or "ghostty" or "konsole" or "mintty" or "kitty" or "iterm2";

    /// <summary>Characters of base64 that it takes in one OSC 52; 0 if it does not know OSC 52.</summary>
    public int ClipboardLengthMax => Name switch
    {
        "tmux" => MiB - 64, // Its input buffer is 1 MiB, the sequence's own characters included.
        "screen" => 0,
        _ => 8 * MiB, // More than a program can send us.
    };

    /// <summary>How it is told to notify the user.</summary>
    public NotificationForm Notifications => Name switch
    {
        "kitty" => NotificationForm.Kitty,
        "foot" or "contour" or "ghostty" or "rxvt" => NotificationForm.Titled,
        "iterm2" or "wezterm" => NotificationForm.Plain,
        _ => NotificationForm.None,
    };

    private bool IsRich => Array.IndexOf(RichTerminals, Name) >= 0;

    /// <summary>By XTVERSION; by the type's name where it did not answer.</summary>
    /// <param name="version">XTVERSION's text, for example <c>kitty(0.32.2)</c>, <c>tmux 3.3a</c>, <c>XTerm(379)</c>; may be empty.</param>
    /// <param name="term"><c>TERM</c>.</param>
    public static TerminalIdentity Of(string version, string term)
    {
        if (version.Length > 0)
        {
            int end = version.AsSpan().IndexOfAny(" (/-");
            string name = (end < 0 ? version : version[..end]).ToLowerInvariant();
            return new() { Name = name, Version = FirstNumber(end < 0 ? "" : version.AsSpan(end)) };
        }

        string family = term.StartsWith("xterm-", StringComparison.Ordinal) ? term["xterm-".Length..] : term;
        int dash = family.IndexOf('-', StringComparison.Ordinal);
        family = dash < 0 ? family : family[..dash];

        // Others say "xterm" as well, and many of them only because programs want to hear it.
        return family is "kitty" or "foot" or "alacritty" or "ghostty" or "wezterm" or "contour" or "tmux" or "screen" or "rxvt" or "mlterm" or "rio"
            ? new() { Name = family }
            : Unknown;
    }

    private static int FirstNumber(ReadOnlySpan<char> text)
    {
        int start = text.IndexOfAnyInRange('0', '9');
        ReadOnlySpan<char> digits = start < 0 ? default : text[start..];
        int length = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
    }
}
