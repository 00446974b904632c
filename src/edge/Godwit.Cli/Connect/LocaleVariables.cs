namespace Godwit.Cli;

/// <summary>The variables that a locale is made of (spec 04 section 2.2); the server gets them through <c>-l</c>.</summary>
internal static class LocaleVariables
{
    private static readonly string[] All =
    [
        "LANG", "LANGUAGE", "LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES",
        "LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION", "LC_ALL",
    ];

    /// <summary>Their names, in the order in which stock passes them.</summary>
    public static ReadOnlySpan<string> Names => All;
}
