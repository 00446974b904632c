using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Session;

namespace Godwit.Cli;

/// <content>What options mean, and which values they can have: the same on the command line and in configuration files.</content>
internal sealed partial class ConnectCommandLine
{
    /// <summary>Value of <c>-A</c>: the user is asked about each use of the agent.</summary>
    public const string AgentConfirm = "confirm";

    private const string FromProxy = "proxy";
    private const string FromRemote = "remote";
    private const string FromLocal = "local";
    private const string InstallAsk = "ask";
    private const string InstallAlways = "always";
    private const string InstallNever = "never";
    private const string InstallNames = $"{InstallAsk} {InstallAlways} {InstallNever}";
    private const string AgentNames = $"yes no {AgentConfirm}";
    private const string RemoteAddressNames = $"{FromProxy} {FromRemote} {FromLocal}";

    // Configuration files are for sessions: not for an answer such as --help, nor for us as ssh's proxy.
    private bool IsForHost => problems.Length == 0 && !wantsHelp && !wantsVersion && !options.IsFakeProxy && words.Count > 0;

    /// <summary>Why an option cannot have a value, as the rest of a sentence that begins with both; empty if it can.</summary>
    /// <param name="option">An option that takes a value.</param>
    /// <param name="value">What the user wrote.</param>
    public static string Problem(ConnectOption option, string value) => option switch
    {
        ConnectOption.RemoteAddress => RemoteAddressOf(value) is null ? $"is not known: use {FromProxy}, {FromRemote} or {FromLocal}" : "",
        ConnectOption.Ambiguous => AmbiguousWidth.IsKnown(value) ? "" : $"is not known: {AmbiguousWidth.Choices}",
        ConnectOption.Escape => EscapeKey.TryParseOption(value, out _) ? "" : "is not a key that can be used: a control key as ctrl-], a character as ~, or none",
        ConnectOption.Install => InstallOf(value) is null ? $"is not known: use {InstallAsk}, {InstallAlways} or {InstallNever}" : "",
        ConnectOption.ForwardAgent => AgentOf(value, AgentWish.Unsaid) is null ? $"is not known: use yes, no or {AgentConfirm}" : "",
        ConnectOption.TimeToLive => Duration.TryParse(value, out _) ? "" : $"is no time: {Duration.Choices}",
        ConnectOption.LocalForward or ConnectOption.RemoteForward or ConnectOption.DynamicForward =>
            ForwardSpec.TryParse(KindOf(option), value, out _, out string problem) ? "" : problem[(problem.LastIndexOf(": ", StringComparison.Ordinal) + 2)..],
        ConnectOption.SendEnv => Array.Find(Names(value), static name => !SessionVariables.IsName(name)) is { } name ? $"names {name}, which is not a variable that can be sent" : "",
        ConnectOption.Predict => PredictionMode.IsKnown(value.ToLowerInvariant()) ? "" : $"is not known: {PredictionMode.Choices}",
        ConnectOption.Family => Array.IndexOf(AddressFamily.Names.Split(' '), value.ToLowerInvariant()) < 0 ? $"is not known: use one of {AddressFamily.Names.Replace(" ", ", ", StringComparison.Ordinal)}" : "",
        ConnectOption.BindServer => IsBinding(value) ? "" : "is none of ssh, any and a numeric address",
        ConnectOption.Port => WrapperPorts.Check(value) is { Length: > 0 } reason ? $"cannot be used: {reason}" : "",
        ConnectOption.Ssh => ShellWords.Split(value) is { Count: > 0 } ? "" : "is not a command: it is empty or a quote is not closed",
        _ => "",
    };

    // The others are looked at when all is read: the last one counts, as in stock, and a server's own words are not judged here.
    private static bool IsCheckedAtOnce(ConnectOption option) =>
        option is ConnectOption.RemoteAddress or ConnectOption.Ambiguous or ConnectOption.Escape or ConnectOption.Install or ConnectOption.ForwardAgent
            or ConnectOption.TimeToLive or ConnectOption.SendEnv or ConnectOption.LocalForward or ConnectOption.RemoteForward or ConnectOption.DynamicForward;

    private static ForwardKind KindOf(ConnectOption option) => option switch
    {
        ConnectOption.LocalForward => ForwardKind.Local,
        ConnectOption.RemoteForward => ForwardKind.Remote,
        _ => ForwardKind.Dynamic,
    };

    /// <summary>Takes what configuration files say and the environment does not overrule.</summary>
    private void Take(List<ConfigEntry> entries, Func<string, string?> environment)
    {
        foreach (ConfigEntry entry in entries)
        {
            ConnectOption option = entry.Spec!.Option;
            if (!IsDecided(option, environment))
            {
                Take(option, entry.Spec.IsFile ? ExpandHome(entry.Value, environment) : entry.Value, entry.IsOn);
            }
        }
    }

