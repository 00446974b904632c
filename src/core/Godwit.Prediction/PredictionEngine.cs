using Godwit.Terminal;

namespace Godwit.Prediction;

/// <summary>
/// Foresees what the user's keys will do to the screen, and shows it before the server can. Driven by keys, by the server's frames and by the time; it
/// owns no clock and draws only over a copy. Each key waits until a frame of the server shows its effect. What is drawn is always the newest frame with the
/// keys applied to it that the frame does not show yet: so whatever the server does, what is drawn is at most one answer away from it.
/// </summary>
/// <remarks>
/// A character is drawn only where the server has confirmed that the program shows what is typed (<see cref="PendingKey.IsSure"/>): see docs/prediction.md.
/// </remarks>
public sealed partial class PredictionEngine
{
    /// <summary>
    /// Keys that wait for the server at most: a minute of fast typing into an outage. What is typed beyond that is not foreseen until all of them are answered.
    /// </summary>
    public const int PendingMax = 512;

    private readonly PredictionOptions options;
    private readonly KeyReader reader = new();
    private readonly DisplayPolicy policy;
    private readonly KernelTrust kernel = new();
    private readonly PromptMemory prompts = new();
    private readonly Sketch sketch = new();
    private readonly PendingKey[] pending = new PendingKey[PendingMax];
    private int count;
    private Screen? truth;
    private ulong acknowledged;
    private TruthAtServer program;

    // Where the first pending key takes effect, on the newest frame.
    private (int Row, int Column) anchor;
    private bool anchorWrapsNext;

    /// <summary>An engine that has seen nothing.</summary>
    /// <param name="options">What the user asked for.</param>
    public PredictionEngine(PredictionOptions options)
    {
        this.options = options;
        policy = new DisplayPolicy(options.Display);
    }

    /// <summary>What came of the keys so far.</summary>
    public PredictionLedger Ledger { get; } = new();

    /// <summary>True if East Asian ambiguous characters take two columns.</summary>
    public bool AmbiguousIsWide { get; set; }

    /// <summary>True if nothing is predicted at all.</summary>
    private bool IsOff => options.Display == PredictionDisplay.Never;

    /// <summary>Takes what the user typed.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="typed">Octets of one read, without what was meant for the client itself.</param>
    /// <param name="frame">The number of the first user state that will carry them.</param>
    public void HandleKeys(long now, ReadOnlySpan<byte> typed, ulong frame)
    {
        bool isPaste = typed.Length > PasteMin;
        foreach (byte octet in typed)
        {
            if (reader.TryRead(octet, out Key key))
            {
                HandleKey(now, key, frame, isPaste);
            }
        }

        if (reader.TryEnd(out Key last))
        {
            HandleKey(now, last, frame, isPaste);
        }
    }

    /// <summary>Takes the server's newest screen.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="screen">Without anything drawn over it; it will not change any more.</param>
    /// <param name="echoAck">The newest user state that it can be expected to show.</param>
    /// <param name="told">What the server says about the program's terminal.</param>
    public void HandleFrame(long now, Screen screen, ulong echoAck, in TruthAtServer told)
    {
        ArgumentNullException.ThrowIfNull(screen);
        Screen? before = truth;
        truth = screen;
        acknowledged = echoAck;
        if (IsOff)
        {
            return;
        }

        NoteProgram(now, told);
        if (before is null || !IsStillAs(before))
        {
            stillSince = now;
        }

        if (before is null || before.Width != screen.Width || before.Height != screen.Height)
        {
            Forget();
        }
        else if (count == 0)
        {
            Follow(now, before);
        }
        else
        {
            Compare(now, before);
        }

        NoteAnswers(now);
        LearnMovement();
        RecognizeText();
    }

    /// <summary>Once a turn: what time alone changes.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="smoothedRtt">Of the path, in milliseconds.</param>
    public void Update(long now, double smoothedRtt)
    {
        if (IsOff)
        {
            return;
        }

        policy.SetRoundTrip(smoothedRtt, count > 0);
        frameGap = FrameGapMin + (long)Math.Clamp(smoothedRtt / 2, FrameGapMin, FrameGapMax);
        if (kernel.Update(now) && program.IsKernelEcho)
        {
            Trust();
        }

        EndGrace(now);
        if (openLines > 0 && truth is not null)
        {
            NoteAnswers(now);
        }

        if (count > 0)
        {
            policy.NoteWaiting(now - pending[0].At);
        }
    }

    /// <summary>When <see cref="Update"/> has something to do if nothing happens, in milliseconds; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDeadline(long now)
    {
        long next = program.IsKernelEcho ? kernel.NextDeadline
            : openLines > 0 && now - stillSince < StillMs ? stillSince + StillMs
            : long.MaxValue;
        if (count == 0 || IsOff)
        {
            return next;
        }

        long waited = now - pending[0].At;
        long step = waited < DisplayPolicy.HiccupMs ? DisplayPolicy.HiccupMs : waited < DisplayPolicy.OutageMs ? DisplayPolicy.OutageMs : long.MaxValue - pending[0].At;
        next = Math.Min(next, pending[0].At + step);
        if (pending[0].OverdueSince == PendingKey.NotYet)
        {
            return next;
        }

        long hiddenAt = pending[0].OverdueSince + DrawnGrace;
        return Math.Min(next, now < hiddenAt ? hiddenAt : pending[0].OverdueSince + Grace(pending[0]));
    }

    /// <summary>Forgets all that is pending: the size of the screen has changed.</summary>
    public void Forget()
    {
        for (int i = 0; i < count; i++)
        {
            EndUnseen(pending[i]);
        }

        count = 0;
        Doubt();
        if (truth is not null)
        {
            AnchorAtCursor();
        }
    }

    private void AnchorAtCursor()
    {
        anchor = (truth!.CursorRow, truth.CursorColumn);
        anchorWrapsNext = false;
    }

    private void Drop(int keys)
    {
        Array.Copy(pending, keys, pending, 0, count - keys);
        Array.Clear(pending, count - keys, keys);
        count -= keys;
    }

    private void EndUnseen(in PendingKey key)
    {
        if (key.IsPredicted)
        {
            Ledger.NoteUnseen(key.WasShown);
        }
    }
}
