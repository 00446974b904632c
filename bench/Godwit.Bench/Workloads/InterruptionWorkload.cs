using Godwit.Bench.Judging;
using Godwit.Bench.Meters;
using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>
/// Something happens to the path while a program shows the time five times a second: how long until the client shows a frame that is right,
/// and the keys that were typed meanwhile. Half of the sessions type none. Their moments differ, those of the systems are the same.
/// </summary>
internal abstract class InterruptionWorkload : IWorkload
{
    private const double UpPatienceMilliseconds = 30_000;
    private const double LeadMilliseconds = 3000;
    private const int PhaseMilliseconds = 3000;
    private const double PatienceMilliseconds = 30_000;
    private const int SessionsOfAKind = 3;

    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract IReadOnlyList<string> Links { get; }

    public IReadOnlyList<Reading> Readings { get; } =
    [
        new(Quantities.DisplayWithoutKeys, Statistic.Median, "no key typed: first right frame", "ms"),
        new(Quantities.DisplayWithKeys, Statistic.Median, "keys typed: first right frame", "ms"),
        new(Quantities.Echo, Statistic.Median, "keys typed: all of them shown", "ms"),
        new(Quantities.Lost, Statistic.Mean, "sessions that did not come back or lost keys", "of 1"),
    ];

    public int Rounds(bool isQuick) => 1;

    public abstract string? Excludes(Contender system);

    public void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round)
    {
        List<Trial> trials = [];
        List<LiveSession> sessions = [];
        try
        {
            var kinds = bench.IsQuick ? 1 : SessionsOfAKind;
            foreach (var number in Enumerable.Range(0, kinds * 2))
            {
                sessions.AddRange(SessionGroup.Start(bench, lanes, lane =>
                {
                    var session = LiveSession.Start(bench, lane, KeysProgram.Command, predicts: false);
                    trials.Add(new(session, number, OldestMilliseconds));
                    return session;
                }));
            }

            var ready = SessionGroup.AwaitReady(bench, sessions, session => session.Screen.Shows("T="), UpPatienceMilliseconds);
            trials.RemoveAll(trial => !ready.Contains(trial.Session));
            ready.ForEach(session => session.Route.Link.Become(session.Lane.Link.Round(round), (ulong)bench.SeedOf(session.Lane, round)));
            var begin = Clock.Now + LeadMilliseconds;
            trials.ForEach(trial => Plan(bench, trial, begin));
            bench.Loop.RunUntil(() => trials.TrueForAll(trial => trial.IsOver), begin + PhaseMilliseconds + DurationMilliseconds(bench) + PatienceMilliseconds - Clock.Now);
            trials.ForEach(trial => trial.Report(bench, Name));
        }
        finally
        {
            bench.End(sessions);
        }
    }

    /// <summary>How long the path is away.</summary>
    protected abstract double DurationMilliseconds(TableContext bench);

    /// <summary>How long before the path's return a frame may have been written that counts as right then, in milliseconds.</summary>
    protected abstract double OldestMilliseconds { get; }

    /// <summary>When keys are typed, in milliseconds since the beginning.</summary>
    protected abstract IReadOnlyList<double> KeyTimes(TableContext bench, Random random);

    /// <summary>The path is gone. Nothing if the duration is 0.</summary>
    protected abstract void Interrupt(LiveSession session);

    /// <summary>The path is there.</summary>
    protected abstract void Restore(LiveSession session);

    private void Plan(TableContext bench, Trial trial, double begin)
    {
        const double KeyBeforeMilliseconds = 1500;
        var random = new Random(bench.Seed + trial.Number); // The same moments for all systems.
        var start = begin + random.Next(PhaseMilliseconds);
        var times = KeyTimes(bench, random);
        var end = start + DurationMilliseconds(bench);
        trial.Plan(end, trial.HasKeys ? times.Count : 0);
        bench.Loop.At(start - KeyBeforeMilliseconds, trial.Type); // Both ends know the path's delay.
        bench.Loop.At(start, () => Interrupt(trial.Session));
        bench.Loop.At(end, () => Restore(trial.Session));
        foreach (var time in trial.HasKeys ? times : [])
        {
            bench.Loop.At(start + time, trial.Type);
        }
    }

    /// <summary>One session.</summary>
    private sealed class Trial(LiveSession session, int number, double oldest)
    {
        private string typed = "";
        private double end;
        private double? display;
        private double? echo;
        private int wanted;

        public LiveSession Session => session;

        public int Number => number;

        public bool HasKeys => number % 2 == 1;

        public bool IsOver => session.HasEnded || (display is not null && (echo is not null || !HasKeys));

        public void Plan(double restored, int keys)
        {
            end = restored;
            wanted = keys + 1; // And the one before.
            session.Drawn = Look;
        }

        public void Type()
        {
            var key = ((char)('a' + typed.Length)).ToString();
            typed += key;
            session.Type(key);
        }

        public void Report(TableContext bench, string workload)
        {
            var isRight = IsOver && !session.HasEnded && EchoIsRight();
            if (!isRight)
            {
                Console.Error.WriteLine($"bench: {workload}: {session.Lane.System.Name} on {session.Lane.Link.Name}: typed \"{typed}\", the screen shows: {Shown()}");
            }

            bench.Measurements.Add(workload, session.Lane, Quantities.Lost, isRight ? 0 : 1);
            if (display is { } shown)
            {
                bench.Measurements.Add(workload, session.Lane, HasKeys ? Quantities.DisplayWithKeys : Quantities.DisplayWithoutKeys, shown);
            }

            if (HasKeys && echo is { } echoed)
            {
                bench.Measurements.Add(workload, session.Lane, Quantities.Echo, echoed);
            }
        }

        private void Look(double now)
        {
            if (now < end)
            {
                return;
            }

            if (WallClock.Read(session.Screen.Row(KeysProgram.TimeRow)) is { } written && written >= end - oldest)
            {
                display ??= now - end;
            }

            if (typed.Length == wanted && EchoIsRight())
            {
                echo ??= now - end;
            }
        }

        private string Shown() =>
            string.Join(" / ", session.Screen.State().Rows.Select(row => row.Trim()).Where(row => row.Length > 0)) + (session.HasEnded ? " (the client has ended)" : "");

        private bool EchoIsRight() => session.Screen.Row(KeysProgram.EchoRow).TrimEnd() == (KeysProgram.EchoMark + typed).TrimEnd();
    }
}
