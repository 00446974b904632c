using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Experiments;

/// <summary>What fifty sessions cost a host while nobody uses them. One system after the other.</summary>
internal sealed class CrowdExperiment : IExperiment
{
    private const int Crowd = 50;
    private const int CrowdQuick = 5;
    private const double WindowMilliseconds = 60_000;
    private const double QuickWindowMilliseconds = 6000;
    private const double ChatterMilliseconds = 6000; // After the start both ends still exchange acknowledgements.

    public IReadOnlyList<string> Rows { get; } = ["crowd-server-private", "crowd-server-cpu"];

    public void Run(BenchContext bench)
    {
        foreach (var system in bench.Interleaved(1))
        {
            List<Session> sessions = [];
            try
            {
                for (var count = bench.IsQuick ? CrowdQuick : Crowd; count > 0; count--)
                {
                    sessions.Add(Session.Start(bench, system, Session.Program("true")));
                }

                Session.WaitUntilUp(bench, sessions);
                bench.Loop.RunFor(ChatterMilliseconds);
                var before = sessions.Sum(session => ProcessMeter.CpuMilliseconds(session.Server.ProcessId));
                var window = bench.IsQuick ? QuickWindowMilliseconds : WindowMilliseconds;
                bench.Loop.RunFor(window);
                var used = sessions.Sum(session => ProcessMeter.CpuMilliseconds(session.Server.ProcessId)) - before;
                bench.Samples.Add(Rows[0], system, sessions.Sum(session => ProcessMeter.PrivateKilobytes(session.Server.ProcessId)) / sessions.Count);
                bench.Samples.Add(Rows[1], system, used / sessions.Count * 60_000 / window);
            }
            finally
            {
                bench.End(sessions);
            }
        }
    }
}