    /// <summary>True if a variable says what an option of the files would say: it is nearer to the user than a file.</summary>
    private static bool IsDecided(ConnectOption option, Func<string, string?> environment) => option switch
    {
        // An empty one is no choice, but for the last three.
        ConnectOption.Predict => environment(PredictionMode.Variable) is { Length: > 0 },
        ConnectOption.PredictOverwrite => environment(PredictionMode.OverwriteVariable) is { Length: > 0 },
        ConnectOption.Ambiguous => environment(AmbiguousWidth.Variable) is { Length: > 0 },
        ConnectOption.Stats => environment(ClientLaunch.StatsVariable) is { Length: > 0 },
        ConnectOption.ClipboardRead => environment(ClientLaunch.ClipboardVariable) is not null,
        ConnectOption.Init => environment(ClientLaunch.NoInitVariable) is not null,
        ConnectOption.Escape => environment(ClientLaunch.EscapeVariable) is not null,
        _ => false,
    };

    // On a command line the shell does it.
    private static string ExpandHome(string path, Func<string, string?> environment) =>
        path.StartsWith("~/", StringComparison.Ordinal) && environment("HOME") is { Length: > 0 } home ? home + path[1..] : path;

    private void Take(ConnectOption option, string value, bool isOn)
    {
        switch (option)
        {
            case ConnectOption.Predict: prediction = value; break;
            case ConnectOption.PredictAlways: prediction = PredictionMode.Always; break;
            case ConnectOption.PredictNever: prediction = PredictionMode.Never; break;
            default: options = With(option, value, isOn); break;
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
        ConnectOption.RemoteAddress => options with { RemoteAddress = RemoteAddressOf(value) ?? options.RemoteAddress },
        ConnectOption.ClipboardRead => options with { MayReadClipboard = isOn },
        ConnectOption.Ambiguous => options with { AmbiguousIsWide = AmbiguousWidth.IsWide(value) },
        ConnectOption.Escape => options with { Escape = EscapeKey.TryParseOption(value, out EscapeKey key) ? key : null },
        ConnectOption.Stats => options with { StatsFile = value },
        ConnectOption.Log => options with { LogFile = value },
        ConnectOption.OnLost => options with { OnLost = value },
        ConnectOption.OnResume => options with { OnResume = value },
        ConnectOption.Install => options with { Install = InstallOf(value) ?? InstallMode.Never },
        ConnectOption.TimeToLive => options with { TimeToLive = value },
        ConnectOption.SendEnv => options with { SentVariables = [.. options.SentVariables, .. Names(value)] },
        ConnectOption.LocalForward or ConnectOption.RemoteForward or ConnectOption.DynamicForward =>
            ForwardSpec.TryParse(KindOf(option), value, out ForwardSpec? spec, out _) ? options with { Forwards = [.. options.Forwards, spec] } : options,
        ConnectOption.ForwardAgent => options with { Agent = AgentOf(value, options.Agent) ?? options.Agent, AgentIsConfigured = false },
        ConnectOption.ForwardDisplay => options with { ForwardsDisplay = true },
        ConnectOption.ForwardTrustedDisplay => options with { ForwardsDisplay = true, TrustsDisplay = true },
        ConnectOption.NoCommand => options with { Kind = SessionKind.Forwards },
        ConnectOption.NoTerminal => options with { Kind = options.Kind == SessionKind.Terminal ? SessionKind.Command : options.Kind },
        ConnectOption.ExitOnForwardFailure => options with { ExitsOnForwardFailure = isOn },
        ConnectOption.Local => options with { IsLocal = true },
        ConnectOption.FakeProxy => options with { IsFakeProxy = true },
        _ => options,
    };

    private static RemoteAddressSource? RemoteAddressOf(string value) => value.ToLowerInvariant() switch
    {
        FromProxy => RemoteAddressSource.Proxy,
        FromRemote => RemoteAddressSource.Remote,
        FromLocal => RemoteAddressSource.Local,
        _ => null,
    };

    /// <summary>The value of the option for a source.</summary>
    public static string NameOf(RemoteAddressSource source) => source switch
    {
        RemoteAddressSource.Remote => FromRemote,
        RemoteAddressSource.Local => FromLocal,
        _ => FromProxy,
    };

    /// <summary>The value of the option for a mode.</summary>
    public static string NameOf(InstallMode mode) => mode switch
    {
        InstallMode.Ask => InstallAsk,
        InstallMode.Always => InstallAlways,
        _ => InstallNever,
    };

    /// <summary>The value of the option for a wish; null for none.</summary>
    public static string? NameOf(AgentWish wish) => wish switch
    {
        AgentWish.No => "no",
        AgentWish.Yes => "yes",
        AgentWish.Confirm => AgentConfirm,
        _ => null,
    };

    // The letter alone takes back no wish to be asked.
    private static AgentWish? AgentOf(string value, AgentWish before) => value.ToLowerInvariant() switch
    {
        "" when before == AgentWish.Confirm => AgentWish.Confirm,
        "" or "yes" => AgentWish.Yes,
        "no" => AgentWish.No,
        AgentConfirm => AgentWish.Confirm,
        _ => null,
    };

    private static InstallMode? InstallOf(string value) => value.ToLowerInvariant() switch
    {
        InstallAsk => InstallMode.Ask,
        InstallAlways => InstallMode.Always,
        InstallNever => InstallMode.Never,
        _ => null,
    };

    private static string[] Names(string value) => value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsBinding(string value) =>
        value.Equals(ConnectOptions.BindToSshAddress, StringComparison.OrdinalIgnoreCase)
        || value.Equals(ConnectOptions.BindToAny, StringComparison.OrdinalIgnoreCase)
        || UdpAddress.TryParse(value, 0, out _);
}
