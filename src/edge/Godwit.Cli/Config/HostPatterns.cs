namespace Godwit.Cli;

/// <summary>The patterns of a <c>Host</c> line, as ssh_config(5) has them: <c>*</c> any characters, <c>?</c> one, <c>!</c> before a pattern excludes what it matches.</summary>
internal static class HostPatterns
{
    /// <summary>True if one of the patterns matches and none that excludes does. Case is no matter: it is none in names of hosts.</summary>
    /// <param name="patterns">The words of the line.</param>
    /// <param name="host">The host as the user named it, without user.</param>
    public static bool Match(IReadOnlyList<string> patterns, string host)
    {
        bool isFound = false;
        foreach (string pattern in patterns)
        {
            bool excludes = pattern.StartsWith('!');
            if (MatchOne(pattern.AsSpan(excludes ? 1 : 0), host))
            {
                if (excludes)
                {
                    return false;
                }

                isFound = true;
            }
        }

        return isFound;
    }

    // In time of pattern times host at most: after a mismatch only the last star takes one character more.
    private static bool MatchOne(ReadOnlySpan<char> pattern, ReadOnlySpan<char> host)
    {
        int inPattern = 0;
        int inHost = 0;
        int star = -1;
        int afterStar = 0;
        while (inHost < host.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '*')
            {
                star = inPattern++;
                afterStar = inHost;
            }
            else if (inPattern < pattern.Length && (pattern[inPattern] == '?' || char.ToLowerInvariant(pattern[inPattern]) == char.ToLowerInvariant(host[inHost])))
            {
                inPattern++;
                inHost++;
            }
            else if (star >= 0)
            {
                inPattern = star + 1;
                inHost = ++afterStar;
            }
            else
            {
                return false;
            }
        }

        return pattern[inPattern..].IndexOfAnyExcept('*') < 0;
    }
}
