namespace Godwit.Client;

/// <summary>
/// The few facts about the user's terminal that a client needs (spec 04 section 4.1). Everything else is the same on every
/// terminal that is in use today.
/// </summary>
public sealed partial record TerminfoEntry
{
    /// <summary><c>bce</c>: erased cells take the current background colour.</summary>
    public bool BackColorErase { get; init; }

    /// <summary><c>colors</c>; -1 if the entry does not say.</summary>
    public int Colors { get; init; } = -1;

    /// <summary><c>cup</c> is there: the cursor can be put anywhere. A terminal without it cannot show a session.</summary>
    public bool CanMoveCursor { get; init; }

    /// <summary><c>ech</c> is there: cells can be erased without moving the cursor.</summary>
    public bool CanEraseCells { get; init; }

    /// <summary><c>civis</c> is there: the cursor can be hidden.</summary>
    public bool CanHideCursor { get; init; }

    /// <summary><c>csr</c> is there: the screen can be scrolled in part.</summary>
    public bool HasScrollRegion { get; init; }

    /// <summary><c>indn</c> and <c>rin</c> are there: several lines can be scrolled at once.</summary>
    public bool CanScrollLines { get; init; }

    /// <summary><c>il</c> and <c>dl</c> are there: lines can be inserted and deleted.</summary>
    public bool CanInsertLines { get; init; }

    /// <summary><c>hpa</c> and <c>vpa</c> are there: the cursor can be put into a row or a column alone.</summary>
    public bool HasAbsoluteMoves { get; init; }

    /// <summary><c>rmul</c> is more than a reset: each attribute can be ended alone.</summary>
    public bool CanEndAttributes { get; init; }

    /// <summary><c>sitm</c> is there.</summary>
    public bool HasItalic { get; init; }

    /// <summary><c>dim</c> is there.</summary>
    public bool HasFaint { get; init; }

    /// <summary><c>kmous</c> is there: it has a mouse, and thus modes that say what it sends.</summary>
    public bool HasMouse { get; init; }

    /// <summary><c>RGB</c> or <c>Tc</c> (ncurses' and tmux's extensions) is there: 24-bit colours.</summary>
    public bool HasTrueColor { get; init; }

    /// <summary><c>Smulx</c> or <c>Su</c> (extensions) is there: kinds of underline.</summary>
    public bool HasUnderlineKinds { get; init; }

    /// <summary><c>Setulc</c> (an extension) is there: colours of underlines.</summary>
    public bool HasUnderlineColor { get; init; }

    /// <summary><c>smxx</c> (an extension) is there: text can be struck through.</summary>
    public bool HasStrikethrough { get; init; }

    /// <summary><c>Ss</c> (an extension) is there: the cursor has shapes.</summary>
    public bool HasCursorShapes { get; init; }

    /// <summary><c>smcup</c> without padding marks: switches to the alternate screen. Empty if there is none.</summary>
    public ReadOnlyMemory<byte> EnterAlternateScreen { get; init; }

    /// <summary><c>rmcup</c> without padding marks: back to the main screen. Empty if there is none.</summary>
    public ReadOnlyMemory<byte> ExitAlternateScreen { get; init; }

    /// <summary>Finds the compiled entry of a terminal type where ncurses looks for it.</summary>
    /// <param name="term">The type, from <c>TERM</c>.</param>
    /// <param name="environment">Looks a variable up; null if it is not set. Read: TERMINFO, HOME, TERMINFO_DIRS.</param>
    /// <returns>The entry, or null if there is none that can be read.</returns>
    public static TerminfoEntry? Load(string term, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(environment);
        if (term.Length == 0 || term.Contains('/', StringComparison.Ordinal) || term.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var folder in Folders(environment))
        {
            // The second form is that of file systems that do not tell upper from lower case.
            if (Read($"{folder}/{term[0]}/{term}") is { } entry || (entry = Read($"{folder}/{(int)term[0]:x2}/{term}")) is not null)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>
    /// What to take for a terminal type without an entry (a minimal container has no database): today's usual terminals are all like
    /// xterm with 256 colours; of any other we ask only what a VT100 can do.
    /// </summary>
    /// <param name="term">The type, from <c>TERM</c>; may be empty.</param>
    public static TerminfoEntry Assume(string term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return IsLikeXterm(term)
            ? new()
            {
                BackColorErase = !term.StartsWith("screen", StringComparison.Ordinal) && !term.StartsWith("tmux", StringComparison.Ordinal),
                CanEraseCells = true,
                CanMoveCursor = true,
                CanHideCursor = true,
                HasScrollRegion = true,
                CanScrollLines = true,
                CanInsertLines = true,
                HasAbsoluteMoves = true,
                CanEndAttributes = true,
                HasItalic = true,
                HasFaint = true,
                HasMouse = true,
                HasStrikethrough = true,
                HasCursorShapes = true,
                Colors = 256,
                EnterAlternateScreen = "\e[?1049h"u8.ToArray(),
                ExitAlternateScreen = "\e[?1049l"u8.ToArray(),
            }
            : new() { CanMoveCursor = true, HasScrollRegion = true };
    }

    private static bool IsLikeXterm(string term)
    {
        ReadOnlySpan<string> families =
            ["xterm", "screen", "tmux", "rxvt", "alacritty", "kitty", "foot", "wezterm", "ghostty", "konsole", "gnome", "vte", "contour", "iterm", "putty"];
        foreach (var family in families)
        {
            if (term.StartsWith(family, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return term.Contains("256color", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Folders(Func<string, string?> environment)
    {
        if (environment("TERMINFO") is { Length: > 0 } own)
        {
            yield return own;
        }

        if (environment("HOME") is { Length: > 0 } home)
        {
            yield return $"{home}/.terminfo";
        }

        foreach (var folder in (environment("TERMINFO_DIRS") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }

        yield return "/etc/terminfo";
        yield return "/lib/terminfo";
        yield return "/usr/share/terminfo";
        yield return "/usr/local/share/terminfo";
        yield return "/usr/share/misc/terminfo";
    }
}
