using Godwit.Platform;

namespace Godwit.Cli.Doctor;

/// <summary>All that was seen, and nothing concluded from it. <see cref="Diagnosis"/> concludes.</summary>
internal sealed record Observations
{
    /// <summary>As the user named it, without the user's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The server command that the user named; null for ours.</summary>
    public string? ServerCommand { get; init; }

    /// <summary>The UDP ports that the user named; null for the server's choice.</summary>
    public string? Ports { get; init; }

    /// <summary>The name that ssh connects to.</summary>
    public string LookedUp { get; init; } = "";

    /// <summary>ssh goes through another host or program.</summary>
    public bool IsIndirect { get; init; }

    /// <summary>The host's addresses; empty if there is none or nobody asked.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Why its name has no address; null if it has one.</summary>
    public string? ResolveProblem { get; init; }

    /// <summary>Why ssh could not be started; null if it could.</summary>
    public string? SshProblem { get; init; }

    /// <summary>How ssh ended; null while it runs.</summary>
    public ExitStatus? SshExit { get; init; }

    /// <summary>ssh's last lines.</summary>
    public string SshSaid { get; init; } = "";

    /// <summary>What the far side's script said.</summary>
    public FarFacts Far { get; init; } = new();

    /// <summary>The last lines of the start of the server.</summary>
    public string ServerSaid { get; init; } = "";

    /// <summary>What was wrong with the server's lines; null if nothing was.</summary>
    public string? BootstrapFault { get; init; }

    /// <summary>The server did not like the port.</summary>
    public bool SawBadPort { get; init; }

    /// <summary>The server's UDP port; 0 if there is no server.</summary>
    public int Port { get; init; }

    /// <summary>The server's process; 0 if not known.</summary>
    public int ServerProcess { get; init; }

    /// <summary>Name and version of the server; empty if it did not say.</summary>
    public string ServerVersion { get; init; } = "";

    /// <summary>The address that datagrams are sent to; empty if it is not known.</summary>
    public string Address { get; init; } = "";

    /// <summary>The server answered.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Milliseconds until it did.</summary>
    public long AnsweredAfterMs { get; init; }

    /// <summary>Why datagrams could not leave this machine.</summary>
    public NetworkFault SendFault { get; init; }

    /// <summary>What was reported of datagrams that had left.</summary>
    public NetworkFault ReportedFault { get; init; }

    /// <summary>Datagrams that came and were not made with the session's key.</summary>
    public long Unauthentic { get; init; }

    /// <summary>Answers in another version of the protocol.</summary>
    public long WrongVersion { get; init; }

    /// <summary>Datagrams that were sent between two looks at the counters; 0 if nobody looked.</summary>
    public int Burst { get; init; }

    /// <summary>What the host's kernel counted meanwhile; null if not known.</summary>
    public NetCounters? CountedThere { get; init; }

    /// <summary>What this machine's kernel counted meanwhile; null if not known.</summary>
    public NetCounters? CountedHere { get; init; }

    /// <summary>The first tool for firewalls on this machine; empty if none is installed.</summary>
    public string Firewall { get; init; } = "";

    /// <summary>Octets of datagrams that were tried.</summary>
    public int SizeTried { get; init; }

    /// <summary>Octets that arrived at the server at most.</summary>
    public int SizeThere { get; init; }

    /// <summary>Octets that arrived here at most.</summary>
    public int SizeBack { get; init; }

    /// <summary>Of the server's datagrams in which it sent what was to fill large ones, so many got lost.</summary>
    public long LostBack { get; init; }

    /// <summary>What it sent has arrived, in whatever sizes.</summary>
    public bool HasArrivedBack { get; init; }

    /// <summary>What was sent to it has arrived, in whatever sizes.</summary>
    public bool HasArrivedThere { get; init; }

    /// <summary>The server has said that the session is over, and nobody here did.</summary>
    public bool IsEndedByServer { get; init; }

    /// <summary>Round trips; null if they were not measured.</summary>
    public PathFigures? Figures { get; init; }

    /// <summary>Milliseconds since the server was heard, at the end of the measurement.</summary>
    public long SilentMs { get; init; }

    /// <summary>The server answered after the login had ended; null if nobody looked.</summary>
    public bool? OutlivesLogin { get; init; }

    /// <summary>Seconds by which the host's clock is ahead; null if not known.</summary>
    public double? ClockAhead { get; init; }

    /// <summary>By how many seconds that may be wrong.</summary>
    public double ClockError { get; init; }

    /// <summary>The server is one of ours; null if it is not known.</summary>
    public bool? IsGodwit { get; init; }

    /// <summary>What this client can do and the server cannot.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The user's terminal.</summary>
    public TerminalFacts Terminal { get; init; } = new();
}
