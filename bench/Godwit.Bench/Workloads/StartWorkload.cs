using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>From a start until the program's first text is shown.</summary>
internal abstract class StartWorkload : IWorkload
{
    private const double PatienceMilliseconds = 30_000;

    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract IReadOnlyList<string> Links { get; }

    public IReadOnlyList<Reading> Readings => [new(Quantities.Latency, Statistic.Median, Title, "ms")];

    public abstract int Rounds(bool isQuick);

    public virtual string? Excludes(Contender system) => null;

    public void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round)
    {
        // One at a time: a start takes a processor, and two would wait for each other.
        foreach (var lane in lanes)
        {
            if (Obstacle(bench) is { } obstacle)
            {
                bench.Fail(lane, obstacle);
                continue;
            }

            List<LiveSession> sessions = [];
            try
            {
                sessions = SessionGroup.Start(bench, [lane], one => Start(bench, one));
                var shownAt = 0.0;
                sessions.ForEach(session => session.Drawn = now => shownAt = shownAt == 0 && session.Screen.Shows(TypingScript.Ready) ? now : shownAt);
                foreach (var session in SessionGroup.AwaitReady(bench, sessions, _ => shownAt > 0, PatienceMilliseconds))
                {
                    bench.Measurements.Add(Name, lane, Quantities.Latency, shownAt - session.Started);
                }
            }
            finally
            {
                bench.End(sessions);
            }
        }
    }

    /// <summary>Why nothing can be started here; null if it can.</summary>
    protected virtual string? Obstacle(TableContext bench) => null;

    /// <summary>Starts what is timed.</summary>
    protected abstract LiveSession Start(TableContext bench, Lane lane);
}
