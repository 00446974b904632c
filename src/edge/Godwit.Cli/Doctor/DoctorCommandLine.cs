namespace Godwit.Cli.Doctor;

/// <summary>The command line <c>godwit doctor [options] [user@]host</c>. It takes the options of <c>godwit HOST</c>, for what is looked at is the way of that very session.</summary>
internal static class DoctorCommandLine
{
    private const string Usage = "Usage: godwit doctor [--json] [options of godwit] [user@]host";

    private static readonly OptionSpec Json = new("json", OptionArgument.None) { Summary = "print the findings as JSON" };

    // Those that change which way is taken.
    private static readonly ConnectOption[] Relevant =
    [
        ConnectOption.Port, ConnectOption.Family, ConnectOption.InetOnly, ConnectOption.Inet6Only, ConnectOption.Ssh, ConnectOption.SshPty, ConnectOption.Server,
        ConnectOption.BindServer, ConnectOption.RemoteAddress,
    ];

    /// <summary>The options that people type.</summary>
    public static OptionSpec[] Specs => [Json, .. Array.FindAll(ConnectCommandLine.GodwitSpecs, spec => Array.IndexOf(Relevant, spec.Option) >= 0), OptionSpec.Help];

    /// <summary>Reads a command line.</summary>
    /// <param name="words">Without the verb.</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    /// <param name="files">Reads the configuration files, as for a session.</param>
    public static Parsed<DoctorOptions> Parse(IReadOnlyList<string> words, Func<string, string?> environment, Func<string?, Parsed<HostConfig>>? files = null)
    {
        if (words.Contains(OptionSpec.Help.Word))
        {
            return Parsed<DoctorOptions>.Answer($"{Usage}\n");
        }

        Parsed<ConnectOptions> parsed = ConnectCommandLine.Parse([.. words.Where(static word => word != Json.Word)], isStock: false, environment, files);
        if (parsed.Settings is not { } connect)
        {
            return parsed.ExitStatus == ExitCode.Success ? Parsed<DoctorOptions>.Answer(parsed.Output) : Refuse(parsed.Error);
        }

        return connect.IsLocal || connect.IsFakeProxy ? Refuse("godwit doctor: it looks at the way that ssh opens, and --local has none.\n")
            : connect.Command.Count > 0 ? Refuse("godwit doctor: one host, and no command.\n")
            : Parsed<DoctorOptions>.Success(new DoctorOptions(connect, words.Contains(Json.Word)), parsed.Error);
    }

    private static Parsed<DoctorOptions> Refuse(string reason) => Parsed<DoctorOptions>.Refusal($"{reason}{Usage}\n", ExitCode.BadUsage);
}
