using System.Text;
using Item = Godwit.Cli.LongOptionScanner.Item;

namespace Godwit.Cli;

/// <summary>
/// The command line of <c>mosh</c> and of <c>godwit HOST</c>. They have the same options; they differ in where options end:
/// stock reads them up to <c>--</c> even inside the command, <c>godwit</c> leaves the command alone, as ssh does.
/// </summary>
internal sealed partial class ConnectCommandLine
{
    private static readonly OptionSpec[] Specs =
    [
        new("client", OptionArgument.Value, ConnectOption.Client) { Keyword = "Client", Summary = "use another client program", IsFile = true },
        new("server", OptionArgument.Value, ConnectOption.Server) { Keyword = "Server", Summary = "server command on the host" },
        new("predict", OptionArgument.Value, ConnectOption.Predict) { Keyword = "Predict", Summary = "local echo", Values = PredictionMode.Names },
        new("predict-overwrite", OptionArgument.Negatable, ConnectOption.PredictOverwrite) { Keyword = "PredictOverwrite", Summary = "predicted letters overwrite instead of inserting" },
        new("o", OptionArgument.Negatable, ConnectOption.PredictOverwrite) { Summary = "predicted letters overwrite instead of inserting" },
        new("a", OptionArgument.None, ConnectOption.PredictAlways) { Summary = "local echo always" },
        new("n", OptionArgument.None, ConnectOption.PredictNever) { Summary = "local echo never" },
        new("family", OptionArgument.Value, ConnectOption.Family) { Keyword = "Family", Summary = "family of the addresses", Values = AddressFamily.Names },
        new("4", OptionArgument.None, ConnectOption.InetOnly) { Summary = "IPv4 only" },
        new("6", OptionArgument.None, ConnectOption.Inet6Only) { Summary = "IPv6 only" },
        new("port", OptionArgument.Value, ConnectOption.Port) { Keyword = "Port", Summary = "UDP port or range of the server" },
        new("p", OptionArgument.Value, ConnectOption.Port) { Summary = "UDP port or range of the server" },
        new("bind-server", OptionArgument.Value, ConnectOption.BindServer) { Keyword = "BindServer", Summary = "address that the server listens on", Values = ConnectOptions.BindNames },
        new("ssh", OptionArgument.Value, ConnectOption.Ssh) { Keyword = "Ssh", Summary = "ssh command" },
        new("ssh-pty", OptionArgument.Negatable, ConnectOption.SshPty) { Keyword = "SshPty", Summary = "a terminal on the far side while the server starts" },
        new("init", OptionArgument.Negatable, ConnectOption.Init) { Keyword = "Init", Summary = "switch to the alternate screen of the terminal" },
        new("local", OptionArgument.None, ConnectOption.Local) { Summary = "start the server on this machine, without ssh" },
        new("experimental-remote-ip", OptionArgument.Value, ConnectOption.RemoteAddress) { Keyword = "RemoteIp", Summary = "where the address of the server is taken from", Values = RemoteAddressNames },
        new("fake-proxy", OptionArgument.None, ConnectOption.FakeProxy),
        OptionSpec.Help,
        OptionSpec.Version,
    ];

