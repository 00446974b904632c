namespace Godwit.Bench.Systems;

/// <summary>The systems that can take part: ours, stock Mosh, OpenSSH, and those of a configuration file.</summary>
internal sealed class SystemCatalog
{
    private readonly Dictionary<string, SystemEnd> ends;

    /// <param name="binaries">The folder with our two programs.</param>
    /// <param name="more">Those of a configuration file; they may replace ours.</param>
    public SystemCatalog(string binaries, IReadOnlyDictionary<string, SystemEnd> more)
    {
        ends = new()
        {
            [Contender.Ours] = MoshLike(
                Path.Combine(binaries, "mosh-server"),
                Path.Combine(binaries, "mosh-client"),
                [Path.Combine(binaries, "godwit"), "--config=none", $"--server={Path.Combine(binaries, "godwit")} server", "--ssh={ssh}", "{host}", "--", "{cmd}"]),
            [Contender.Baseline] = MoshLike("mosh-server", "mosh-client", ["mosh", "--ssh={ssh}", "{host}", "--", "{cmd}"]),
            ["ssh"] = new(SystemKind.Ssh, ["/usr/sbin/sshd"], ["ssh"], ["ssh", "-V"], null, new Dictionary<string, string>()),
        };
        foreach (var (name, end) in more)
        {
            ends[name] = end;
        }
    }

    /// <summary>What takes part if nothing is said, in the order of the report.</summary>
    public static IReadOnlyList<string> DefaultNames { get; } = [Contender.Baseline, Contender.Ours, "ssh", "godwit/stock", "stock/godwit"];

    /// <summary>All names that stand for one system.</summary>
    public IReadOnlyCollection<string> Names => ends.Keys;

    /// <summary>The system of a name, or the pair of <c>CLIENT/SERVER</c>.</summary>
    /// <exception cref="BenchException">There is none, or the two cannot talk to each other.</exception>
    public Contender Find(string name)
    {
        var parts = name.Split('/');
        if (parts.Length > 2 || !ends.TryGetValue(parts[0], out var client) || !ends.TryGetValue(parts[^1], out var server))
        {
            throw new BenchException($"there is no system {name}; known are {string.Join(", ", Names)}, and pairs CLIENT/SERVER of them");
        }

        return client.Kind == server.Kind
            ? new(name, client, server)
            : throw new BenchException($"{name}: these two cannot talk to each other");
    }

    private static SystemEnd MoshLike(string server, string client, string[] wrapper) => new(
        SystemKind.Mosh,
        [server, "new", "-i", "{ip}", "-c", "256", "--", "{cmd}"],
        [client, "{ip}", "{port}"],
        [server, "--version"],
        wrapper,
        new Dictionary<string, string>());
}
