using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>From the start of the client until the program's first text is shown. The server is there already; ssh exchanges its keys in that time.</summary>
internal sealed class LoginWorkload : IWorkload
{
    private const double PatienceMilliseconds = 30_000;

    public string Name => "login";

    public string Title => "client start to first text";

    public IReadOnlyList<string> Links { get; } = ["lan", "singapore"];

    public IReadOnlyList<Reading> Readings { get; } = [new(Quantities.Latency, Statistic.Median, "client start to first text", "ms")];

    public int Rounds(bool isQuick) => isQuick ? 1 : 5;

    public string? Excludes(Contender system) => null;

    public void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round)
    {
        // One at a time: a start takes a processor, and two would wait for each other.
        foreach (var lane in lanes)
        {
            List<LiveSession> sessions = [];
            try
            {
                sessions = SessionGroup.Start(bench, [lane], one => LiveSession.Start(bench, one, TypingScript.Command, predicts: true, isBadFromStart: true));
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
}
