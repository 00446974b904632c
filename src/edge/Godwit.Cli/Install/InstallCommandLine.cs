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
    /// <param name="sshFor">The ssh command for a host, where none is given.</param>
    public static Parsed<ConnectOptions> Parse(IReadOnlyList<string> words, Func<string, Parsed<string>> sshFor)
    {
        static Parsed<ConnectOptions> Refuse(string sentence) => Parsed<ConnectOptions>.Refusal($"godwit install: {sentence}\n{Usage}", ExitCode.BadUsage);
        var options = new ConnectOptions { Install = InstallMode.Always };
        string? ssh = null;
        foreach (var word in words)
        {
            if (word == OptionSpec.Help.Word || word == "-h")
            {
                return Parsed<ConnectOptions>.Answer(Usage);
            }

            if (word.StartsWith(Ssh.Word + "=", StringComparison.Ordinal))
            {
                ssh = word[(Ssh.Word.Length + 1)..];
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

        if (options.Host.Length == 0)
        {
            return Refuse("on which host?");
        }

        Parsed<string> command = ssh is not null ? Parsed<string>.Success(ssh) : sshFor(options.Host);
        return command.Settings is not { } settings ? Parsed<ConnectOptions>.Refusal(command.Error, command.ExitStatus)
            : ShellWords.Split(settings) is not [_, ..] ? Refuse("the command in --ssh is empty, or a quote in it is not closed.")
            : Parsed<ConnectOptions>.Success(options with { Ssh = settings });
    }
}
