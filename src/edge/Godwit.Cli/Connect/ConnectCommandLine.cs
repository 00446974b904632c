using System.Text;
using Godwit.Session;
using Item = Godwit.Cli.LongOptionScanner.Item;

namespace Godwit.Cli;

/// <summary>
/// The command line of <c>mosh</c> and of <c>godwit HOST</c>. They have the same options; they differ in where options end:
/// stock reads them up to <c>--</c> even inside the command, <c>godwit</c> leaves the command alone, as ssh does.
/// </summary>
internal sealed class ConnectCommandLine
{
    private const string FromProxy = "proxy";
    private const string FromRemote = "remote";
    private const string FromLocal = "local";

    private static readonly OptionSpec[] Specs =
    [
        new("client", OptionArgument.Value, ConnectOption.Client) { Summary = "use another client program", IsFile = true },
        new("server", OptionArgument.Value, ConnectOption.Server) { Summary = "server command on the host" },
        new("predict", OptionArgument.Value, ConnectOption.Predict) { Summary = "local echo", Values = PredictionMode.Names },
        new("predict-overwrite", OptionArgument.Negatable, ConnectOption.PredictOverwrite) { Summary = "predicted letters overwrite instead of inserting" },
        new("o", OptionArgument.Negatable, ConnectOption.PredictOverwrite) { Summary = "predicted letters overwrite instead of inserting" },
        new("a", OptionArgument.None, ConnectOption.PredictAlways) { Summary = "local echo always" },
        new("n", OptionArgument.None, ConnectOption.PredictNever) { Summary = "local echo never" },
        new("family", OptionArgument.Value, ConnectOption.Family) { Summary = "family of the addresses", Values = AddressFamily.Names },
        new("4", OptionArgument.None, ConnectOption.InetOnly) { Summary = "IPv4 only" },
        new("6", OptionArgument.None, ConnectOption.Inet6Only) { Summary = "IPv6 only" },
        new("port", OptionArgument.Value, ConnectOption.Port) { Summary = "UDP port or range of the server" },
        new("p", OptionArgument.Value, ConnectOption.Port) { Summary = "UDP port or range of the server" },
        new("bind-server", OptionArgument.Value, ConnectOption.BindServer) { Summary = "address that the server listens on", Values = ConnectOptions.BindNames },
        new("ssh", OptionArgument.Value, ConnectOption.Ssh) { Summary = "ssh command" },
        new("ssh-pty", OptionArgument.Negatable, ConnectOption.SshPty) { Summary = "a terminal on the far side while the server starts" },
        new("init", OptionArgument.Negatable, ConnectOption.Init) { Summary = "switch to the alternate screen of the terminal" },
        new("local", OptionArgument.None, ConnectOption.Local) { Summary = "start the server on this machine, without ssh" },
        new("experimental-remote-ip", OptionArgument.Value, ConnectOption.RemoteAddress) { Summary = "where the address of the server is taken from", Values = $"{FromProxy} {FromRemote} {FromLocal}" },
        new("fake-proxy", OptionArgument.None, ConnectOption.FakeProxy),
        OptionSpec.Help,
        OptionSpec.Version,
    ];

    // Not under the name of mosh: there "--cl" and "--se" are short for stock's options.
    private static readonly OptionSpec[] OwnSpecs =
    [
        .. Specs,
        new("clipboard-read", OptionArgument.Negatable, ConnectOption.ClipboardRead) { Summary = "programs in the session may read the clipboard" },
        new("ambiguous", OptionArgument.Value, ConnectOption.Ambiguous) { Summary = "columns of East Asian ambiguous characters", Values = AmbiguousWidth.Names },
        new("escape", OptionArgument.Value, ConnectOption.Escape) { Summary = "key that introduces commands to the client" },
        new("stats", OptionArgument.Value, ConnectOption.Stats) { Summary = "write how the session went to a JSON file", IsFile = true },
        new("install", OptionArgument.Value, ConnectOption.Install) { Summary = "copy this program to a host that has no server", Values = "ask always never" },
        new("ttl", OptionArgument.Value, ConnectOption.TimeToLive) { Summary = "how long a lost and idle session is kept" },
        new("send-env", OptionArgument.Value, ConnectOption.SendEnv) { Summary = "variables to send along" },
    ];

    /// <summary>The options of <c>godwit HOST</c>.</summary>
    public static OptionSpec[] GodwitSpecs => OwnSpecs;

