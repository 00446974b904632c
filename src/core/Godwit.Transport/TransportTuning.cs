namespace Godwit.Transport;

/// <summary>
/// Where our timing may differ from stock's. Nothing here changes what is on the wire, only when. <see cref="Stock"/>
/// reproduces the stock programs packet by packet, <see cref="Default"/> is what we ship.
/// </summary>
public sealed record TransportTuning
{
    /// <summary>The timing of the stock programs (spec 02).</summary>
    public static TransportTuning Stock { get; } = new();

    /// <summary>What we ship: quieter on a clean link, no 3 s holes after an outage.</summary>
    public static TransportTuning Default { get; } = new()
    {
        InitialFrameGap = RttEstimator.FrameGapMin,
        RepeatsAfterIdle = false,
        AnswersDuplicates = true,
        RetryGapMax = 500,
        RetryGapIdleMax = 3000,
        RetryDivisor = 8,
        IdleRetryDivisor = 120,
        RtoMax = 3000,
        AckDelay = 150,
        FrameBurst = 4,
        SmallFrameGapMax = 100,
        CollectsUntilPause = true,
        RepeatsOnLoss = true,
    };

    /// <summary>What a server of ours ships with: as <see cref="Default"/>, and a flood is not poured into silence.</summary>
    public static TransportTuning DefaultServer { get; } = Default with { PacesNewStatesAtDeafPeer = true };

    /// <summary>Milliseconds between frames before the first round-trip sample; stock: 250.</summary>
    public int InitialFrameGap { get; init; } = RttEstimator.FrameGapMax;

    /// <summary>
    /// Stock presumes everything lost once any unacknowledged state is old, even one without content: after an idle period it
    /// repeats data every frame gap until the acknowledgement comes. Without this, such repeats start after one
    /// RTO, except where packets were lost lately.
    /// </summary>
    public bool RepeatsAfterIdle { get; init; } = true;

    /// <summary>
    /// A state that is there already is acknowledged again, because it was sent again: the acknowledgement was lost. Stock leaves it to the
    /// next heartbeat, up to 3 s later, and until then the peer goes on repeating.
    /// </summary>
    public bool AnswersDuplicates { get; init; }

    /// <summary>
    /// Milliseconds between retries at a peer that does not answer, at most, in the first minute; 0 means stock's rule:
    /// every frame gap until 10 s after the last fresh state, then only with the 3 s timer.
    /// </summary>
    public int RetryGapMax { get; init; }

    /// <summary>Milliseconds that the gap may grow to in a long outage.</summary>
    public int RetryGapIdleMax { get; init; }

    /// <summary>The gap is the time without an answer divided by this, up to <see cref="RetryGapMax"/>.</summary>
    public int RetryDivisor { get; init; } = 1;

    /// <summary>Later the gap is the time without an answer divided by this, up to <see cref="RetryGapIdleMax"/>.</summary>
    public int IdleRetryDivisor { get; init; } = 1;

    /// <summary>Also new content waits for the retry gap while the peer does not answer: a server in a flood of output.</summary>
    public bool PacesNewStatesAtDeafPeer { get; init; }

    /// <summary>
    /// Milliseconds that an acknowledgement may wait for content to ride on, between Godwits on a clean path: the next key follows often enough within
    /// 150 ms. Else and with a stock peer stock's 100.
    /// </summary>
    public int AckDelay { get; init; } = 100;

    /// <summary>
    /// Milliseconds that the retransmission timeout may grow to. Stock's limit is shorter than a round trip through a full queue, which it then fills
    /// with repeats.
    /// </summary>
    public int RtoMax { get; init; } = RttEstimator.RtoMax;

    /// <summary>
    /// New states that may leave one after the other before the frame gap holds the next one back; the rate in the long run stays one per gap.
    /// Stock counts the gap from whatever it sent last, an empty acknowledgement too: then a key waits for up to half a round trip. 0 means
    /// stock's rule.
    /// </summary>
    public int FrameBurst { get; init; }

    /// <summary>Milliseconds of the frame gap at most after a small state (a key, its echo): what it costs fits the slowest path; 0: no limit of its own.</summary>
    public int SmallFrameGapMax { get; init; }

    /// <summary>
    /// A change leaves as soon as the owner says that it is whole (<see cref="Connection{TLocal, TRemote}.CollectionDelay"/>), instead of after
    /// stock's 8 ms at the server and 1 ms at the client.
    /// </summary>
    public bool CollectsUntilPause { get; init; }

    /// <summary>
    /// Where packets get lost, small states (keys, their echo) are repeated a few times before an answer can be there, instead of after the
    /// retransmission timeout.
    /// </summary>
    public bool RepeatsOnLoss { get; init; }

    /// <summary>True if retries follow the bounded back-off instead of stock's 10 s window.</summary>
    internal bool BacksOff => RetryGapMax > 0;
}
