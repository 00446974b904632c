namespace Godwit.Transport;

/// <content>The deadlines.</content>
internal sealed partial class StateSender<T>
{
    // Constants of spec 02 section 13, in milliseconds unless they are counts.
    private const int AckDelay = 100;

    // Where the peer's packets get lost.
    private const int AckDelayWherePeerRepeats = 20;
    private const int TypingPause = 500;

    private const int ActiveRetryWindow = 10_000;
    private const int ShutdownTriesMax = 16;
    private const int ShutdownTimeLimit = 10_000;

    // Added to the RTO: the time the peer may hold an acknowledgement back.
    // The same where packets get lost: a key is mostly answered by its echo and not by an acknowledgement alone, and waiting costs more than a repeat.
    private const int LossySlackClient = 12;
    private const int LossySlackServer = 70;

    // What answers a key is asked for again by who waits for it, with the next repeat of the key; so the server need not hurry.
    private const int LossySlackOfAnswer = 300;

    private readonly SenderSettings settings;
    private readonly RttEstimator rtt;
    private readonly T live;
    private LossEstimator loss;
    private T? frozen;
    private bool closing;
    private bool peerIsClosing;
    private Instant closingSince;
    private int shutdownTries;
    private Instant ackDue;
    private Instant sendDue;
    private Instant dirtyAt = Instant.Never;
    private Instant? freshAt;

    // What was sent before this time counts as lost.
    private Instant staleBefore = new(long.MinValue);

    // The state from which nothing was to be sent although the local object differs from the newest state; reset on change.
    private ulong? nothingToSendFrom;

    /// <summary>Since when content is on its way without an answer; never if there is none.</summary>
    public Instant UnacknowledgedSince { get; private set; } = Instant.Never;

    /// <summary>True while we shut down.</summary>
    public bool IsClosing => closing;

    /// <summary>Clean end of our shutdown: the peer holds the last state.</summary>
    public bool IsShutdownAcknowledged => AcknowledgedNumber == StateNumber.Shutdown;

    /// <summary>The local object may have changed.</summary>
    public void MarkLocalChanged()
    {
        if (closing)
        {
            return;
        }

        nothingToSendFrom = null;
        for (var i = 0; i < count; i++)
        {
            sent[i].Relation = Relation.Unknown;
        }
    }

    /// <summary>The earliest time at which <see cref="TryBuild"/> may have something to do.</summary>
    public Instant NextDeadline(Instant now)
    {
        Schedule(now);
        return owesAcknowledgement ? now : Instant.Min(ackDue, sendDue);
    }

    /// <summary>From now on every instruction carries the last state; the local object's further changes are not sent.</summary>
    public void BeginShutdown(Instant now)
    {
        if (closing)
        {
            return;
        }

        MarkLocalChanged();
        closing = true;
        closingSince = now;
        frozen = live.Fork();
    }

    /// <summary>True if our shutdown was not acknowledged within stock's limits.</summary>
    public bool HasGivenUp(Instant now) =>
        closing && (shutdownTries >= ShutdownTriesMax || now - closingSince >= ShutdownTimeLimit);

    /// <summary>When <see cref="HasGivenUp"/> becomes true by time alone.</summary>
    public Instant GiveUpAt => closing ? closingSince + ShutdownTimeLimit : Instant.Never;

    /// <summary>A new newest state of the peer arrived.</summary>
    /// <param name="now">The time of its arrival.</param>
    /// <param name="diffLength">Octets of its diff. If that is not empty it is to be acknowledged soon.</param>
    /// <param name="isShutdown">True if it is the peer's last state.</param>
    public void HandlePeerState(Instant now, int diffLength, bool isShutdown)
    {
        freshAt = now;
        peerIsClosing |= isShutdown;
        if (diffLength > 0)
        {
            owesAnswer = true;
            ackDue = Instant.Min(ackDue, now + AckDelayFor(now, diffLength));
            Heartbeat.NoteActivity();
        }
        else
        {
            AnswerHeartbeat(now);
        }
    }

