namespace Godwit.Platform;

/// <summary>
/// What to start and how. The new process always gets default actions for all signals and has no descriptors but 0 to 2 and
/// <see cref="Descriptors"/>.
/// </summary>
public sealed class SpawnOptions
{
    /// <summary>The program: a path if it contains <c>/</c>, else looked up in the PATH of <see cref="Environment"/> like execvp(3).</summary>
    public required string Path { get; init; }

    /// <summary>argv, beginning with argv[0], which may differ from the path (<c>-bash</c>).</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment; null = ours.</summary>
    public EnvironmentBlock? Environment { get; init; }

    /// <summary>Working directory; null = ours. If it cannot be entered the start fails with that error: check first if that is no reason.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Puts the process in a session of its own, without controlling terminal (setsid).</summary>
    public bool NewSession { get; init; }

    /// <summary>
    /// Signals that are blocked in the new process from its first instruction on; none for foreign programs. For our own programs
    /// the set that they will collect with <see cref="SignalSource"/>: no signal can then be lost or kill them in between.
    /// </summary>
    public SignalSet BlockedSignals { get; init; }

    /// <summary>Signals that are ignored in the new process from its first instruction on (SIGHUP for the detached server).</summary>
    public SignalSet IgnoredSignals { get; init; }

    /// <summary>Descriptors to hand over. 0 to 2 are inherited as they are unless named here.</summary>
    public IReadOnlyList<DescriptorMapping> Descriptors { get; init; } = [];

    /// <summary>Soft limit for core dumps in the new process; null = ours (spec 01 section 1).</summary>
    public ulong? CoreLimit { get; init; }

    /// <summary>Zero-terminated path of the terminal that becomes descriptors 0 to 2 and the controlling terminal; set by <see cref="Pty"/>.</summary>
    internal byte[]? Terminal { get; init; }

    /// <summary>The same options with a terminal and a new session.</summary>
    internal SpawnOptions OnTerminal(byte[] terminal) => new()
    {
        Path = Path,
        Arguments = Arguments,
        Environment = Environment,
        WorkingDirectory = WorkingDirectory,
        NewSession = true,
        BlockedSignals = BlockedSignals,
        IgnoredSignals = IgnoredSignals,
        Descriptors = Descriptors,
        CoreLimit = CoreLimit,
        Terminal = terminal,
    };
}
