using System.Globalization;
using Godwit.Platform;

namespace Godwit.Server;

/// <summary>The environment of the programs in the session (spec 04 section 3.3, 05 section 10).</summary>
internal static class SessionEnvironment
{
    /// <summary>Colours from which on the session's terminal is <c>xterm-256color</c>. Stock wants exactly this number.</summary>
    public const int ManyColors = 256;

    // They describe the terminal that the server was started in, and not that of the session: programs would talk to another one.
    private static readonly string[] OfOtherTerminals = ["STY", "TMUX", "TMUX_PANE", "TERMCAP", "WINDOWID", "VTE_VERSION", "LINES", "COLUMNS"];

    /// <summary>Adapts a copy of the server's own environment.</summary>
    /// <param name="environment">Changed in place.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="home">The user's home directory.</param>
    /// <param name="session">Its name: its UDP port.</param>
    public static void Adapt(EnvironmentBlock environment, ServerSettings settings, string home, int session)
    {
        environment.Set(ServerSettings.SessionVariable, session.ToString(CultureInfo.InvariantCulture));
        Locale.Adopt(environment, settings.LocaleFallback, ProcessEnvironment.HasLocale);
        environment.Set("TERM", settings.Colors >= ManyColors ? "xterm-256color" : "xterm");
        environment.Set("NCURSES_NO_UTF8_ACS", "1");
        environment.Set("PWD", home);
        environment.Remove(ServerSettings.BindAnyVariable);
        environment.Remove(ServerSettings.TimeToLiveVariable);
        environment.Remove(ServerSettings.StaysVariable);
        foreach (string name in OfOtherTerminals)
        {
            environment.Remove(name);
        }
    }
}
