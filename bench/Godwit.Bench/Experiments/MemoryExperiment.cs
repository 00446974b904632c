using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Experiments;

/// <summary>Memory of one session at 80x24, at an idle prompt and after some use. One session at a time: PSS depends on who else shares pages.</summary>
internal sealed class MemoryExperiment : IExperiment
{
    private const int Repetitions = 3;
    private const double SettleMilliseconds = 1000;
    private const double PatienceMilliseconds = 60_000;

    public IReadOnlyList<string> Rows { get; } =
        [.. from end in (string[])["server", "client"] from state in (string[])["idle", "used"] from kind in (string[])["rss", "pss"] select $"memory-{end}-{state}-{kind}"];

    public void Run(BenchContext bench)
    {
        foreach (var system in bench.Interleaved(Repetitions))
        {
            using var session = Session.Start(bench, system, Session.Program("seq 1 200000"));
            Session.WaitUntilUp(bench, session);
            bench.Loop.RunFor(SettleMilliseconds);
            Sample(bench, session, "idle");
            session.RunProgram(bench, PatienceMilliseconds);
            bench.Loop.RunFor(SettleMilliseconds);
            Sample(bench, session, "used");
        }
    }

    private static void Sample(BenchContext bench, Session session, string state)
    {
        foreach (var (end, process) in new[] { ("server", session.Server.ProcessId), ("client", session.Client.ProcessId) })
        {
            bench.Samples.Add($"memory-{end}-{state}-rss", session.System, ProcessMeter.ResidentKilobytes(process));
            bench.Samples.Add($"memory-{end}-{state}-pss", session.System, ProcessMeter.ProportionalKilobytes(process));
        }
    }
}
