using Godwit.Simulation.Harness;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Simulation.Scenarios;

/// <summary>
/// One life of a session, drawn from a seed: who talks to whom, over what path, what the user and the program do, and what goes wrong. Everything is
/// drawn before it begins, so that the story can be told; what depends on what happens (how much of a paste is taken) follows from the seed as
/// well.
/// </summary>
internal sealed partial class Scenario
{
    private readonly Random random;
    private readonly List<(long At, string What, Action<SimulatedSession> Act)> steps = [];
    private readonly long duration;

    public Scenario(int seed)
    {
        Seed = seed;
        random = new Random(seed);
        Pairing = DrawPairing();
        (Columns, Rows) = random.Next(4) == 0 ? (random.Next(1, 133), random.Next(1, 51)) : (80, 24);
        WellUp = LinkDraw.Well(random);
        WellDown = random.Next(3) == 0 ? LinkDraw.Well(random) : WellUp;
        duration = random.Next(500, 15_000);
        DrawWork();
        DrawFaults();
        steps.Sort((one, other) => one.At.CompareTo(other.At));
        Ending = (Ending)random.Next(3);
        ExitStatus = random.Next(256);
    }

    public int Seed { get; }

    public Pairing Pairing { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>What the path does when it is well.</summary>
    public LinkConditions WellUp { get; }

    /// <summary>The same from server to client.</summary>
    public LinkConditions WellDown { get; }

    /// <summary>Milliseconds of a round trip on the path that is well.</summary>
    public int RoundTrip => WellUp.Delay + WellDown.Delay;

    public Ending Ending { get; }

    /// <summary>What the program ends with.</summary>
    public int ExitStatus { get; }

    /// <summary>Longest time for which a client of ours may have a reason to be silent after the faults are over: it does not know of them.</summary>
    public long SilenceAfterFaults { get; private set; }

    /// <summary>When the steps are over, milliseconds from their begin.</summary>
    public long Duration => duration;

    /// <summary>The story in words.</summary>
    public string Story =>
        $"{Pairing}; {Columns}x{Rows}; up {LinkDraw.Describe(WellUp)}, down {LinkDraw.Describe(WellDown)}; ends with {Ending}\n"
        + string.Concat(steps.Where(step => step.What.Length > 0).Select(step => $"  {step.At,9} ms  {step.What}\n"));

    /// <summary>Puts all steps on the session's agenda.</summary>
    public void Begin(SimulatedSession session)
    {
        Instant start = session.Now;
        foreach ((long at, string what, Action<SimulatedSession> act) in steps)
        {
            session.At(start + at, () =>
            {
                session.Trace?.Invoke($"{session.Now.Milliseconds - 1_000_000,9} -- {what}");
                act(session);
            });
        }
    }

    /// <summary>Takes all faults away: from now on the path is well, and both machines run.</summary>
    public void End(SimulatedSession session)
    {
        session.Network.Up.IsCut = false;
        session.Network.Down.IsCut = false;
        session.Network.Up.Conditions = WellUp;
        session.Network.Down.Conditions = WellDown;
        session.Program.Hush();
        session.Program.ReadSize = int.MaxValue;
        session.Program.ReadGap = 0;
        session.Program.AnswerDelay = 1;
        session.TouchServer();
    }

    private Pairing DrawPairing()
    {
        ulong[] parts = [0, 0, PeerFeatures.Packed, PeerFeatures.Paths, PeerFeatures.LossReport, Session.Features.Events];
        return random.Next(8) switch
        {
            < 4 => new Pairing(false, false, parts[random.Next(parts.Length)]),
            4 or 5 => new Pairing(false, true, 0),
            _ => new Pairing(true, false, 0),
        };
    }

    private void Add(long at, string what, Action<SimulatedSession> act) => steps.Add((at, what, act));

    private long AnyTime() => random.NextInt64(duration);
}
