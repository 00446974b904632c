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

    // Built into glibc since 2.35 and into musl; harmless where it is unknown.
    private const string LastResort = "C.UTF-8";

    /// <summary>
    /// Makes the environment say UTF-8: as it is, else with the client's variables in place of its own (spec 04 section 3.2),
    /// else with a character set of last resort. Stock gives up instead of taking the last step.
    /// </summary>
    /// <param name="environment">Changed in place.</param>
    /// <param name="fallback">The client's variables, in order.</param>
    public static void Adopt(EnvironmentBlock environment, IReadOnlyList<KeyValuePair<string, string>> fallback)
    {
        if (IsUtf8(environment))
        {
            return;
        }

        if (fallback.Count > 0)
        {
            foreach (string name in Variables)
            {
                environment.Remove(name);
            }

            foreach ((string name, string value) in fallback)
            {
                environment.Set(name, value);
            }
        }

        if (!IsUtf8(environment))
        {
            environment.Remove("LC_ALL");
            environment.Set("LC_CTYPE", LastResort);
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
