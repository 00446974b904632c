using System.Runtime.InteropServices;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// Says which of the user's states the screen can be expected to show (spec 03 section 4, spec 07 P1): the newest one that the program has answered,
/// or had time to. Stock gives it <see cref="DelayMs"/>, so a slower program is judged before it has spoken; here its time is learned
/// (<see cref="EchoLatency"/>). Never goes back: a stock client aborts if it does.
/// </summary>
public sealed class EchoAckClock
{
    /// <summary>How long a program gets to answer a key at least, before the screen counts as its answer; fixed by stock.</summary>
    public const long DelayMs = 50;

    /// <summary>
    /// Most states waiting. Each leaves after <see cref="EchoLatency.AnswerMaxMs"/>, so this many need a datagram every millisecond; what comes on
    /// top is acknowledged together with a later one.
    /// </summary>
    public const int PendingMax = 1024;

    /// <summary>
    /// How long what a Godwit client is to know may wait for a change of the screen to ride on: without it every key
    /// costs a datagram that says nothing else. A stock client is told at once, as it expects.
    /// </summary>
    public const long RideMs = 100;

    private readonly List<Pending> pending = [];
    private readonly EchoLatencies programs = new();

    // Of the pending states, from the oldest: how many are acknowledged, how many the program has, and how many it had when it wrote.
    private int acknowledged;
    private int handedOver;
    private int heard;
    private bool hasOutput;
    private bool isCanonical;
    private Instant calmAt = new(long.MinValue);

    /// <summary>The acknowledged state number; 0 before the first.</summary>
    public ulong Value { get; private set; }

    /// <summary>True if the client is a Godwit: it is told of an answer in the frame that holds it, and of other things in a frame soon after.</summary>
    public bool IsGodwit { get; set; }

    /// <summary>When <see cref="Update"/> will next change <see cref="Value"/> if nothing happens.</summary>
    public Instant NextDeadline
    {
        get
        {
            Instant next = Instant.Never;
            foreach (ref readonly Pending state in Waiting)
            {
                next = Instant.Min(next, DueAt(state, travels: false));
            }

            return next;
        }
    }

    private Span<Pending> Waiting => CollectionsMarshal.AsSpan(pending)[acknowledged..];

    // A terminal that collects lines echoes by itself: in no time, or never.
    private long LimitMs => isCanonical ? DelayMs : programs.Current.LimitMs;

    /// <summary>Notes that a user state with at least one event is on its way to the program.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="now">The time of this turn.</param>
    /// <param name="hasKeys">False if it only changes the window's size: no answer is awaited.</param>
    public void Note(ulong number, Instant now, bool hasKeys = true)
    {
        if (pending.Count < PendingMax)
        {
            pending.Add(new Pending { Number = number, At = now, IsAnswered = !hasKeys });
        }
    }

    /// <summary>The program can read all that was noted.</summary>
    public void HandOver() => handedOver = pending.Count;

    /// <summary>The program has written something, after all that was handed over.</summary>
    public void NoteOutput()
    {
        hasOutput = true;
        heard = handedOver;
    }

    /// <summary>Says which program reads the keys now.</summary>
    /// <param name="name">Its name; empty if unknown.</param>
    /// <param name="readsLines">True if its terminal collects lines.</param>
    public void SetProgram(string name, bool readsLines)
    {
        programs.Switch(name);
        isCanonical = readsLines;
    }

    /// <summary>Advances <see cref="Value"/>. Called once a turn, after the program's output was read.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="travels">True if a frame will be sent anyway.</param>
    /// <param name="isHeld">True if what the program has written is not shown yet.</param>
    /// <returns>True if the value changed.</returns>
    public bool Update(Instant now, bool travels, bool isHeld = false)
    {
        if (hasOutput && !isHeld)
        {
            hasOutput = false;
            TakeAnswer(now);
        }

        ulong before = Value;
        while (Acknowledge(now, travels))
        {
            // What was learned may have made more of them due.
        }

        Forget(now);
        return Value != before;
    }

    private bool Acknowledge(Instant now, bool travels)
    {
        Span<Pending> waiting = Waiting;
        int due = waiting.Length;
        while (due > 0 && DueAt(waiting[due - 1], travels) > now)
        {
            due--;
        }

        foreach (ref readonly Pending state in waiting[..due])
        {
            LearnFromSilence(state);
            Value = Math.Max(Value, state.Number);
        }

        acknowledged += due;
        return due > 0;
    }

    private Instant DueAt(in Pending state, bool travels)
    {
        if (!state.IsAnswered)
        {
            return state.At + LimitMs;
        }

        return state.IsSettled && IsGodwit ? state.At : state.At + (travels || !IsGodwit ? DelayMs : DelayMs + RideMs);
    }

    /// <summary>
    /// Which key did the program answer? The oldest that can just have been answered; if all wait longer than is usual, the oldest. Those before
    /// it have been answered too, or never will be.
    /// </summary>
    private void TakeAnswer(Instant now)
    {
        EchoLatency latency = programs.Current;
        Span<Pending> candidates = CollectionsMarshal.AsSpan(pending)[..heard];
        int best = -1, oldest = -1;
        for (int index = 0; index < candidates.Length; index++)
        {
            long age = now - candidates[index].At;
            if (candidates[index].IsAnswered || age > EchoLatency.AnswerMaxMs)
            {
                continue;
            }

            oldest = oldest < 0 ? index : oldest;
            if (age >= latency.LeastMs && (best < 0 || now - candidates[best].At > latency.MostMs))
            {
                best = age <= latency.MostMs || best < 0 ? index : best;
            }
        }

        bool isCalm = now >= calmAt;
        if (best < 0)
        {
            // Written unasked, so the next thing that is written may be, too.
            calmAt = now + Math.Max(DelayMs, latency.MedianMs);
            if (oldest >= 0)
            {
                candidates[oldest].TooEarly ??= now - candidates[oldest].At;
            }

            return;
        }

        latency.Add(now - candidates[best].At);
        foreach (ref Pending state in candidates[..(best + 1)])
        {
            state.IsSettled |= !state.IsAnswered && isCalm;
            state.IsAnswered = true;
        }
    }

    private void LearnFromSilence(in Pending state)
    {
        if (state.IsAnswered)
        {
            return;
        }

        if (state.TooEarly is { } early)
        {
            // What looked too early was the answer: the program has become faster.
            programs.Current.Add(early);
        }
        else
        {
            programs.Current.AddSilence();
        }
    }

    /// <summary>An acknowledged state is kept while its answer may still come: so a program that has become slower is noticed.</summary>
    private void Forget(Instant now)
    {
        int count = 0;
        while (count < acknowledged && (pending[count].IsAnswered || now - pending[count].At > EchoLatency.AnswerMaxMs))
        {
            count++;
        }

        pending.RemoveRange(0, count);
        acknowledged -= count;
        handedOver = Math.Max(0, handedOver - count);
        heard = Math.Max(0, heard - count);
    }

    private struct Pending
    {
        public ulong Number { get; init; }

        public Instant At { get; init; }

        /// <summary>The program has answered it, or a later one.</summary>
        public bool IsAnswered { get; set; }

        /// <summary>Nothing was written unasked shortly before, so the answer is hardly something else.</summary>
        public bool IsSettled { get; set; }

        /// <summary>How long after it something was written that came too early to be its answer, in milliseconds.</summary>
        public long? TooEarly { get; set; }
    }
}
