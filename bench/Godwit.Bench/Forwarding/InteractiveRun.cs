using Godwit.Bench.Meters;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Forwarding;

/// <summary>
/// A person types while a transfer goes through a port that the session forwards, or an <c>ssh</c> beside it, on <see cref="DeepLink"/>; another types the
/// same in a session whose link has nothing else to carry. All at the same time, so that the machine's own moments are the same for all.
/// </summary>
/// <param name="bench">The loop and the files.</param>
/// <param name="systems">Who takes part.</param>
internal sealed class InteractiveRun(TableContext bench, IReadOnlyList<Contender> systems)
{
    private const int Keys = 500;
    private const int QuickKeys = 15;
    private const double UpPatienceMilliseconds = 30_000;
    private const double SettleMilliseconds = 1000;
    private const double BeginPatienceMilliseconds = 10_000;

    // TCP needs some seconds to fill a deep queue.
    private const double WarmMilliseconds = 12_000;
    private const double QuickWarmMilliseconds = 1000;
    private const double LastKeyPatienceMilliseconds = 15_000;

    // Not all in the same moment: they would wait for each other's processors at every key.
    private const double StaggerMilliseconds = 23;

    /// <summary>Measures once.</summary>
    /// <returns>A row for each system that could be measured.</returns>
    public IReadOnlyList<InteractiveRow> Measure(BulkDirection direction)
    {
        Console.Error.WriteLine($"{direction}: {string.Join(", ", systems.Select(system => system.Name))} …");
        var script = TypingScript.Make(bench.Seed, bench.IsQuick ? QuickKeys : Keys);
        var lanes = systems.Select(system => new Lane(DeepLink.Link, system)).ToArray();
        var sessions = SessionGroup.Start(bench, lanes.Concat(lanes), Connect);
        List<InteractiveSeat> seats = [];
        try
        {
            foreach (var session in sessions)
            {
                seats.Add(new(bench, session, script, isLoaded: seats.Exists(seat => seat.System == session.Lane.System.Name)));
            }

            var ready = SessionGroup.AwaitReady(bench, sessions, session => seats.Find(seat => seat.Session == session)!.Typist.IsReady, UpPatienceMilliseconds);
            bench.Loop.RunFor(SettleMilliseconds);
            var able = AwaitTransfers(direction, seats.FindAll(seat => ready.Contains(seat.Session)));
            bench.Loop.RunFor(bench.IsQuick ? QuickWarmMilliseconds : WarmMilliseconds);
            Type(able);
            return [.. systems.SelectMany(system => Row(direction, able.FindAll(seat => seat.System == system.Name)))];
        }
        finally
        {
            seats.ForEach(seat => seat.Dispose());
            bench.End(sessions);
        }
    }

    private static IEnumerable<InteractiveRow> Row(BulkDirection direction, List<InteractiveSeat> seats)
    {
        if (seats is not [var idle, var loaded])
        {
            return []; // Told when it failed.
        }

        var (keys, megabits) = loaded.Finish();
        return [new(idle.System, direction, idle.Finish().Keys, keys, megabits)];
    }

    private LiveSession Connect(Lane lane) => LiveSession.Connect(
        bench, lane, TypingScript.Command, InteractiveSeat.NeedsForwarder(lane.System) ? [] : ForwardedTransfer.Option, predicts: false);

    private List<InteractiveSeat> AwaitTransfers(BulkDirection direction, List<InteractiveSeat> seats)
    {
        seats.ForEach(seat => seat.BeginTransfer(bench, direction));
        bench.Loop.RunUntil(() => seats.TrueForAll(seat => seat.IsCarrying), BeginPatienceMilliseconds);
        foreach (var seat in seats.Where(seat => !seat.IsCarrying))
        {
            bench.Fail(seat.Session.Lane, $"{direction}: nothing comes through the forwarded port");
        }

        return seats.FindAll(seat => seat.IsCarrying);
    }

    private void Type(List<InteractiveSeat> seats)
    {
        foreach (var (index, seat) in seats.Index())
        {
            bench.Loop.At(Clock.Now + (index * StaggerMilliseconds), seat.Begin);
        }

        bench.Loop.RunUntil(() => seats.TrueForAll(seat => seat.Typist.HasTyped), double.PositiveInfinity);
        seats.ForEach(seat => seat.EndTransfer());
        bench.Loop.RunUntil(() => seats.TrueForAll(seat => seat.Typist.IsDone), LastKeyPatienceMilliseconds);
        bench.Loop.RunFor(SettleMilliseconds); // What is taken back again has not been seen.
    }
}