    /// <summary>
    /// The newest state of the peer arrived again. If that was sent after our last packet should have been there, that was lost: the
    /// acknowledgement, and small content that is not acknowledged. What is large may still be on its way through a queue.
    /// </summary>
    public void HandlePeerRepeat(Instant now)
    {
        var sentBefore = now + -(rtt.Rto + FirstRepeatMin);
        if (Last.At < sentBefore)
        {
            staleBefore = contentIsSmall ? Instant.Max(staleBefore, sentBefore) : staleBefore;
            ackDue = Instant.Min(ackDue, now);
        }
    }

    /// <summary>An in-sequence packet arrived after <paramref name="gap"/> missing numbers.</summary>
    public void HandlePacket(ulong gap) => loss.PacketArrived(gap);

    /// <summary>A packet came that was counted as lost.</summary>
    public void HandleLatePacket() => loss.PacketArrivedLate();

    /// <summary>What to tell the peer of its losses (<see cref="LossEstimator.Report"/>).</summary>
    public int LossReport => loss.Report;

    /// <summary>What the peer told of ours (<see cref="LossEstimator.Reported"/>).</summary>
    public double? ReportedLoss => loss.Reported;

    /// <summary>The peer tells how many of our packets got lost.</summary>
    public void HandleLossReport(ulong report) => loss.HandleReport(report);

    /// <summary>The path works again, or is another one: what was not acknowledged goes out at once.</summary>
    public void PresumeLost(Instant now)
    {
        // What leaves in this very millisecond does so because of this call, and is fresh.
        staleBefore = new Instant(now.Milliseconds - 1);
        if (HasUnacknowledgedContent)
        {
            UnacknowledgedSince = now;
        }
    }

    /// <summary>A packet is to go out at once, with content or without: a sign of life from a new address.</summary>
    public void RequestPacket(Instant now) => ackDue = Instant.Min(ackDue, now);

    private void Schedule(Instant now)
    {
        presumed = Presume(now, ignoresEmptyStates: false);
        isHeldBack = false;
        var lastAt = Last.At;
        if (LiveDiffersFrom(count - 1) && nothingToSendFrom != sent[presumed].Number)
        {
            dirtyAt = Instant.Min(dirtyAt, now);
            sendDue = Instant.Max(dirtyAt + CollectionDelay, NextFrameAt);
            isHeldBack = QueueGap > 0;
        }
        else if (LiveDiffersFrom(presumed) && MayRetry(now))
        {
            sendDue = lastAt + Math.Max(RepeatGap(now), DeafGap);
            if (dirtyAt != Instant.Never)
            {
                sendDue = Instant.Max(sendDue, dirtyAt + CollectionDelay);
            }
        }
        else if (LiveDiffersFrom(0) && MayRetry(now))
        {
            sendDue = lastAt + Math.Max(Rto + Slack, DeafGap);
        }
        else
        {
            sendDue = Instant.Never;
            if (UnacknowledgedSince != Instant.Never && MayHoldAnother(1) && MayRetry(now))
            {
                // There is nothing to tell the peer beyond what it has acknowledged, but that this is how it looks again.
                ackDue = Instant.Min(ackDue, lastAt + Math.Max(Rto + Slack, DeafGap));
            }
        }

        ScheduleRepeat(now);
        if (closing || peerIsClosing)
        {
            // Without a sample a small initial gap would use up all tries within one round trip.
            ackDue = lastAt + (rtt.HasSample ? rtt.FrameGap : RttEstimator.FrameGapMax);
        }
    }

    // True if one of the states from this one on differs from the local object: the peer may show that.
    private bool MayHoldAnother(int first)
    {
        for (var i = first; i < count; i++)
        {
            if (LiveDiffersFrom(i))
            {
                return true;
            }
        }

        return false;
    }

    // The newest state that the peer should hold: all states up to it were sent so lately that an answer is not overdue.
    private int Presume(Instant now, bool ignoresEmptyStates)
    {
        var fresh = Rto + Slack;
        var index = 0;
        while (index + 1 < count)
        {
            ref var next = ref sent[index + 1];
            var isFresh = now - next.At < fresh && next.At > staleBefore;
            if (!isFresh && !(ignoresEmptyStates && !next.HasContent))
            {
                break;
            }

            index++;
        }

        return index;
    }

