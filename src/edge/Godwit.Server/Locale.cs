using Godwit.Platform;

namespace Godwit.Server;

/// <summary>
/// The locale variables of the session. The server itself needs no locale (it has its own Unicode tables); the programs in
/// the session should find one that says UTF-8, so that they print it.
/// </summary>
internal static class Locale
{
    /// <summary>What the client may send along (spec 04 section 2.2).</summary>
    public static readonly string[] Variables =
    [
        "LANG", "LANGUAGE", "LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES", "LC_PAPER", "LC_NAME",
        "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION", "LC_ALL",
    ];

    // Built into glibc since 2.35 and into musl; Debian and Fedora have had it for longer.
    private const string LastResort = "C.UTF-8";

    /// <summary>
    /// Makes the environment say UTF-8, in a locale that this machine has: as it is, else with the client's variables in place of its
    /// own (spec 04 section 3.2), else with a character set of last resort. Variables that name a locale which is not here are left
    /// out, whether ssh or the client brought them: a single one makes setlocale(3) fail for all. Where there is no such locale at
    /// all, nothing is changed. Stock gives up instead.
    /// </summary>
    /// <param name="environment">Changed in place.</param>
    /// <param name="fallback">The client's variables, in order.</param>
    /// <param name="exists">True if this machine has a locale.</param>
    public static void Adopt(EnvironmentBlock environment, IReadOnlyList<KeyValuePair<string, string>> fallback, Func<string, bool> exists)
    {
        KeyValuePair<string, string>[] found = [.. Variables.Where(name => environment.Get(name) is not null).Select(name => KeyValuePair.Create(name, environment.Get(name)!))];
        KeyValuePair<string, string>[] here = [.. found.Where(variable => IsHere(variable, exists))];
        Replace(environment, here);
        if (IsUtf8(environment))
        {
            return;
        }

        KeyValuePair<string, string>[] offered = [.. fallback.Where(variable => IsHere(variable, exists))];
        Replace(environment, offered);
        if (offered.Length > 0 && IsUtf8(environment))
        {
            return;
        }

        Replace(environment, exists(LastResort) ? here : found);
        if (exists(LastResort))
        {
            environment.Remove("LC_ALL");
            environment.Set("LC_CTYPE", LastResort);
        }
    }

    // LANGUAGE is a list of translations to try, and what is no locale variable at all is passed on as stock does.
    private static bool IsHere(in KeyValuePair<string, string> variable, Func<string, bool> exists) =>
        variable.Key == "LANGUAGE" || Array.IndexOf(Variables, variable.Key) < 0 || variable.Value.Length == 0 || exists(variable.Value);

    private static void Replace(EnvironmentBlock environment, KeyValuePair<string, string>[] variables)
    {
        foreach (string name in Variables)
        {
            environment.Remove(name);
        }

        foreach ((string name, string value) in variables)
        {
            environment.Set(name, value);
        }
    }

    /// <summary>True if the variable that decides the character set names UTF-8.</summary>
    public static bool IsUtf8(EnvironmentBlock environment)
    {
        foreach (string name in (ReadOnlySpan<string>)["LC_ALL", "LC_CTYPE", "LANG"])
        {
            if (environment.Get(name) is { Length: > 0 } value)
            {
                return value.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || value.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
