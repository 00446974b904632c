using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Experiments;

/// <summary>
/// The path (100 ms) is dead for ten seconds while the program prints nothing; two keys are typed meanwhile. Measured is the time from the path's
/// return until both keys are shown. Several sessions of both systems at different phases, side by side.
/// </summary>
internal sealed class OutageExperiment : IExperiment
{
    private const int Seed = 1;
    private const int SessionsPerSystem = 6;
    private const double OneWayDelayMilliseconds = 50;
    private const double OutageMilliseconds = 10_000;
    private const double PatienceMilliseconds = 20_000;

    // Keys that neither an escape sequence nor the clients' own messages contain.
    private const string FirstKey = "{";
    private const string SecondKey = "}";

    // An echo comes from the program, on a row that no message covers.
    private const string Echo = $"stty raw -echo; printf '\\033[2J\\033[H{Session.Ready}\\033[12;5H'; exec cat";

    public IReadOnlyList<string> Rows { get; } = ["outage"];

    public void Run(BenchContext bench)
    {
        List<Session> sessions = [];
        try
        {
            foreach (var system in bench.Interleaved(SessionsPerSystem))
            {
                sessions.Add(Session.Start(bench, system, Echo, OneWayDelayMilliseconds));
            }

            Session.WaitUntilUp(bench, sessions);
            var waiting = sessions.Count;
            var random = new Random(Seed);
            var latest = 0.0;
            foreach (var pair in sessions.Chunk(2))
            {
                // The same moments for the two systems of a pair.
                const double LeadMilliseconds = 2500;
                var cut = Clock.Now + LeadMilliseconds + random.Next(3000);
                var (first, second) = (cut + random.Next(2000, 4000), cut + random.Next(5000, 9000));
                latest = Math.Max(latest, cut + OutageMilliseconds);
                foreach (var session in pair)
                {
                    Plan(bench, session, cut, first, second, () => waiting--);
                }
            }

            if (!bench.Loop.RunUntil(() => waiting == 0, latest - Clock.Now + PatienceMilliseconds))
            {
                throw new BenchException($"{waiting} of {sessions.Count} sessions never showed the keys that were typed while the path was dead");
            }
        }
        finally
        {
            bench.End(sessions);
        }
    }

    private static void Plan(BenchContext bench, Session session, double cut, double first, double second, Action shown)
    {
        // Keys on the good path: the ends know its delay. The last one also fixes when stock last heard from its server, on which depends
        // when it tries again; without it the result would be up to three seconds of chance.
        const double KeyBeforeMilliseconds = 1500;
        const double LastKeyBeforeMilliseconds = 1000;
        var back = cut + OutageMilliseconds;
        var left = 2;
        bench.Loop.At(cut - KeyBeforeMilliseconds, () => session.Client.Type("x"));
        bench.Loop.At(cut - LastKeyBeforeMilliseconds, () => session.Client.Type("y"));
        bench.Loop.At(cut, () => session.Relay!.IsCut = true);
        bench.Loop.At(first, () => session.Client.Type(FirstKey));
        bench.Loop.At(second, () => session.Client.Type(SecondKey));
        bench.Loop.At(back, () => session.Relay!.IsCut = false);
        foreach (var key in (string[])[FirstKey, SecondKey])
        {
            session.Client.Expect(key, _ =>
            {
                if (--left == 0)
                {
                    bench.Samples.Add("outage", session.System, Clock.Now - back);
                    shown();
                }
            });
        }
    }
}
