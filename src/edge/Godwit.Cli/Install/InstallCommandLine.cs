namespace Godwit.Cli;

/// <summary>The command line <c>godwit install HOST</c>.</summary>
internal static class InstallCommandLine
{
    private const string Usage = "Usage: godwit install [--ssh=COMMAND] [user@]host\n";

    private static readonly OptionSpec Ssh = new("ssh", OptionArgument.Value) { Summary = "the ssh command" };

    /// <summary>The options.</summary>
    public static OptionSpec[] Specs => [Ssh, OptionSpec.Help];

    /// <summary>Reads a command line.</summary>
    /// <param name="words">Without the verb.</param>
    public static Parsed<ConnectOptions> Parse(IReadOnlyList<string> words)
    {
        static Parsed<ConnectOptions> Refuse(string sentence) => Parsed<ConnectOptions>.Refusal($"godwit install: {sentence}\n{Usage}", ExitCode.BadUsage);
        var options = new ConnectOptions { Install = InstallMode.Always };
        foreach (var word in words)
        {
            if (word == OptionSpec.Help.Word || word == "-h")
            {
                return Parsed<ConnectOptions>.Answer(Usage);
            }

            if (word.StartsWith(Ssh.Word + "=", StringComparison.Ordinal))
            {
                options = options with { Ssh = word[(Ssh.Word.Length + 1)..] };
            }
            else if (word.StartsWith('-') || word.Length == 0)
            {
                return Refuse($"unknown option '{word}'.");
            }
            else if (options.Host.Length > 0)
            {
                return Refuse($"'{word}' is one host too many.");
            }
            else
            {
                options = options with { Host = word };
            }
        }

        return options.Host.Length == 0 ? Refuse("on which host?")
            : ShellWords.Split(options.Ssh) is not [_, ..] ? Refuse("the command in --ssh is empty, or a quote in it is not closed.")
            : Parsed<ConnectOptions>.Success(options);
    }
}
