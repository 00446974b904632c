namespace Godwit.Cli;

/// <summary>The command lines <c>godwit config [HOST]</c> and <c>godwit config --check [FILE]</c>.</summary>
internal static class ConfigCommandLine
{
    private const string PrintUsage = "Usage: godwit config [--config=FILE] [[user@]host]     print the options that hold for a host, as a configuration file\n";
    private const string CheckUsage = "Usage: godwit config --check [FILE]                   look for mistakes in FILE, or in the usual files\n";

    private static readonly OptionSpec Check = new("check", OptionArgument.None) { Summary = "look for mistakes" };
    private static readonly OptionSpec File = new("config", OptionArgument.Value) { Summary = "configuration file instead of the usual ones, or none", IsFile = true };

    /// <summary>The options of <c>godwit config</c>.</summary>
    public static OptionSpec[] Specs => [Check, File, OptionSpec.Help];

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">Without the verb.</param>
    public static Parsed<ConfigRequest> Parse(ReadOnlySpan<string> arguments)
    {
        var request = new ConfigRequest();
        List<string> words = [];
        string assignment = File.Word + "=";
        for (int i = 0; i < arguments.Length; i++)
        {
            string word = arguments[i];
            if (word == OptionSpec.Help.Word || word == "-h")
            {
                return Parsed<ConfigRequest>.Answer(PrintUsage + CheckUsage);
            }

            if (word == Check.Word)
            {
                request = request with { IsCheck = true };
            }
            else if (word.StartsWith(assignment, StringComparison.Ordinal))
            {
                request = request with { File = word[assignment.Length..] };
            }
            else if (word == File.Word && i + 1 < arguments.Length)
            {
                request = request with { File = arguments[++i] };
            }
            else if (word.StartsWith('-') || word.Length == 0)
            {
                return Refuse($"unknown option '{word}'");
            }
            else
            {
                words.Add(word);
            }
        }

        return request switch
        {
            _ when words.Count > 1 => Refuse($"'{words[1]}' is one word too many"),
            { File: "" } => Refuse($"{File.Word} needs the name of a file"),
            { IsCheck: true, File: not null } when words.Count > 0 => Refuse($"which file, '{words[0]}' or that of {File.Word}?"),
            { IsCheck: true } => Parsed<ConfigRequest>.Success(words.Count > 0 ? request with { File = words[0] } : request),
            _ => Parsed<ConfigRequest>.Success(words.Count > 0 ? request with { Host = words[0] } : request),
        };
    }

    private static Parsed<ConfigRequest> Refuse(string reason) =>
        Parsed<ConfigRequest>.Refusal($"godwit config: {reason}.\n{PrintUsage}{CheckUsage}", ExitCode.BadUsage);
}
