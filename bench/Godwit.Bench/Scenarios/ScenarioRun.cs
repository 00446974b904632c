using Godwit.Bench.Judging;
using Godwit.Bench.Links;
using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Scenarios;

/// <summary>Plays scenarios to systems: a few rows side by side, and all systems of a row.</summary>
/// <param name="bench">The loop, the files, the results.</param>
/// <param name="systems">Who takes part.</param>
internal sealed class ScenarioRun(TableContext bench, IReadOnlyList<Contender> systems)
{
    // People who type mostly wait: two processors carry that many rows of four systems.
    private const int RowsAtOnce = 4;
    private const int RehearsalsAtOnce = 6;
    private const double UpPatienceMilliseconds = 30_000;
    private const double SettleMilliseconds = 1500;
    private const double LastKeyPatienceMilliseconds = 5000;

    /// <summary>A line for each session: scenario, system, and the keys.</summary>
    public List<string> Traces { get; } = [];

    /// <summary>Learns which screens are right.</summary>
    /// <returns>The scenarios whose programs do the same each time, with their scripts.</returns>
    public IReadOnlyList<(Scenario Scenario, Script Script)> Rehearse(IReadOnlyList<Scenario> scenarios)
    {
        var environment = SystemUnderTest.Environ(bench.Folder.Home);
        environment.Set("SHELL", "/bin/bash");
        List<(Scenario, Script)> known = [];
        foreach (var chunk in scenarios.Chunk(RehearsalsAtOnce))
        {
            Console.Error.WriteLine($"learning the screens of {string.Join(", ", chunk.Select(scenario => scenario.Name))} …");
            var scripts = ReferenceRun.Record(bench.Loop, environment, [.. chunk.Select(scenario => new Rehearsal(scenario.ReferenceCommand(bench.Folder), scenario.Keys))]);
            foreach (var (scenario, script) in chunk.Zip(scripts))
            {
                if (script is not null)
                {
                    known.Add((scenario, script));
                }
                else
                {
                    bench.Failures.Add($"{scenario.Name}: the program does not show the same screens twice on this machine");
                }
            }
        }

        return known;
    }

    /// <summary>Plays all of them once on a link.</summary>
    public void Play(IReadOnlyList<(Scenario Scenario, Script Script)> scenarios, NamedLink link)
    {
        // The long one, whose limit is the closest, has the machine to itself.
        foreach (var rows in scenarios.Where(row => row.Scenario.IsSession).Chunk(1).Concat(scenarios.Where(row => !row.Scenario.IsSession).Chunk(RowsAtOnce)))
        {
            Console.Error.WriteLine($"{link.Name}: {string.Join(", ", rows.Select(row => row.Scenario.Name))} …");
            List<LiveSession> sessions = [];
            try
            {
                List<Seat> seats = [];
                foreach (var (scenario, script) in rows)
                {
                    var started = SessionGroup.Start(bench, systems.Select(system => new Lane(link, system)), lane => LiveSession.Start(bench, lane, scenario.Command(bench.Folder), predicts: true));
                    sessions.AddRange(started);
                    seats.AddRange(started.Select(session => new Seat(bench.Loop, scenario, script, session)));
                }

                Play(seats);
            }
            finally
            {
                bench.End(sessions);
            }
        }
    }

    private void Play(List<Seat> seats)
    {
        bench.Loop.RunUntil(() => seats.TrueForAll(seat => seat.IsReady), UpPatienceMilliseconds);
        foreach (var late in seats.Where(seat => !seat.IsReady))
        {
            bench.Fail(late.Session.Lane, $"{late.Name}: the session does not come up: {late.Difference}");
        }

        var ready = seats.Where(seat => seat.IsReady).ToList();
        bench.Loop.RunFor(SettleMilliseconds);

        // Not all in the same moment: they would wait for each other's processors at every key.
        foreach (var (index, seat) in ready.Index())
        {
            bench.Loop.At(Clock.Now + (index * ScenarioKeys.PauseMilliseconds / ready.Count), seat.Begin);
        }

        bench.Loop.RunUntil(() => ready.TrueForAll(seat => seat.HasTyped), double.PositiveInfinity);
        bench.Loop.RunUntil(() => ready.TrueForAll(seat => seat.IsDone), LastKeyPatienceMilliseconds);
        bench.Loop.RunFor(SettleMilliseconds); // What is taken back again is rewritten too.
        Traces.AddRange(ready.Select(seat => $"{seat.Name,-14} {seat.Session.Lane.System.Name,-14} {seat.Finish(bench)}"));
    }
}
