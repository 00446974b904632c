using Godwit.Prediction;

namespace Godwit.Session;

/// <summary>What came of local echo. Never holds what was typed.</summary>
public readonly record struct EchoFigures
{
    /// <summary>Shown, and the server's screen then said the same.</summary>
    public long Hits { get; init; }

    /// <summary>Shown, and the server's screen then said something else.</summary>
    public long Misses { get; init; }

    /// <summary>Foreseen and not shown.</summary>
    public long NotShown { get; init; }

    /// <summary>Total time that misses were visible, in milliseconds.</summary>
    public long WrongVisibleMs { get; init; }

    /// <summary>The longest time that one miss was visible, in milliseconds.</summary>
    public long WrongVisibleMaxMs { get; init; }

    /// <summary>From the key until its effect was on the user's screen.</summary>
    public DurationFigures TimeToPaint { get; init; }

    /// <summary>The account so far of the engine that shows the keys.</summary>
    internal static EchoFigures Of(PredictionLedger ledger) => new()
    {
        Hits = ledger.Hits,
        Misses = ledger.Misses,
        NotShown = ledger.NotShown,
        WrongVisibleMs = ledger.WrongVisibleMs,
        WrongVisibleMaxMs = ledger.WrongVisibleMaxMs,
        TimeToPaint = new(ledger.TimeToPaint.Total, ledger.TimeToPaint.SumMs, DurationHistogram.Bounds, ledger.TimeToPaint.CountsSoFar),
    };
}
