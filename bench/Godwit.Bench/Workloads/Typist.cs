using Godwit.Bench.Judging;
using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>Plays a script to a session, as a person does who does not wait for the echo, and has it judged.</summary>
internal sealed class Typist
{
    // A person who waits for a screen gives up after this and goes on.
    private const double PatienceMilliseconds = 20_000;
    private const double GlanceMilliseconds = 15;

    private readonly EventLoop loop;
    private readonly LiveSession session;
    private readonly Script script;
    private readonly KeyJudge judge;
    private double typedAt;

    public Typist(EventLoop loop, LiveSession session, Script script)
    {
        this.loop = loop;
        this.session = session;
        this.script = script;
        judge = new(script, session.Screen);
        session.Drawn = judge.Look;
        session.Rested = judge.Rest;
    }

    /// <summary>True if every key has been typed.</summary>
    public bool HasTyped => judge.Typed == script.Keys.Count;

    /// <summary>True if every key has been typed and is shown.</summary>
    public bool IsDone => HasTyped && judge.IsAllShown;

    /// <summary>True if the session shows the screen before the first key.</summary>
    public bool IsReady => session.Screen.State().Equals(script.States[0]);

    /// <summary>Begins; the first pause counts from now.</summary>
    public void Begin()
    {
        typedAt = Clock.Now;
        Plan();
    }

    /// <summary>The end.</summary>
    public Verdict Finish()
    {
        session.Drawn = _ => { };
        session.Rested = _ => { };
        return judge.Finish(Clock.Now);
    }

    private void Plan()
    {
        if (!HasTyped)
        {
            loop.At(typedAt + script.Keys[judge.Typed].Pause, Type);
        }
    }

    private void Type()
    {
        var key = script.Keys[judge.Typed];
        session.Type(key.Encode(session.Screen.ApplicationCursorKeys));
        typedAt = Clock.Now;
        judge.Type(typedAt);
        if (key.Waits)
        {
            Wait(judge.Typed - 1, typedAt + PatienceMilliseconds);
        }
        else
        {
            Plan();
        }
    }

    private void Wait(int key, double end)
    {
        typedAt = Clock.Now;
        if (judge.IsShownNow(key) || typedAt > end || session.HasEnded)
        {
            Plan();
        }
        else
        {
            loop.At(typedAt + GlanceMilliseconds, () => Wait(key, end));
        }
    }
}
