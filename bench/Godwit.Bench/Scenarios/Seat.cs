using Godwit.Bench.Judging;
using Godwit.Bench.Results;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Scenarios;

/// <summary>One scenario in one session: the person who types, and who judges.</summary>
internal sealed class Seat
{
    private readonly Scenario scenario;
    private readonly Script script;
    private readonly Typist typist;
    private readonly InstantJudge instant;
    private RewrittenCells? rewritten;

    public Seat(EventLoop loop, Scenario scenario, Script script, LiveSession session)
    {
        this.scenario = scenario;
        this.script = script;
        Session = session;
        typist = new(loop, session, script) { Typed = Type };
        instant = new(script, session.Screen, scenario.IsMovement);
        session.Drawn += instant.Look;
        session.Rested += _ => rewritten?.Look();
    }

    /// <summary>The scenario.</summary>
    public string Name => scenario.Name;

    public LiveSession Session { get; }

    /// <summary>True if the session shows the screen before the first key.</summary>
    public bool IsReady => typist.IsReady;

    /// <summary>True if every key has been typed.</summary>
    public bool HasTyped => typist.HasTyped;

    /// <summary>True if every key has been typed and the screen is as the program leaves it.</summary>
    public bool IsDone => HasTyped && Session.Screen.State().Equals(script.States[^1]);

    /// <summary>Why it is not ready, for people who look for the fault.</summary>
    public string Difference => Compare(script.States[0]);

    public void Begin() => typist.Begin();

    /// <summary>The end: writes down what the judges say.</summary>
    /// <returns>A line for people who look for the keys that were not shown at once.</returns>
    public string Finish(TableContext bench)
    {
        if (!IsDone)
        {
            bench.Fail(Session.Lane, $"{scenario.Name}: the last screen is not the program's: {Compare(script.States[^1])}");
        }

        var verdict = typist.Finish();
        var counted = scenario.IsSession ? Seen(verdict) : instant.Keys;
        var typed = script.Keys.Count - scenario.FirstKey;
        Add(Quantities.Instant, [.. counted.Values.Select(wasInstant => wasInstant ? 100.0 : 0)]);
        Add(Quantities.Rewritten, rewritten?.Count ?? 0);
        Add(Quantities.Needless, Math.Max(0, (rewritten?.Count ?? 0) - RewrittenCells.Needed(script, scenario.FirstKey)));
        Add(Quantities.WrongPerKey, verdict.WrongCells * 100.0 / typed);
        Add(Quantities.LongestWrong, verdict.LongestWrongMilliseconds);
        return KeyTrace.Write(script, counted);

        void Add(string quantity, params IReadOnlyCollection<double> samples) => bench.Measurements.Add(scenario.Name, Session.Lane, quantity, samples);
    }

    private string Compare(ScreenState wanted)
    {
        var (shown, end) = (Session.Screen.State(), Session.HasEnded ? "; the client has ended" : "");
        foreach (var (row, (right, text)) in wanted.Rows.Zip(shown.Rows).Index())
        {
            if (text != right)
            {
                return $"row {row} is \"{text.TrimEnd()}\", not \"{right.TrimEnd()}\"{end}";
            }
        }

        return $"the cursor is at {shown.CursorRow}, {shown.CursorColumn}, not {wanted.CursorRow}, {wanted.CursorColumn}{end}";
    }

    private Dictionary<int, bool> Seen(Verdict verdict) => verdict.Keys.Where(key => !script.Keys[key.Key].Waits)
        .ToDictionary(key => key.Key, key => key.WasSeen && key.Milliseconds < Statistics.InstantMilliseconds);

    private void Type(int key, double now)
    {
        if (key >= scenario.FirstKey)
        {
            rewritten ??= new(Session.Screen);
            instant.Type(key, now);
        }
    }
}
