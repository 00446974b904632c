using Godwit.Bench.Results;
using Godwit.Bench.Routes;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;

namespace Godwit.Bench;

/// <summary>What every workload works with.</summary>
/// <param name="Loop">The one loop.</param>
/// <param name="Folder">Files of this run.</param>
/// <param name="Measurements">Where results go.</param>
/// <param name="Seed">All chance comes from it.</param>
/// <param name="IsQuick">Only see that everything runs: few keys, short waits.</param>
/// <param name="Rounds">How often each workload is run; null: as often as it asks for.</param>
/// <param name="UsesNamespaces">Sessions have hosts of their own; else they go through a relay on this one.</param>
internal sealed record TableContext(EventLoop Loop, PrivateFolder Folder, Measurements Measurements, int Seed, bool IsQuick, int? Rounds, bool UsesNamespaces)
{
    private const double GoodbyeMilliseconds = 300;

    /// <summary>What could not be measured, one sentence each.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Takes note that a system failed on a link.</summary>
    public void Fail(Lane lane, string reason)
    {
        Failures.Add($"{lane.System.Name} on {lane.Link.Name}: {reason}");
        Console.Error.WriteLine($"bench: {Failures[^1]}");
    }

    /// <summary>A way between two fresh hosts, or through a relay.</summary>
    public IRoute NewRoute() => UsesNamespaces ? new NamespaceRoute(Loop) : new RelayRoute(Loop);

    /// <summary>A seed for one session: another for each link and round, the same for all systems.</summary>
    public int SeedOf(Lane lane, int round)
    {
        const int Prime = 16_777_619; // FNV-1a, so that a link's dice do not depend on which others take part.
        var hash = Seed ^ (round * 1_000_003);
        foreach (var letter in lane.Link.Name)
        {
            hash = unchecked((hash ^ letter) * Prime);
        }

        return hash;
    }

    /// <summary>Ends sessions, and forgets what was still to be done for them.</summary>
    public void End(IReadOnlyList<LiveSession> sessions)
    {
        foreach (var session in sessions)
        {
            session.Terminate();
        }

        Loop.TryRunFor(GoodbyeMilliseconds); // Links have to carry the goodbyes.
        Loop.ClearTimers();
        foreach (var session in sessions)
        {
            session.Dispose();
        }
    }
}
