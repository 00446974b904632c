using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>What a session costs that nobody uses.</summary>
internal sealed class IdleWorkload : IWorkload
{
    private const double UpPatienceMilliseconds = 30_000;
    private const double WindowMilliseconds = 60_000;
    private const double QuickWindowMilliseconds = 6000;
    private const double ChatterMilliseconds = 8000; // After the start both ends still exchange acknowledgements.
    private const int SessionsPerLane = 2;

    public string Name => "idle";

    public string Title => "nobody types, the program says nothing";

    public IReadOnlyList<string> Links { get; } = ["rtt100"];

    public IReadOnlyList<Reading> Readings { get; } =
    [
        new(Quantities.Octets, Statistic.Median, "octets, both ways", "1/min"),
        new(Quantities.Packets, Statistic.Median, "packets, both ways", "1/min"),
        new(Quantities.ServerWakeUps, Statistic.Median, "wake-ups of the server", "1/min"),
        new(Quantities.ClientWakeUps, Statistic.Median, "wake-ups of the client", "1/min"),
    ];

    public int Rounds(bool isQuick) => 1;

    public string? Excludes(Contender system) => null;

    public void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round)
    {
        var window = bench.IsQuick ? QuickWindowMilliseconds : WindowMilliseconds;
        List<LiveSession> sessions = [];
        try
        {
            for (var i = 0; i < (bench.IsQuick ? 1 : SessionsPerLane); i++)
            {
                sessions.AddRange(SessionGroup.Start(bench, lanes, lane => LiveSession.Start(bench, lane, TypingScript.Command, predicts: true)));
            }

            var ready = SessionGroup.AwaitReady(bench, sessions, session => session.Screen.Shows(TypingScript.Ready), UpPatienceMilliseconds);
            ready.ForEach(session => session.Route.Link.Become(session.Lane.Link.Round(round), (ulong)bench.SeedOf(session.Lane, round)));
            bench.Loop.RunFor(ChatterMilliseconds);
            var before = ready.ConvertAll(Counters);
            bench.Loop.RunFor(window);
            var after = ready.ConvertAll(Counters);
            foreach (var (index, session) in ready.Index())
            {
                foreach (var (place, quantity) in Readings.Select(reading => reading.Quantity).Index())
                {
                    bench.Measurements.Add(Name, session.Lane, quantity, (after[index][place] - before[index][place]) * 60_000 / window);
                }
            }
        }
        finally
        {
            bench.End(sessions);
        }
    }

    // In the order of the readings.
    private static double[] Counters(LiveSession session)
    {
        var (server, client) = session.WakeUps;
        var link = session.Route.Link;
        return [link.UpOctets + link.DownOctets, link.UpPackets + link.DownPackets, server, client];
    }
}
