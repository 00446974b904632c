using Godwit.Forwarding;
using Godwit.Session;

namespace Godwit.Cli;

/// <summary>What <c>mosh</c> or <c>godwit HOST</c> was asked to do (spec 04 section 2); parsed and checked.</summary>
internal sealed record ConnectOptions
{
    /// <summary>The value of <see cref="BindServer"/> for the address that ssh reached (any case).</summary>
    public const string BindToSshAddress = "ssh";

    /// <summary>The value of <see cref="BindServer"/> for all addresses (any case).</summary>
    public const string BindToAny = "any";

    /// <summary>The words that stand for an address, with blanks between.</summary>
    public const string BindNames = $"{BindToSshAddress} {BindToAny}";

    /// <summary>The client program; null for our own.</summary>
    public string? Client { get; init; }

    /// <summary>The server's command line on the far side, put in unquoted; null for the default.</summary>
    public string? Server { get; init; }

    /// <summary>One of <see cref="PredictionMode"/>.</summary>
    public string Prediction { get; init; } = PredictionMode.Adaptive;

    /// <summary>Predictions overwrite instead of inserting; null to leave it to the environment.</summary>
    public bool? PredictionOverwrites { get; init; }

    /// <summary>The address family as written; only a few words have a meaning (<see cref="AddressFamily"/>).</summary>
    public string Family { get; init; } = AddressFamily.PreferInet;

    /// <summary>The server's UDP port or range, as written and checked; null for the server's own choice.</summary>
    public string? Ports { get; init; }

    /// <summary><c>ssh</c>, <c>any</c> or an address.</summary>
    public string BindServer { get; init; } = BindToSshAddress;

    /// <summary>True if the user said where the server is to listen; a server of ours takes all addresses otherwise.</summary>
    public bool ChoosesBinding { get; init; }

    /// <summary>The ssh command, to be split by the shell's rules.</summary>
    public string Ssh { get; init; } = "ssh";

    /// <summary>Whether ssh shall make a terminal on the far side; null for the default of the program.</summary>
    public bool? SshPty { get; init; }

    /// <summary>False leaves the terminal's main screen in use; null leaves it to the environment.</summary>
    public bool? UsesAlternateScreen { get; init; }

    /// <summary>Start the server on this machine, without ssh.</summary>
    public bool IsLocal { get; init; }

    /// <summary>How the server's UDP address is found.</summary>
    public RemoteAddressSource RemoteAddress { get; init; }

    /// <summary>We are ssh's ProxyCommand.</summary>
    public bool IsFakeProxy { get; init; }

    /// <summary>Programs in the session may read the user's clipboard; null to leave it to the environment.</summary>
    public bool? MayReadClipboard { get; init; }

    /// <summary>The user's terminal gives East Asian ambiguous characters two columns; null to leave it to the environment.</summary>
    public bool? AmbiguousIsWide { get; init; }

    /// <summary>The key that introduces the client's own commands; null to leave it to the environment.</summary>
    public EscapeKey? Escape { get; init; }

    /// <summary>Where to write how the session went; null to leave it to the environment.</summary>
    public string? StatsFile { get; init; }

    /// <summary>Where to tell what becomes of the session; null for nowhere.</summary>
    public string? LogFile { get; init; }

    /// <summary>A command for the shell of this machine when the server is lost; null for none.</summary>
    public string? OnLost { get; init; }

    /// <summary>The same when it is back.</summary>
    public string? OnResume { get; init; }

    /// <summary>Whether this program is copied to a host that has no server.</summary>
    public InstallMode Install { get; init; }

    /// <summary>For how long the server keeps the session when it is lost and idle, as written and checked; null for the server's choice.</summary>
    public string? TimeToLive { get; init; }

    /// <summary>Ports and local sockets to forward (<c>-L</c>, <c>-R</c>, <c>-D</c>), in addition to those of ssh's configuration.</summary>
    public IReadOnlyList<ForwardSpec> Forwards { get; init; } = [];

    /// <summary>What becomes of the agent (<c>-A</c>, <c>--forward-agent</c>).</summary>
    public AgentWish Agent { get; init; }

    /// <summary>That was said by a configuration file only: a server that forwards nothing is no reason to have no session.</summary>
    public bool AgentIsConfigured { get; init; }

    /// <summary>The agent is to be forwarded, whatever ssh's configuration says.</summary>
    public bool ForwardsAgent => Agent is AgentWish.Yes or AgentWish.Confirm;

    /// <summary>Forward the display (<c>-X</c>, <c>-Y</c>).</summary>
    public bool ForwardsDisplay { get; init; }

    /// <summary>And let programs do with it what programs here may (<c>-Y</c>).</summary>
    public bool TrustsDisplay { get; init; }

    /// <summary>No session if a forwarding cannot be had; null leaves it to ssh's configuration.</summary>
    public bool? ExitsOnForwardFailure { get; init; }

    /// <summary>What the session is for.</summary>
    public SessionKind Kind { get; init; }

    /// <summary>Options of ssh itself, for the login that starts the server (<c>godwit exec</c>).</summary>
    public IReadOnlyList<string> SshOptions { get; init; } = [];

    /// <summary>False gives the command of <c>godwit exec</c> an empty standard input (<c>-n</c>).</summary>
    public bool ReadsInput { get; init; } = true;

    /// <summary>Names of variables that are sent along, in addition to those of the locale and the terminal.</summary>
    public IReadOnlyList<string> SentVariables { get; init; } = [];

    /// <summary><c>[user@]host</c>; the host alone for the fake proxy.</summary>
    public string Host { get; init; } = "";

    /// <summary>The command and its arguments (for the fake proxy: the port); empty for the login shell.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The host without the user.</summary>
    public string HostName => Host[(Host.LastIndexOf('@') + 1)..];

    /// <summary>The host with its name replaced, for example by an address.</summary>
    /// <param name="name">What to put instead of the host's name.</param>
    public string HostWithName(string name) => Host[..(Host.LastIndexOf('@') + 1)] + name;
}
