using Godwit.Bench.Judging;
using Godwit.Bench.Meters;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Forwarding;

/// <summary>A person types while a transfer goes through a port that the session forwards, or an <c>ssh</c> beside it. All systems side by side, on <see cref="DeepLink"/>.</summary>
/// <param name="bench">The loop and the files.</param>
/// <param name="systems">Who takes part.</param>
internal sealed class InteractiveRun(TableContext bench, IReadOnlyList<Contender> systems)
{
    // The first keys find caches cold.
    private const int UncountedKeys = 5;
    private const int Keys = 320;
    private const int QuickKeys = 30;
    private const double UpPatienceMilliseconds = 30_000;
    private const double SettleMilliseconds = 1000;
    private const double BeginPatienceMilliseconds = 10_000;

    // TCP needs some seconds to fill a deep queue.
    private const double WarmMilliseconds = 12_000;
    private const double QuickWarmMilliseconds = 3000;
    private const double LastKeyPatienceMilliseconds = 15_000;

    /// <summary>Measures once.</summary>
    /// <returns>A row for each system that could be measured.</returns>
    public IReadOnlyList<InteractiveRow> Measure(BulkDirection direction)
    {
        Console.Error.WriteLine($"{Title(direction)}: {string.Join(", ", systems.Select(system => system.Name))} …");
        var script = TypingScript.Make(bench.Seed, bench.IsQuick ? QuickKeys : Keys);
        var sessions = SessionGroup.Start(bench, systems.Select(system => new Lane(DeepLink.Link, system)), Connect);
        List<SshForwarder> forwarders = [];
        Dictionary<LiveSession, ForwardedTransfer> transfers = [];
        try
        {
            var typists = sessions.ToDictionary(session => session, session => new Typist(bench.Loop, session, script));
            var ready = SessionGroup.AwaitReady(bench, sessions, session => typists[session].IsReady, UpPatienceMilliseconds);
            bench.Loop.RunFor(SettleMilliseconds);
            if (direction != BulkDirection.None)
            {
                forwarders.AddRange(ready.Where(session => session.Lane.System.Name == Contender.Baseline).Select(session => SshForwarder.Start(bench, session)));
                ready.ForEach(session => transfers.Add(session, new(session.Route, direction)));
                ready = AwaitTransfers(ready, transfers);
            }

            bench.Loop.RunFor(bench.IsQuick ? QuickWarmMilliseconds : WarmMilliseconds);
            return Type(direction, ready.ConvertAll(session => (session, typists[session], transfers.GetValueOrDefault(session))));
        }
        finally
        {
            transfers.Values.ToList().ForEach(transfer => transfer.Dispose());
            forwarders.ForEach(forwarder => forwarder.Dispose());
            bench.End(sessions);
        }
    }

    /// <summary>A direction for people.</summary>
    public static string Title(BulkDirection direction) => direction switch
    {
        BulkDirection.Down => "download",
        BulkDirection.Up => "upload",
        _ => "idle",
    };

    private LiveSession Connect(Lane lane) => LiveSession.Connect(
        bench, lane, TypingScript.Command, lane.System.Name == Contender.Baseline ? [] : ForwardedTransfer.Option, predicts: false);

    private List<LiveSession> AwaitTransfers(List<LiveSession> sessions, Dictionary<LiveSession, ForwardedTransfer> transfers)
    {
        bench.Loop.RunUntil(() => sessions.TrueForAll(session => transfers[session].Octets > 0), BeginPatienceMilliseconds);
        foreach (var session in sessions.Where(session => transfers[session].Octets == 0))
        {
            bench.Fail(session.Lane, "nothing comes through the forwarded port");
        }

        return sessions.FindAll(session => transfers[session].Octets > 0);
    }

    private List<InteractiveRow> Type(BulkDirection direction, List<(LiveSession Session, Typist Typist, ForwardedTransfer? Transfer)> seats)
    {
        var began = Clock.Now;
        var before = seats.ConvertAll(seat => seat.Transfer?.Octets ?? 0);
        seats.ForEach(seat => seat.Typist.Begin());
        bench.Loop.RunUntil(() => seats.TrueForAll(seat => seat.Typist.HasTyped), double.PositiveInfinity);
        var took = Clock.Now - began;
        var after = seats.ConvertAll(seat => seat.Transfer?.Octets ?? 0);
        bench.Loop.RunUntil(() => seats.TrueForAll(seat => seat.Typist.IsDone), LastKeyPatienceMilliseconds);
        bench.Loop.RunFor(SettleMilliseconds);
        return [.. seats.Select((seat, index) =>
        {
            KeyLatency[] keys = [.. seat.Typist.Finish().Keys.Where(key => key.Key >= UncountedKeys)];
            var megabits = DeepLink.Megabits(after[index] - before[index], took);
            return new InteractiveRow(seat.Session.Lane.System.Name, direction, [.. keys.Select(key => key.Milliseconds)], keys.Count(key => !key.WasSeen), megabits);
        })];
    }
}
