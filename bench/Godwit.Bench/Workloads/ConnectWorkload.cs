using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>What a user waits for: from <c>ssh HOST</c>, <c>mosh HOST</c> or <c>godwit HOST</c> until the program's first text is shown.</summary>
internal sealed class ConnectWorkload : IWorkload
{
    private const double PatienceMilliseconds = 30_000;

    public string Name => "connect";

    public string Title => "command to first text";

    public IReadOnlyList<string> Links { get; } = ["lan", "rtt100"];

    public IReadOnlyList<Reading> Readings { get; } = [new(Quantities.Latency, Statistic.Median, "command to first text", "ms")];

    public int Rounds(bool isQuick) => isQuick ? 1 : 10;

    public string? Excludes(Contender system) =>
        system.Kind == SystemKind.Ssh || system.Wrapper is not null ? null : "what starts it by ssh is not known";

    public void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round)
    {
        // One at a time: a login takes a processor, and two would wait for each other.
        foreach (var lane in lanes)
        {
            if (!bench.UsesNamespaces)
            {
                bench.Fail(lane, "a login needs TCP, and that network namespaces, which need root");
                continue;
            }

            List<LiveSession> sessions = [];
            try
            {
                sessions = SessionGroup.Start(bench, [lane], one => LiveSession.Connect(bench, one, TypingScript.Command));
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
