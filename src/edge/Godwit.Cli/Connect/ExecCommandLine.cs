namespace Godwit.Cli;

/// <summary>
/// The command lines of <c>godwit exec</c> and <c>godwit forward</c>. What is called in place of ssh is given ssh's options: those of one letter are ssh's
/// here, and all but forwardings go to the ssh that starts the server. Ours are the long ones.
/// </summary>
internal static class ExecCommandLine
{
    private const string ExecUsage = "Usage: godwit exec [options of godwit and ssh] [user@]host [--] [command...]\n";
    private const string ForwardUsage = "Usage: godwit forward [options of godwit and ssh] -L|-R|-D ... [user@]host\n";

    private const string SftpServer = "for p in /usr/lib/openssh/sftp-server /usr/libexec/openssh/sftp-server /usr/lib/ssh/sftp-server /usr/libexec/sftp-server; do [ -x $p ] && exec $p; done; exec sftp-server";

    /// <summary>Reads a command line.</summary>
    /// <param name="words">Without the verb.</param>
    /// <param name="kind">Which of the two it is.</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    /// <param name="files">Reads the configuration files.</param>
    public static Parsed<ConnectOptions> Parse(
        IReadOnlyList<string> words, SessionKind kind, Func<string, string?> environment, Func<string?, Parsed<HostConfig>>? files = null)
    {
        var read = new ExecWords(words);
        kind = read.HasNoCommand ? SessionKind.Forwards : kind;
        if (read.WantsHelp)
        {
            return Parsed<ConnectOptions>.Answer(Usage(kind));
        }

        if (read.Problem.Length > 0 || read.Host.Length == 0)
        {
            return Refuse(kind, read.Problem.Length > 0 ? read.Problem : "on which host?");
        }

        if (kind == SessionKind.Forwards && read.Command.Count > 0)
        {
            return Refuse(kind, $"one host, and no command: '{read.Command[0]}' is one word too many.");
        }

        if (read.IsSubsystem && read.Command is not ["sftp"])
        {
            return Refuse(kind, "of subsystems (-s) only sftp is known here.");
        }

        Parsed<ConnectOptions> parsed = ConnectCommandLine.Parse([.. read.Own, "--", read.Host], isStock: false, environment, files);
        if (parsed.Settings is not { } options)
        {
            return parsed.ExitStatus == ExitCode.Success ? parsed : Parsed<ConnectOptions>.Refusal(parsed.Error, Godwit.Client.ClientProgram.NoCommand);
        }

        return Parsed<ConnectOptions>.Success(
            options with
            {
                Kind = kind,
                SshOptions = read.Ssh,
                ReadsInput = !read.HasNoInput,
                Command = read.IsSubsystem ? [SftpServer] : read.Command,
                Install = options.Install == InstallMode.Ask ? InstallMode.Never : options.Install,
            },
            parsed.Error);
    }

    private static string Usage(SessionKind kind) => kind == SessionKind.Command ? ExecUsage : ForwardUsage;

    private static Parsed<ConnectOptions> Refuse(SessionKind kind, string sentence) =>
        Parsed<ConnectOptions>.Refusal($"godwit {(kind == SessionKind.Command ? Verb.Exec : Verb.Forward)}: {sentence}\n{Usage(kind)}", Godwit.Client.ClientProgram.NoCommand);
}
