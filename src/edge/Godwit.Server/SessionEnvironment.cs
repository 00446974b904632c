namespace Godwit.Server;

/// <summary>The environment of the programs in the session (spec 04 section 3.3, 05 section 10).</summary>
internal static class SessionEnvironment
{
    /// <summary>Makes it from the server's own.</summary>
    /// <param name="own">The server's environment.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="home">The user's home directory.</param>
    public static Dictionary<string, string> Make(IEnumerable<KeyValuePair<string, string>> own, ServerSettings settings, string home)
    {
        var environment = new Dictionary<string, string>(own, StringComparer.Ordinal);
        Locale.Adopt(environment, settings.LocaleFallback);
        environment["TERM"] = settings.Colors >= 256 ? "xterm-256color" : "xterm";
        // Line drawing reaches a client as Unicode in any case; ncurses need not be told to avoid its own way.
        environment["NCURSES_NO_UTF8_ACS"] = "1";
        environment["PWD"] = home;
        environment.Remove("STY");
        return environment;
    }
}
