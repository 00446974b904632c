namespace Godwit.Cli;

/// <summary>
/// The command lines of <c>godwit exec</c> and <c>godwit forward</c>. What is called in place of ssh is given ssh's options: those of one letter are ssh's
/// here, and all but forwardings go to the ssh that starts the server. Ours are the long ones.
/// </summary>
internal static class ExecCommandLine
{
    private const string ExecUsage = "Usage: godwit exec [options of godwit and ssh] [user@]host [--] [command...]\n";
    private const string ForwardUsage = "Usage: godwit forward [options of godwit and ssh] -L|-R|-D ... [user@]host\n";

    // ssh(1): the letters that have a value.
    private const string WithValue = "BbcDEeFIiJLlmOoPpQRSWw";
    private const string Forwarding = "LRDAXY";

    // Of no meaning here: no terminal is made, and compression, logs and the background are the login's own affair.
    private const string Ignored = "TtNkCfMngyKa";
    private const string SftpServer = "for p in /usr/lib/openssh/sftp-server /usr/libexec/openssh/sftp-server /usr/lib/ssh/sftp-server /usr/libexec/sftp-server; do [ -x $p ] && exec $p; done; exec sftp-server";

    /// <summary>Reads a command line.</summary>
    /// <param name="words">Without the verb.</param>
    /// <param name="kind">Which of the two it is.</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    /// <param name="files">Reads the configuration files.</param>
    public static Parsed<ConnectOptions> Parse(
        IReadOnlyList<string> words, SessionKind kind, Func<string, string?> environment, Func<string?, Parsed<HostConfig>>? files = null)
    {
        string verb = kind == SessionKind.Command ? Verb.Exec : Verb.Forward;
        string usage = kind == SessionKind.Command ? ExecUsage : ForwardUsage;
        List<string> own = [];
        List<string> ssh = [];
        bool isSubsystem = false;
        bool readsInput = true;
        int index = 0;
        for (; index < words.Count && words[index] is ['-', not '-', ..] or ['-', '-', _, ..]; index++)
        {
            string word = words[index];
            if (word == OptionSpec.Help.Word)
            {
                return Parsed<ConnectOptions>.Answer(usage);
            }

            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                own.Add(word);
                continue;
            }

            for (int letter = 1; letter < word.Length; letter++)
            {
                char option = word[letter];
                bool hasValue = WithValue.Contains(option, StringComparison.Ordinal);
                string value = hasValue ? word[(letter + 1)..] : "";
                if (hasValue && value.Length == 0 && ++index == words.Count)
                {
                    return Refuse(verb, usage, $"option -{option} requires an argument.");
                }

                value = hasValue && value.Length == 0 ? words[index] : value;
                isSubsystem |= option == 's';
                readsInput &= option != 'n';
                if (option == 'G')
                {
                    // git asks this of an ssh that it does not know: whoever refuses is given no options.
                    return Refuse(verb, usage, "-G is for ssh itself.");
                }

                if (Forwarding.Contains(option, StringComparison.Ordinal) || "46".Contains(option, StringComparison.Ordinal))
                {
                    own.AddRange(hasValue ? [$"-{option}", value] : [$"-{option}"]);
                }
                else if (!Ignored.Contains(option, StringComparison.Ordinal) && option is not ('s' or 'x' or 'O' or 'S' or 'W'))
                {
                    ssh.AddRange(hasValue ? [$"-{option}", value] : [$"-{option}"]);
                }

                if (hasValue)
                {
                    break;
                }
            }
        }

        List<string> rest = [.. words.Skip(index)];
        if (rest is ["--", ..])
        {
            rest.RemoveAt(0);
        }

        if (rest.Count == 0)
        {
            return Refuse(verb, usage, "on which host?");
        }

        string host = rest[0];
        List<string> command = rest[1..];
        if (command is ["--", ..])
        {
            command.RemoveAt(0);
        }

        Parsed<ConnectOptions> parsed = ConnectCommandLine.Parse([.. own, "--", host], isStock: false, environment, files);
        if (parsed.Settings is not { } options)
        {
            return parsed;
        }

        return kind == SessionKind.Forwards && command.Count > 0 ? Refuse(verb, usage, $"one host, and no command: '{command[0]}' is one word too many.")
            : Parsed<ConnectOptions>.Success(
                options with
                {
                    Kind = kind,
                    SshOptions = ssh,
                    ReadsInput = readsInput,
                    Command = isSubsystem && command is ["sftp"] ? [SftpServer] : command,
                    Install = options.Install == InstallMode.Ask ? InstallMode.Never : options.Install,
                },
                parsed.Error);
    }

    private static Parsed<ConnectOptions> Refuse(string verb, string usage, string sentence) =>
        Parsed<ConnectOptions>.Refusal($"godwit {verb}: {sentence}\n{usage}", Godwit.Client.ClientProgram.NoCommand);
}