    // A small state is repeated as early as stock repeats everything: through a full queue that also drops, one of the copies is the one that arrives.
    private int Rto => contentIsSmall ? Math.Min(rtt.Rto, RttEstimator.RtoMax) : rtt.Rto;

    private int AckDelayNow => PeerIsPacked ? settings.Tuning.AckDelay : AckDelay;

    // Where the peer's packets get lost it does not wait long before it repeats them. What is not likely to be answered by content is acknowledged before that:
    // what is large, keys that have no echo, output while nobody types.
    private int AckDelayFor(Instant now, int diffLength)
    {
        var mayRide = diffLength <= SmallDiffMax && !settings.IsServer && now - contentAt < TypingPause;
        return PeerIsPacked && loss.Report > 0 && !mayRide ? AckDelayWherePeerRepeats : AckDelayNow;
    }

    // What is not small is answered by an acknowledgement alone, after the time for which the peer holds that back.
    private int Slack => RepeatsMax == 0 ? AckDelayNow
        : !contentIsSmall ? LossySlackClient + (!PeerIsPacked ? AckDelay : loss.PeerSeesLoss ? AckDelayWherePeerRepeats : settings.Tuning.AckDelay)
        : !settings.IsServer ? LossySlackClient
        : contentIsAnswer ? LossySlackOfAnswer : LossySlackServer;

    private bool MayRetry(Instant now) =>
        settings.Tuning.BacksOff || (freshAt is { } fresh && now < fresh + ActiveRetryWindow);

    // A state without content that was not acknowledged yet is no sign of loss (TransportTuning.RepeatsAfterIdle). What is large costs much, and is
    // only answered after the time for which the peer holds that back; a stock peer keeps no part of it, so there each try counts.
    private int RepeatGap(Instant now)
    {
        var tuning = settings.Tuning;
        if (tuning.BacksOff && !rtt.HasSample)
        {
            // How long an answer takes is not known: often enough for an outage, and not for every path.
            return Math.Min(rtt.Rto, tuning.RetryGapMax);
        }

        var isFalseAlarm = !tuning.RepeatsAfterIdle
            && !loss.IsLossy
            && !LiveDiffersFrom(Presume(now, ignoresEmptyStates: true));
        return isFalseAlarm || (RepeatsSmall && !contentIsSmall) ? Math.Max(rtt.FrameGap, Rto + Slack) : rtt.FrameGap;
    }

    // The gap between retries grows with the time without an answer; taken at the last transmission, so that it stands still.
    private int DeafGap
    {
        get
        {
            if (!settings.Tuning.BacksOff || UnacknowledgedSince == Instant.Never)
            {
                return 0;
            }

            var silence = Math.Max(0, Last.At - UnacknowledgedSince);
            var gap = Math.Min(silence / settings.Tuning.RetryDivisor, settings.Tuning.RetryGapMax);
            return (int)Math.Max(gap, Math.Min(silence / settings.Tuning.IdleRetryDivisor, settings.Tuning.RetryGapIdleMax));
        }
    }

    private void NoteResend(Instant now)
    {
        var isOverdue = !LiveDiffersFrom(count - 1) && LiveDiffersFrom(Presume(now, ignoresEmptyStates: true));
        if (isOverdue && DeafGap < rtt.Rto)
        {
            loss.PacketLost();
        }
    }

    private void NoteProgress(Instant now)
    {
        NoteAnswered(now);
        nothingToSendFrom = null;
        UnacknowledgedSince = Instant.Never;
        for (var i = 1; i < count; i++)
        {
            if (sent[i].HasContent)
            {
                UnacknowledgedSince = now;
                return;
            }
        }
    }

    private void NoteNothingToSend(int from)
    {
        // Unequal, but nothing on the wire can tell the difference (spec 03 section 3.1): treat as equal until it changes.
        nothingToSendFrom = sent[presumed].Number;
        sent[from].Relation = Relation.Same;
        sent[presumed].Relation = Relation.Same;
        sendDue = Instant.Never;
        dirtyAt = Instant.Never;
    }
}
