using System.Globalization;
using Godwit.Bench.Generators;
using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Experiments;

/// <summary>What a large output costs the server, and how long the program that writes it is held up.</summary>
/// <param name="name">One of <see cref="Floods.Names"/>.</param>
internal sealed class FloodExperiment(string name) : IExperiment
{
    private const int Repetitions = 3;
    private const double QuietMilliseconds = 400;
    private const double PatienceMilliseconds = 120_000;
    private const double NanosecondsPerMillisecond = 1e6;

    public IReadOnlyList<string> Rows { get; } = name == "log" ? ["cpu-log", "wall-log"] : [$"cpu-{name}"];

    public void Run(BenchContext bench)
    {
        var file = bench.Data.Flood(name);
        foreach (var system in bench.Interleaved(Repetitions))
        {
            // The session itself notes when its program began and ended: that is at the server.
            var stamps = bench.Data.NewFile();
            using var session = Session.Start(bench, system, Session.Program($"date +%s%N >{stamps}; cat {file}; date +%s%N >>{stamps}"));
            Session.WaitUntilUp(bench, session);
            bench.Loop.RunFor(QuietMilliseconds);
            var before = ProcessMeter.CpuMilliseconds(session.Server.ProcessId);
            session.RunProgram(bench, PatienceMilliseconds);
            bench.Loop.RunFor(QuietMilliseconds);
            bench.Samples.Add(Rows[0], system, ProcessMeter.CpuMilliseconds(session.Server.ProcessId) - before);
            if (name == "log")
            {
                var times = File.ReadAllLines(stamps).Select(line => long.Parse(line, CultureInfo.InvariantCulture)).ToArray();
                bench.Samples.Add("wall-log", system, (times[1] - times[0]) / NanosecondsPerMillisecond);
            }
        }
    }
}
