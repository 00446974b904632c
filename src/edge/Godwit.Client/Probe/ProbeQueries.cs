namespace Godwit.Client;

/// <summary>The questions that a terminal is asked, as one string of octets.</summary>
internal static class ProbeQueries
{
    // GNU screen hands device control strings on to the terminal around it; Apple's prints what follows a '$' or a '+'.
    private static readonly string[] CarefulTypes = ["screen", "rxvt", "putty", "konsole-linux", "nsterm"];
    private static readonly string[] FullTypes =
        ["xterm", "tmux", "alacritty", "kitty", "foot", "wezterm", "ghostty", "konsole", "gnome", "vte", "contour", "iterm", "mintty", "rio", "st-", "mlterm"];

    /// <summary>Chooses by name: there is no other way of knowing what a terminal does with what it does not know.</summary>
    /// <param name="term">The terminal's type.</param>
    /// <param name="program"><c>TERM_PROGRAM</c>, if set.</param>
    public static ProbeLevel LevelOf(string term, string? program)
    {
        bool isCareful = Array.Exists(CarefulTypes, name => term.StartsWith(name, StringComparison.Ordinal)) || program == "Apple_Terminal";
        bool isFull = Array.Exists(FullTypes, name => term.StartsWith(name, StringComparison.Ordinal)) || term.Contains("256color", StringComparison.Ordinal);
        return isCareful ? ProbeLevel.Basic : isFull ? ProbeLevel.Full : ProbeLevel.None;
    }

    /// <summary>The octets; the last question is the fence, DA1. Empty if nothing may be asked.</summary>
    /// <param name="level">How much may be asked.</param>
    public static ReadOnlySpan<byte> Of(ProbeLevel level) => level switch
    {
        // OSC 10 to 12, DA1. rxvt knows no other end of a string than BEL.
        ProbeLevel.Basic => "\e]10;?\a\e]11;?\a\e]12;?\a\e[c"u8,

        // XTVERSION, kitty's keyboard flags, three modes, three colours, sizes of cell and window, dark or light, XTGETTCAP of RGB,
        // Smulx and Su, DA1. Colours end with ST: a terminal that does not know them would ring at a BEL.
        ProbeLevel.Full => "\e[>0q\e[?u\e[?2026$p\e[?2031$p\e[?1016$p\e]10;?\e\\\e]11;?\e\\\e]12;?\e\\\e[16t\e[14t\e[?996n\eP+q524742\e\\\eP+q536D756C78\e\\\eP+q5375\e\\\e[c"u8,
        _ => default,
    };
}
