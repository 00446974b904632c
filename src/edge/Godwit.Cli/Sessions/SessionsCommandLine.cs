using System.Globalization;

namespace Godwit.Cli;

/// <summary>The command lines <c>godwit ls [HOST]</c> and <c>godwit kill [HOST] NAME…|--lost</c>. A name is a number, so a host is what is none.</summary>
internal static class SessionsCommandLine
{
    private const string ListUsage = "Usage: godwit ls [--ssh=COMMAND] [[user@]host]\n";
    private const string KillUsage = "Usage: godwit kill [--ssh=COMMAND] [[user@]host] NAME...|--lost     NAME as godwit ls shows it\n";
    private const string SshOption = "--ssh=";
    private const int PortMax = 65535;

    /// <summary>Reads a command line.</summary>
    /// <param name="words">Without the verb.</param>
    /// <param name="isKill">True for <c>kill</c>.</param>
    public static Parsed<SessionsOptions> Parse(IReadOnlyList<string> words, bool isKill)
    {
        string usage = isKill ? KillUsage : ListUsage;
        string verb = isKill ? "godwit kill" : "godwit ls";
        Parsed<SessionsOptions> Refuse(string sentence) => Parsed<SessionsOptions>.Refusal($"{verb}: {sentence}\n{usage}", ExitCode.BadUsage);
        var options = new SessionsOptions();
        List<int> names = [];
        foreach (string word in words)
        {
            if (word is "--help" or "-h")
            {
                return Parsed<SessionsOptions>.Answer(usage);
            }

            if (word.StartsWith(SshOption, StringComparison.Ordinal))
            {
                options = options with { Ssh = word[SshOption.Length..] };
            }
            else if (word == "--lost" && isKill)
            {
                options = options with { IsForLost = true };
            }
            else if (word.StartsWith('-') || word.Length == 0)
            {
                return Refuse($"unknown option '{word}'.");
            }
            else if (isKill && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int name))
            {
                if (name is 0 or > PortMax)
                {
                    return Refuse($"'{word}' is no name of a session; names are those that godwit ls shows.");
                }

                names.Add(name);
            }
            else if (options.Host is null && names.Count == 0)
            {
                options = options with { Host = word };
            }
            else
            {
                return Refuse($"'{word}' is one host too many, or no name of a session.");
            }
        }

        if (ShellWords.Split(options.Ssh) is not [_, ..])
        {
            return Refuse("the command in --ssh is empty, or a quote in it is not closed.");
        }

        return isKill && names.Count == 0 && !options.IsForLost
            ? Refuse("which session? Give its name, or --lost for all that have no client.")
            : Parsed<SessionsOptions>.Success(options with { Names = names });
    }
}