    private readonly string program;
    private readonly bool isStock;
    private readonly StringBuilder problems = new();
    private readonly List<string> words = [];
    private ConnectOptions options = new();
    private string? prediction;
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
    public static Parsed<ConnectOptions> Parse(IReadOnlyList<string> arguments, bool isStock, Func<string, string?> environment)
    {
        var parser = new ConnectCommandLine(isStock);
        parser.Read(arguments);
        return parser.Finish(environment);
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
        var isOn = !scanner.IsNegated;
        switch (scanner.Option)
        {
            case ConnectOption.Predict: prediction = scanner.Value; break;
            case ConnectOption.PredictAlways: prediction = PredictionMode.Always; break;
            case ConnectOption.PredictNever: prediction = PredictionMode.Never; break;
            case ConnectOption.Help: wantsHelp = true; break;
            case ConnectOption.Version: wantsVersion = true; break;
            case ConnectOption.RemoteAddress: ApplyRemoteAddress(scanner.Value); break;
            case ConnectOption.Ambiguous: ApplyAmbiguous(scanner.Value); break;
            case ConnectOption.Escape: ApplyEscape(scanner.Value); break;
            case ConnectOption.Install: ApplyInstall(scanner.Value); break;
            case ConnectOption.TimeToLive: ApplyTimeToLive(scanner.Value); break;
            case ConnectOption.SendEnv: ApplySentVariables(scanner.Value); break;
            default: options = With(scanner.Option, scanner.Value, isOn); break;
        }
    }

    private ConnectOptions With(ConnectOption option, string value, bool isOn) => option switch
    {
        ConnectOption.Client => options with { Client = value },
        ConnectOption.Server => options with { Server = value },
        ConnectOption.PredictOverwrite => options with { PredictionOverwrites = isOn },
        ConnectOption.Family => options with { Family = value.ToLowerInvariant() },
        ConnectOption.InetOnly => options with { Family = AddressFamily.Inet },
        ConnectOption.Inet6Only => options with { Family = AddressFamily.Inet6 },
        ConnectOption.Port => options with { Ports = value },
        ConnectOption.BindServer => options with { BindServer = value, ChoosesBinding = true },
        ConnectOption.Ssh => options with { Ssh = value },
        ConnectOption.SshPty => options with { SshPty = isOn },
        ConnectOption.Init => options with { UsesAlternateScreen = isOn },
        ConnectOption.ClipboardRead => options with { MayReadClipboard = isOn },
        ConnectOption.Stats => options with { StatsFile = value },
        ConnectOption.Local => options with { IsLocal = true },
        ConnectOption.FakeProxy => options with { IsFakeProxy = true },
        _ => options,
    };

    private void ApplyRemoteAddress(string value)
    {
        RemoteAddressSource? source = value.ToLowerInvariant() switch
        {
            FromProxy => RemoteAddressSource.Proxy,
            FromRemote => RemoteAddressSource.Remote,
            FromLocal => RemoteAddressSource.Local,
            _ => null,
        };
        if (source is { } known)
        {
            options = options with { RemoteAddress = known };
        }
        else
        {
            problems.Append(program).Append($": --experimental-remote-ip={value} is not known: use {FromProxy}, {FromRemote} or {FromLocal}.\n");
        }
    }

    private void ApplyAmbiguous(string value)
    {
        if (!AmbiguousWidth.IsKnown(value))
        {
            problems.Append(program).Append($": --ambiguous={value} is not known: {AmbiguousWidth.Choices}.\n");
        }

        options = options with { AmbiguousIsWide = AmbiguousWidth.IsWide(value) };
    }

    private void ApplyEscape(string value)
    {
        if (!EscapeKey.TryParseOption(value, out EscapeKey key))
        {
            problems.Append(program).Append($": --escape={value} is not a key that can be used: a control key as ctrl-], a character as ~, or none.\n");
        }

        options = options with { Escape = key };
    }

    private void ApplyInstall(string value)
    {
        InstallMode? mode = value.ToLowerInvariant() switch
        {
            "ask" => InstallMode.Ask,
            "always" => InstallMode.Always,
            "never" => InstallMode.Never,
            _ => null,
        };
        if (mode is null)
        {
            problems.Append(program).Append($": --install={value} is not known: use ask, always or never.\n");
        }

        options = options with { Install = mode ?? InstallMode.Never };
    }

    private void ApplyTimeToLive(string value)
    {
        if (!Duration.TryParse(value, out _))
        {
            problems.Append(program).Append($": --ttl={value} is no time: {Duration.Choices}.\n");
        }

        options = options with { TimeToLive = value };
    }

    private void ApplySentVariables(string value)
    {
        string[] names = value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in names.Where(static name => !SessionVariables.IsName(name)))
        {
            problems.Append(program).Append($": --send-env={name} is not a variable that can be sent.\n");
        }

        options = options with { SentVariables = [.. options.SentVariables, .. names] };
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

        if (ShellWords.Split(options.Ssh) is not { Count: > 0 })
        {
            return Parsed<ConnectOptions>.Refusal($"{program}: --ssh={options.Ssh} is not a command: it is empty or a quote is not closed.\n");
        }

        return Parsed<ConnectOptions>.Success(options with { Prediction = mode, Host = words[0], Command = [.. words.Skip(1)] });
    }

    private Parsed<ConnectOptions> Refuse(string reasons) =>
        Parsed<ConnectOptions>.Refusal(reasons + (isStock ? Texts.MoshUsage : "\"godwit --help\" lists the options.\n"));
}
