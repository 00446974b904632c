using Godwit.Bench.Generators;
using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;
using Godwit.Platform;

namespace Godwit.Bench.Experiments;

/// <summary>What a server of a large window keeps after every kind of large output. One session at a time: PSS depends on who else shares pages.</summary>
internal sealed class FloodMemoryExperiment : IExperiment
{
    private const int Repetitions = 3;
    private const double SettleMilliseconds = 1000;
    private const double PatienceMilliseconds = 240_000;

    private static readonly WindowSize Size = new(200, 60);

    public IReadOnlyList<string> Rows { get; } = ["memory-server-floods-rss", "memory-server-floods-pss"];

    public void Run(BenchContext bench)
    {
        var files = string.Join(' ', Floods.Names.Select(bench.Data.Flood));
        foreach (var system in bench.Interleaved(Repetitions))
        {
            using var session = Session.Start(bench, system, Session.Program($"cat {files}"), size: Size);
            Session.WaitUntilUp(bench, session);
            session.RunProgram(bench, PatienceMilliseconds);
            bench.Loop.RunFor(SettleMilliseconds);
            bench.Samples.Add(Rows[0], system, ProcessMeter.ResidentKilobytes(session.Server.ProcessId));
            bench.Samples.Add(Rows[1], system, ProcessMeter.ProportionalKilobytes(session.Server.ProcessId));
        }
    }
}