    // Not under the name of mosh: there "--cl" and "--se" are short for stock's options.
    private static readonly OptionSpec[] OwnSpecs =
    [
        .. Specs,
        new("clipboard-read", OptionArgument.Negatable, ConnectOption.ClipboardRead) { Keyword = "ClipboardRead", Summary = "programs in the session may read the clipboard" },
        new("ambiguous", OptionArgument.Value, ConnectOption.Ambiguous) { Keyword = "Ambiguous", Summary = "columns of East Asian ambiguous characters", Values = AmbiguousWidth.Names },
        new("escape", OptionArgument.Value, ConnectOption.Escape) { Keyword = "Escape", Summary = "key that introduces commands to the client" },
        new("stats", OptionArgument.Value, ConnectOption.Stats) { Keyword = "Stats", Summary = "write how the session went to a JSON file", IsFile = true },
        new("log", OptionArgument.Value, ConnectOption.Log) { Keyword = "Log", Summary = "add what becomes of the session to a file", IsFile = true },
        new("on-lost", OptionArgument.Value, ConnectOption.OnLost) { Keyword = "OnLost", Summary = "command to run when the server is lost" },
        new("on-resume", OptionArgument.Value, ConnectOption.OnResume) { Keyword = "OnResume", Summary = "command to run when it is back" },
        new("install", OptionArgument.Value, ConnectOption.Install) { Keyword = "Install", Summary = "copy this program to a host that has no server", Values = InstallNames },
        new("ttl", OptionArgument.Value, ConnectOption.TimeToLive) { Keyword = "Ttl", Summary = "how long a lost and idle session is kept" },
        new("send-env", OptionArgument.Value, ConnectOption.SendEnv) { Keyword = "SendEnv", Summary = "variables to send along" },
        new("L", OptionArgument.Value, ConnectOption.LocalForward) { Summary = "forward a port of this machine to the host" },
        new("R", OptionArgument.Value, ConnectOption.RemoteForward) { Summary = "forward a port of the host to this machine" },
        new("D", OptionArgument.Value, ConnectOption.DynamicForward) { Summary = "SOCKS on this machine, connections from the host" },
        new("forward-agent", OptionArgument.Value, ConnectOption.ForwardAgent) { Keyword = "ForwardAgent", Summary = "forward the ssh agent, or ask about each use of it", Values = AgentNames },
        new("A", OptionArgument.Optional, ConnectOption.ForwardAgent) { Summary = "forward the ssh agent", Values = AgentConfirm },
        new("X", OptionArgument.None, ConnectOption.ForwardDisplay) { Summary = "forward the X display, untrusted" },
        new("Y", OptionArgument.None, ConnectOption.ForwardTrustedDisplay) { Summary = "forward the X display, trusted" },
        new("N", OptionArgument.None, ConnectOption.NoCommand) { Summary = "no shell, forwardings only" },
        new("T", OptionArgument.None, ConnectOption.NoTerminal) { Summary = "no terminal, the command has three streams" },
        new("exit-on-forward-failure", OptionArgument.Negatable, ConnectOption.ExitOnForwardFailure) { Keyword = "ExitOnForwardFailure", Summary = "no session if a forwarding cannot be had" },
        new("config", OptionArgument.Value, ConnectOption.Config) { Summary = "configuration file instead of the usual ones, or none", IsFile = true },
    ];

    /// <summary>The options of <c>godwit HOST</c>.</summary>
    public static OptionSpec[] GodwitSpecs => OwnSpecs;

    private readonly string program;
    private readonly bool isStock;
    private readonly StringBuilder problems = new();
    private readonly List<string> words = [];
    private ConnectOptions options = new();
    private string? prediction;
    private string? configuration;
    private bool wantsHelp;
    private bool wantsVersion;

    private ConnectCommandLine(bool isStock)
    {
        this.isStock = isStock;
        program = isStock ? "mosh" : "godwit";
    }

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="isStock">True if called as <c>mosh</c>.</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    /// <param name="files">
    /// Reads the configuration files, given the value of <c>--config</c> or null. Not called under the name of <c>mosh</c>, which knows none, nor
    /// for what needs no host.
    /// </param>
    public static Parsed<ConnectOptions> Parse(
        IReadOnlyList<string> arguments, bool isStock, Func<string, string?> environment, Func<string?, Parsed<HostConfig>>? files = null)
    {
        var parser = new ConnectCommandLine(isStock);
        parser.Read(arguments);
        if (isStock || files is null || !parser.IsForHost)
        {
            return parser.Finish(environment);
        }

        // Which blocks of the files apply is known only now, and what they say comes before the command line.
        Parsed<HostConfig> config = files(parser.configuration);
        if (config.Settings is not { } settings)
        {
            return Parsed<ConnectOptions>.Refusal(config.Error, config.ExitStatus);
        }

        var complete = new ConnectCommandLine(isStock);
        complete.Take(settings.For(new ConnectOptions { Host = parser.words[0] }.HostName), environment);
        complete.options = complete.options with { AgentIsConfigured = complete.options.ForwardsAgent };
        complete.Read(arguments);
        return complete.Finish(environment);
    }

