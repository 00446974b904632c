namespace Godwit.Cli.Tests.Support;

/// <summary>
/// A temporary folder with our program under its four names, a recording ssh and a recording client. The program is the native one if
/// GODWIT_BIN names its folder (as ./test does), else the build that came with the tests.
/// </summary>
internal sealed class Workbench : IDisposable
{
    public const string Key = "ABCDEFGHIJKLMNOPQRSTUQ";
    public const string StockMosh = "/usr/bin/mosh";

    private const string RecordingSsh =
        """
        #!/bin/sh
        for word in "$@"; do printf '<%s>\n' "$word"; done >>"$RECORD"
        printf 'SHELL=%s PREDICTION=%s PID=%s\n' "$SHELL" "$MOSH_PREDICTION_DISPLAY" "${MOSH_CLIENT_PID:+set}" >>"$RECORD"
        printf "$SAYS"
        exit ${ENDS:-0}
        """;

    private const string RecordingClient =
        """
        #!/bin/sh
        if [ "$1" = -c ]; then printf '%s\n' "${COLORS-256}"; exit ${COLORS_STATUS:-0}; fi
        for word in "$@"; do printf '<%s>\n' "$word"; done
        printf 'KEY=%s\nPREDICTION=%s\nOVERWRITE=%s\nNO_INIT=%s\n' "$MOSH_KEY" "$MOSH_PREDICTION_DISPLAY" "$MOSH_PREDICTION_OVERWRITE" "$MOSH_NO_TERM_INIT"
        exit 7
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-cli-").FullName;

    public Workbench()
    {
        var native = Environment.GetEnvironmentVariable("GODWIT_BIN");
        var program = Path.Combine(string.IsNullOrEmpty(native) ? AppContext.BaseDirectory : native, "godwit");
        foreach (var name in new[] { "godwit", "mosh", "mosh-client", "mosh-server" })
        {
            File.CreateSymbolicLink(PathOf(name), program);
        }

        AddScript("ssh", RecordingSsh);
        AddScript("client", RecordingClient);
    }

    /// <summary>What a recording ssh says if nothing else is asked for: an address, a greeting, the connect line, and more.</summary>
    public static string Says { get; } = $@"MOSH IP 127.0.0.1\r\nhello\r\nMOSH CONNECT 60001 {Key}\r\nafter\r\n";

    public static bool HasStockMosh => File.Exists(StockMosh);

    public string PathOf(string name) => Path.Combine(folder, name);

    public void AddScript(string name, string text)
    {
        File.WriteAllText(PathOf(name), text + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Runs one of our names or another program with the environment that the recorders need.</summary>
    public ProgramRun Run(string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        File.Delete(PathOf("record"));
        return ProgramRun.Of(PathIn(program), arguments, Variables(environment));
    }

    /// <summary>Runs one of our names with a terminal on all three standard streams.</summary>
    public ProgramRun RunOnTerminal(string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        File.Delete(PathOf("record"));
        return ProgramRun.OnTerminal(PathIn(program), arguments, Variables(environment));
    }

    /// <summary>Runs <c>mosh</c>, ours or stock's, with both recorders.</summary>
    public ProgramRun RunMosh(string program, string[] arguments, params (string Name, string? Value)[] environment) =>
        Run(program, [$"--client={PathOf("client")}", $"--ssh={PathOf("ssh")}", .. arguments], environment);

    /// <summary>What the recording ssh was given; empty if it was not started.</summary>
    public string Record() => File.Exists(PathOf("record")) ? File.ReadAllText(PathOf("record")) : "";

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string PathIn(string program) => program.Contains('/', StringComparison.Ordinal) ? program : PathOf(program);

    private Dictionary<string, string?> Variables((string Name, string? Value)[] environment)
    {
        var variables = new Dictionary<string, string?>
        {
            ["RECORD"] = PathOf("record"),
            ["SAYS"] = Says,
            ["XDG_CONFIG_HOME"] = PathOf("config-home"), // Nothing of whoever runs the tests.
            ["TERM"] = "xterm-256color",
            ["SHELL"] = "/bin/bash",
            ["LANG"] = "C.UTF-8",
            ["LC_ALL"] = null,
            ["LC_CTYPE"] = null,
            ["MOSH_KEY"] = null,
            ["MOSH_PREDICTION_DISPLAY"] = null,
        };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
