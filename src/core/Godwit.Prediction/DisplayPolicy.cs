namespace Godwit.Prediction;

/// <summary>
/// When predictions are shown and when they are underlined. Stock's rules with the round trip itself instead of its half, and a lower first
/// threshold: see docs/prediction.md for the reasons.
/// </summary>
/// <param name="display">What the user asked for.</param>
internal sealed class DisplayPolicy(PredictionDisplay display)
{
    /// <summary>
    /// Milliseconds of round trip above which predictions are shown. With the terminal's and the keyboard's own 30 ms an echo is then at 70 ms, where typing
    /// begins to feel heavy. Stock: 60.
    /// </summary>
    public const double ShowAbove = 40;

    /// <summary>And at which they stop, once none is pending: apart, so that a link in between does not switch all the time. Stock: 40.</summary>
    public const double HideBelow = 25;

    /// <summary>Milliseconds of round trip above which what is not confirmed is underlined; as stock.</summary>
    public const double MarkAbove = 160;

    /// <summary>And at which it stops; as stock.</summary>
    public const double UnmarkBelow = 100;

    /// <summary>A key that waits so long shows the predictions on any link: a hiccup. As stock.</summary>
    public const long HiccupMs = 250;

    /// <summary>And so long: they are underlined as well. As stock.</summary>
    public const long OutageMs = 5000;

    /// <summary>So many quick confirmations end what one hiccup began, and as many again what an outage did; as stock.</summary>
    private const int HiccupCredit = 10;

    /// <summary>Confirmations closer than this count once: many keys are confirmed by one datagram. As stock.</summary>
    private const long CreditGapMs = 150;

    private bool isSlow = true;
    private bool isVerySlow;
    private int hiccups;
    private long creditedAt = long.MinValue / 2;

    /// <summary>True if predictions are to be seen.</summary>
    public bool Shows => display switch
    {
        PredictionDisplay.Never => false,
        PredictionDisplay.Adaptive => isSlow || hiccups > 0,
        _ => true,
    };

    /// <summary>True if what is not confirmed is to be underlined.</summary>
    public bool Marks => isVerySlow || hiccups > HiccupCredit;

    /// <summary>True if a key that waits changes something here, sooner or later.</summary>
    public bool IsWaiting => hiccups <= HiccupCredit || !Marks;

    /// <summary>Takes up the round trip of the path.</summary>
    /// <param name="smoothedRtt">In milliseconds; of a path that was not measured yet it is taken to be slow.</param>
    /// <param name="hasPending">True while something is predicted.</param>
    public void SetRoundTrip(double smoothedRtt, bool hasPending)
    {
        isSlow = smoothedRtt > ShowAbove || (isSlow && (smoothedRtt > HideBelow || hasPending));
        isVerySlow = smoothedRtt > MarkAbove || (isVerySlow && smoothedRtt > UnmarkBelow);
    }

    /// <summary>The oldest pending prediction has waited so long.</summary>
    public void NoteWaiting(long milliseconds) =>
        hiccups = milliseconds >= OutageMs ? 2 * HiccupCredit : milliseconds >= HiccupMs ? Math.Max(hiccups, HiccupCredit) : hiccups;

    /// <summary>A prediction came true after so long.</summary>
    public void NoteTrue(long now, long afterMs)
    {
        if (afterMs < HiccupMs && hiccups > 0 && now - creditedAt >= CreditGapMs)
        {
            hiccups--;
            creditedAt = now;
        }
    }
}