    private void Read(IReadOnlyList<string> arguments)
    {
        var scanner = new LongOptionScanner(arguments, isStock ? Specs : OwnSpecs);
        while (true)
        {
            switch (scanner.Read())
            {
                case Item.Option:
                    Apply(scanner);
                    break;
                case Item.Word:
                    words.Add(scanner.Value);
                    if (!isStock && words.Count == 2)
                    {
                        words.AddRange(scanner.Rest);
                        return;
                    }

                    break;
                case Item.Error:
                    problems.Append(isStock ? "" : "godwit: ").Append(scanner.Value).Append(isStock ? "\n" : ".\n");
                    break;
                case Item.Terminator:
                    AddRest(scanner);
                    return;
                default:
                    return;
            }
        }
    }

    private void AddRest(LongOptionScanner scanner)
    {
        var before = words.Count;
        words.AddRange(scanner.Rest);

        // "-- host -- command": the second separator is ours as well.
        if (before == 0 && words.Count > 1 && words[1] == "--")
        {
            words.RemoveAt(1);
        }
    }

    private void Apply(LongOptionScanner scanner)
    {
        switch (scanner.Option)
        {
            case ConnectOption.Help: wantsHelp = true; break;
            case ConnectOption.Version: wantsVersion = true; break;
            case ConnectOption.Config: configuration = scanner.Value; break;
            default:
                if (IsCheckedAtOnce(scanner.Option) && Problem(scanner.Option, scanner.Value) is { Length: > 0 } reason)
                {
                    OptionSpec spec = Array.Find(OwnSpecs, spec => spec.Option == scanner.Option)!;
                    problems.Append(program).Append(spec.IsCapital ? $": {spec.Word} {scanner.Value}: {reason}.\n" : $": {spec.Word}={scanner.Value} {reason}.\n");
                }

                Take(scanner.Option, scanner.Value, !scanner.IsNegated);
                break;
        }
    }

    private Parsed<ConnectOptions> Finish(Func<string, string?> environment)
    {
        if (problems.Length > 0)
        {
            return Refuse(problems.ToString());
        }

        if (wantsHelp)
        {
            return Parsed<ConnectOptions>.Answer(isStock ? Texts.MoshUsage : Texts.GodwitUsage);
        }

        if (wantsVersion)
        {
            return Parsed<ConnectOptions>.Answer(Texts.Version(program));
        }

        return Check(environment);
    }

    private Parsed<ConnectOptions> Check(Func<string, string?> environment)
    {
        // An empty variable is no choice.
        var inherited = environment(PredictionMode.Variable) is { Length: > 0 } variable ? variable : null;
        var mode = (prediction ?? inherited ?? PredictionMode.Adaptive).ToLowerInvariant();
        if (!PredictionMode.IsKnown(mode))
        {
            var where = prediction is null ? $"{PredictionMode.Variable} in the environment" : "--predict";
            return Refuse($"{program}: the mode \"{mode}\" of {where} is not known: {PredictionMode.Choices}.\n");
        }

        if (words.Count == 0 || words[0].Length == 0)
        {
            return isStock
                ? Parsed<ConnectOptions>.Refusal(Texts.MoshUsage)
                : Parsed<ConnectOptions>.Refusal("godwit: no host was named: godwit [user@]host. \"godwit --help\" tells more.\n");
        }

        if (options.Ports is { } ports && WrapperPorts.Check(ports) is { Length: > 0 } reason)
        {
            return Parsed<ConnectOptions>.Refusal($"{program}: {reason}.\n");
        }

        if (Problem(ConnectOption.Ssh, options.Ssh) is { Length: > 0 } fault)
        {
            return Parsed<ConnectOptions>.Refusal($"{program}: --ssh={options.Ssh} {fault}.\n");
        }

        return Parsed<ConnectOptions>.Success(options with { Prediction = mode, Host = words[0], Command = [.. words.Skip(1)] });
    }

    private Parsed<ConnectOptions> Refuse(string reasons) =>
        Parsed<ConnectOptions>.Refusal(reasons + (isStock ? Texts.MoshUsage : "\"godwit --help\" lists the options.\n"));
}
