namespace Godwit.Prediction;

/// <summary>
/// What came of the keys. Every key that was predicted ends in exactly one of <see cref="Hits"/>, <see cref="Misses"/>,
/// <see cref="NotShown"/> and <see cref="Unseen"/>. Never holds what was typed.
/// </summary>
public sealed class PredictionLedger
{
    /// <summary>Keys that the user typed.</summary>
    public long Keys { get; private set; }

    /// <summary>Keys whose effect was foreseen, shown or not.</summary>
    public long Predicted { get; private set; }

    /// <summary>Predictions that were shown to the user before the server had answered.</summary>
    public long Shown { get; private set; }

    /// <summary>Shown, and the server's screen then said the same.</summary>
    public long Hits { get; private set; }

    /// <summary>Shown, and the server's screen then said something else.</summary>
    public long Misses { get; private set; }

    /// <summary>Never shown.</summary>
    public long NotShown { get; private set; }

    /// <summary>Shown, but the screen had moved on before it could be compared, as after Enter and a cleared screen.</summary>
    public long Unseen { get; private set; }

    /// <summary>Total time that misses were visible, in milliseconds.</summary>
    public long WrongVisibleMs { get; private set; }

    /// <summary>The longest time that one miss was visible, in milliseconds.</summary>
    public long WrongVisibleMaxMs { get; private set; }

    /// <summary>From the key until it was shown, of those shown.</summary>
    public DurationHistogram TimeToPaint { get; } = new();

    /// <summary>From the key until the server's screen said the same, of all predictions that came true.</summary>
    public DurationHistogram TimeToConfirm { get; } = new();

    internal void NoteKey() => Keys++;

    internal void NotePredicted() => Predicted++;

    internal void NoteShown(long afterMs)
    {
        Shown++;
        TimeToPaint.Add(afterMs);
    }

    internal void NoteTrue(bool wasShown, long afterMs)
    {
        TimeToConfirm.Add(afterMs);
        if (wasShown)
        {
            Hits++;
        }
        else
        {
            NotShown++;
        }
    }

    internal void NoteFalse(bool wasShown, long visibleMs)
    {
        if (wasShown)
        {
            Misses++;
            WrongVisibleMs += visibleMs;
            WrongVisibleMaxMs = Math.Max(WrongVisibleMaxMs, visibleMs);
        }
        else
        {
            NotShown++;
        }
    }

    internal void NoteUnseen(bool wasShown)
    {
        if (wasShown)
        {
            Unseen++;
        }
        else
        {
            NotShown++;
        }
    }
}
