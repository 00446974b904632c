using System.Globalization;

namespace Godwit.Cli;

/// <summary>
/// The command lines <c>godwit ls [HOST]</c>, <c>godwit status [HOST] [NAME…]</c> and <c>godwit kill [HOST] NAME…|--lost</c>. A name is a number, so a
/// host is what is none.
/// </summary>
internal static class SessionsCommandLine
{
    private const string ListUsage = "Usage: godwit ls [--ssh=COMMAND] [[user@]host]\n";
    private const string KillUsage = "Usage: godwit kill [--ssh=COMMAND] [[user@]host] NAME...|--lost     NAME as godwit ls shows it\n";
    private const string StatusUsage = "Usage: godwit status [--ssh=COMMAND] [[user@]host] [NAME...]     NAME as godwit ls shows it\n";
    private const int PortMax = 65535;

    private static readonly OptionSpec Ssh = new("ssh", OptionArgument.Value) { Summary = "the ssh command" };
    private static readonly OptionSpec Lost = new("lost", OptionArgument.None) { Summary = "all that have no client" };

    /// <summary>The options of <c>godwit ls</c>.</summary>
    public static OptionSpec[] ListSpecs => [Ssh, OptionSpec.Help];

    /// <summary>The options of <c>godwit status</c>.</summary>
    public static OptionSpec[] StatusSpecs => ListSpecs;

    /// <summary>The options of <c>godwit kill</c>.</summary>
    public static OptionSpec[] KillSpecs => [Ssh, Lost, OptionSpec.Help];

    /// <summary>Reads a command line.</summary>
    /// <param name="words">Without the verb.</param>
    /// <param name="verb">One of the three verbs.</param>
    public static Parsed<SessionsOptions> Parse(IReadOnlyList<string> words, string verb)
    {
        bool isKill = verb == Verb.Kill;
        bool takesNames = verb != Verb.List;
        string usage = isKill ? KillUsage : takesNames ? StatusUsage : ListUsage;
        Parsed<SessionsOptions> Refuse(string sentence) => Parsed<SessionsOptions>.Refusal($"godwit {verb}: {sentence}\n{usage}", ExitCode.BadUsage);
        var options = new SessionsOptions();
        List<int> names = [];
        foreach (string word in words)
        {
            if (word == OptionSpec.Help.Word || word == "-h")
            {
                return Parsed<SessionsOptions>.Answer(usage);
            }

            if (word.StartsWith(Ssh.Word + "=", StringComparison.Ordinal))
            {
                options = options with { Ssh = word[(Ssh.Word.Length + 1)..] };
            }
            else if (isKill && word == Lost.Word)
            {
                options = options with { IsForLost = true };
            }
            else if (word.StartsWith('-') || word.Length == 0)
            {
                return Refuse($"unknown option '{word}'.");
            }
            else if (takesNames && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int name))
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

        if (options.Ssh is not null && ShellWords.Split(options.Ssh) is not [_, ..])
        {
            return Refuse("the command in --ssh is empty, or a quote in it is not closed.");
        }

        return isKill && names.Count == 0 && !options.IsForLost
            ? Refuse("which session? Give its name, or --lost for all that have no client.")
            : Parsed<SessionsOptions>.Success(options with { Names = names });
    }
}
