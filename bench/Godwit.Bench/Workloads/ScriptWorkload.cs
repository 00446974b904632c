using Godwit.Bench.Judging;
using Godwit.Bench.Results;
using Godwit.Bench.Routes;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>A person types a script: how soon each key is seen, and what it costs.</summary>
internal abstract class ScriptWorkload : IWorkload
{
    // The first keys find caches cold and clients that do not know the path yet.
    private const int UncountedKeys = 5;
    private const double UpPatienceMilliseconds = 30_000;
    private const double SettleMilliseconds = 1000;
    private const double WarmMilliseconds = 2000;
    private const double DownloadWarmMilliseconds = 10_000; // A transfer needs some seconds to fill a deep queue.
    private const double LastKeyPatienceMilliseconds = 15_000;

    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract IReadOnlyList<string> Links { get; }

    public virtual IReadOnlyList<Reading> Readings { get; } =
    [
        new(Quantities.Latency, Statistic.Median, "key to screen, median", "ms"),
        new(Quantities.Latency, Statistic.Mean, "– mean", "ms"),
        new(Quantities.Latency, Statistic.Percentile95, "– 95 %", "ms"),
        new(Quantities.Latency, Statistic.Percentile99, "– 99 %", "ms"),
        new(Quantities.Latency, Statistic.Instant, "– sooner than 20 ms", "%"),
        new(Quantities.WrongCells, Statistic.Mean, "wrong cells × ms, for 1000 keys", "ms"),
        new(Quantities.Unseen, Statistic.Mean, "keys never shown, of 1000", "keys"),
        new(Quantities.KeyOctets, Statistic.Median, "octets for a key, both ways", "octets"),
    ];

    public virtual int Rounds(bool isQuick) => isQuick ? 1 : 2;

    public virtual string? Excludes(Contender system) => null;

    public void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round)
    {
        var script = MakeScript(bench, round);
        var sessions = SessionGroup.Start(bench, lanes, lane => LiveSession.Start(bench, lane, Command(bench), MayPredict));
        List<TcpDownload> downloads = [];
        try
        {
            var typists = sessions.ToDictionary(session => session, session => new Typist(bench.Loop, session, script));
            var ready = SessionGroup.AwaitReady(bench, sessions, session => typists[session].IsReady, UpPatienceMilliseconds);
            bench.Loop.RunFor(SettleMilliseconds);
            ready.ForEach(session => session.Route.Link.Become(session.Lane.Link.Round(round), (ulong)bench.SeedOf(session.Lane, round)));
            downloads.AddRange(ready.Where(session => session.Lane.Link.HasDownload).Select(session => new TcpDownload(session.Route)));
            bench.Loop.RunFor(downloads.Count > 0 ? DownloadWarmMilliseconds : WarmMilliseconds);
            Play(bench, ready, ready.ConvertAll(session => typists[session]));
        }
        finally
        {
            downloads.ForEach(download => download.Dispose());
            bench.End(sessions);
        }
    }

    /// <summary>Whether the clients may predict.</summary>
    protected abstract bool MayPredict { get; }

    /// <summary>What runs in the session.</summary>
    protected abstract IReadOnlyList<string> Command(TableContext bench);

    /// <summary>What is typed in a round.</summary>
    protected abstract Script MakeScript(TableContext bench, int round);

    private void Play(TableContext bench, List<LiveSession> sessions, List<Typist> typists)
    {
        var octets = sessions.ConvertAll(session => session.Route.Link.UpOctets + session.Route.Link.DownOctets);
        typists.ForEach(typist => typist.Begin());
        bench.Loop.RunUntil(() => typists.TrueForAll(typist => typist.HasTyped), double.PositiveInfinity);
        bench.Loop.RunUntil(() => typists.TrueForAll(typist => typist.IsDone), LastKeyPatienceMilliseconds);
        bench.Loop.RunFor(SettleMilliseconds); // What is taken back again has not been seen.
        foreach (var (index, session) in sessions.Index())
        {
            var verdict = typists[index].Finish();
            var counted = verdict.Keys.Where(key => key.Key >= UncountedKeys).ToArray();
            double all = session.Route.Link.UpOctets + session.Route.Link.DownOctets - octets[index];
            bench.Measurements.Add(Name, session.Lane, Quantities.Latency, [.. counted.Select(key => key.Milliseconds)]);
            bench.Measurements.Add(Name, session.Lane, Quantities.WrongCells, verdict.WrongCellMilliseconds * 1000 / verdict.Typed);
            bench.Measurements.Add(Name, session.Lane, Quantities.Unseen, counted.Count(key => !key.WasSeen) * 1000.0 / Math.Max(1, counted.Length));
            bench.Measurements.Add(Name, session.Lane, Quantities.KeyOctets, all / verdict.Typed);
        }
    }
}
