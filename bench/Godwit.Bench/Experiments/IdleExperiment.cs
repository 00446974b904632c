using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Experiments;

/// <summary>What a session costs that nobody uses. Sessions of both systems idle side by side.</summary>
internal sealed class IdleExperiment : IExperiment
{
    /// <summary>How long is counted.</summary>
    public const double WindowMilliseconds = 60_000;

    private const double QuickWindowMilliseconds = 6000;
    private const int SessionsPerSystem = 3;
    private const double ChatterMilliseconds = 6000; // After the start both ends still exchange acknowledgements.

    public IReadOnlyList<string> Rows { get; } = ["idle-packets", "idle-server-wakeups", "idle-client-wakeups"];

    public void Run(BenchContext bench)
    {
        var window = bench.IsQuick ? QuickWindowMilliseconds : WindowMilliseconds;
        List<Session> sessions = [];
        try
        {
            foreach (var system in bench.Interleaved(SessionsPerSystem))
            {
                sessions.Add(Session.Start(bench, system, Session.Program("true"), oneWayDelay: 0));
            }

            Session.WaitUntilUp(bench, sessions);
            bench.Loop.RunFor(ChatterMilliseconds);
            var before = sessions.ConvertAll(Counters);
            bench.Loop.RunFor(window);
            var after = sessions.ConvertAll(Counters);
            foreach (var (index, session) in sessions.Index())
            {
                foreach (var (row, counter) in Rows.Index())
                {
                    bench.Samples.Add(counter, session.System, (after[index][row] - before[index][row]) * 60_000 / window);
                }
            }
        }
        finally
        {
            bench.End(sessions);
        }
    }

    // In the order of the rows.
    private static double[] Counters(Session session) =>
        [session.Relay!.Packets, ProcessMeter.WakeUps(session.Server.ProcessId), ProcessMeter.WakeUps(session.Client.ProcessId)];
}
