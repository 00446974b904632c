namespace Godwit.Transport;

/// <summary>
/// The timers that end a server nobody uses, and what signals do (spec 02 section 11). Pure: idle time and attachment are handed in.
/// </summary>
public sealed class ServerLifetime
{
    /// <summary>Milliseconds that a server waits for its first client.</summary>
    public const int FirstClientTimeout = 60_000;

    private readonly long networkTimeout;
    private readonly long signalTimeout;
    private readonly long timeToLive;
    private readonly Instant start;

    /// <summary>Starts the timers.</summary>
    /// <param name="start">When the server began.</param>
    /// <param name="networkTimeoutSeconds">MOSH_SERVER_NETWORK_TMOUT; 0 for none.</param>
    /// <param name="signalTimeoutSeconds">MOSH_SERVER_SIGNAL_TMOUT; 0 for none.</param>
    /// <param name="timeToLiveSeconds">For how long a session is kept that has lost its client and is idle; 0 for ever.</param>
    public ServerLifetime(Instant start, int networkTimeoutSeconds = 0, int signalTimeoutSeconds = 0, int timeToLiveSeconds = 0)
    {
        timeToLive = Math.Max(0, timeToLiveSeconds) * 1000L;
        this.start = start;
        networkTimeout = Math.Max(0, networkTimeoutSeconds) * 1000L;
        signalTimeout = Math.Max(0, signalTimeoutSeconds) * 1000L;
    }

    /// <summary>Ask once per turn.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="lastState">When the client's newest state came; null if none ever did.</param>
    /// <param name="hasPeer">A client is attached.</param>
    /// <param name="isClosing">A shutdown handshake is running.</param>
    /// <param name="lastUse">When the client was last heard from or the program last printed something, whichever was later; null if neither ever happened.</param>
    public LifetimeDecision Check(Instant now, Instant? lastState, bool hasPeer, bool isClosing, Instant? lastUse = null)
    {
        var idle = now - (lastState ?? start);
        if (lastState is null && idle >= FirstClientTimeout)
        {
            return LifetimeDecision.Exit;
        }

        if (timeToLive > 0 && !hasPeer && now - (lastUse ?? start) >= timeToLive)
        {
            return LifetimeDecision.Exit;
        }

        return networkTimeout > 0 && idle >= networkTimeout ? End(hasPeer, isClosing) : LifetimeDecision.Stay;
    }

    /// <summary>SIGTERM or SIGINT arrived.</summary>
    public static LifetimeDecision OnTerminate(bool hasPeer, bool isClosing) => End(hasPeer, isClosing);

    /// <summary>SIGUSR1 arrived: it ends only a session that was idle long enough.</summary>
    public LifetimeDecision OnUserSignal(Instant now, Instant? lastState, bool hasPeer, bool isClosing) =>
        now - (lastState ?? start) < signalTimeout ? LifetimeDecision.Stay : End(hasPeer, isClosing);

    /// <summary>When <see cref="Check"/> may next change its answer.</summary>
    public Instant NextDeadline(Instant? lastState, bool hasPeer = true, Instant? lastUse = null)
    {
        var idleSince = lastState ?? start;
        var deadline = lastState is null ? start + FirstClientTimeout : Instant.Never;
        deadline = timeToLive > 0 && !hasPeer ? Instant.Min(deadline, (lastUse ?? start) + timeToLive) : deadline;
        return networkTimeout > 0 ? Instant.Min(deadline, idleSince + networkTimeout) : deadline;
    }

    private static LifetimeDecision End(bool hasPeer, bool isClosing) =>
        hasPeer && !isClosing ? LifetimeDecision.ShutDown : LifetimeDecision.Exit;
}
