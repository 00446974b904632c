namespace Godwit.Transport;

/// <content>How close states may follow each other, and early repeats where packets get lost.</content>
internal sealed partial class StateSender<T>
{
    // A key, its echo, a few cells: octets of a diff from the acknowledged state that may be repeated on suspicion.
    private const int SmallDiffMax = 256;

    // The first repeat leaves after this part of a round trip, each further one after twice the time.
    private const int FirstRepeatDivisor = 16;
    private const int FirstRepeatMin = 10;
    private const int FirstRepeatMax = 40;

    // Where a loss costs this much time, a second repeat is worth its octets.
    private const int LongRoundTrip = 150;

    // The slowest path that frames are paced for: 8 kbit/s. A queue that is longer than our octets need there is somebody else's.
    private const int OctetsPerMillisecondMin = 1;

    private Instant nextFrameAt = new(long.MinValue / 2);
    private Instant contentAt = new(long.MinValue / 2);
    private int repeats;
    private bool contentIsSmall;

    // Content of the peer has not been acknowledged yet; and the newest content of ours left with that acknowledgement first.
    private bool owesAnswer;
    private bool contentIsAnswer;

    // New content waits for the queue that the last one made.
    private bool isHeldBack;
    private long octetsOfContent;

    /// <summary>Milliseconds that a change waits for more of them.</summary>
    public int CollectionDelay { get; set; }

    // Stock: one gap after whatever was sent last. Ours: as if each new state took up one gap, and a few may be ahead of their time
    // (the generic cell rate algorithm, ITU-T I.371).
    private Instant NextFrameAt
    {
        get
        {
            var burst = FrameBurst;

            // What was counted with a longer gap, before the path was known, does not count for more than it would now.
            var rhythm = burst == 0
                ? Last.At + rtt.FrameGap
                : Instant.Min(nextFrameAt, contentAt + (burst * FrameGap)) + ((1 - burst) * FrameGap);
            var gap = Math.Max(QueueGap, settings.Tuning.PacesNewStatesAtDeafPeer ? DeafGap : 0);
            return gap == 0 ? rhythm : Instant.Max(rhythm, contentAt + gap);
        }
    }

    // At a stock peer each state of its own costs twice as much. So there the rhythm is stock's, less the wait after empty acknowledgements; and that
    // stays on long paths, where it keeps keys together.
    private int FrameBurst =>
        PeerIsPacked ? settings.Tuning.FrameBurst : rtt.FrameGap > settings.Tuning.SmallFrameGapMax ? 0 : Math.Min(1, settings.Tuning.FrameBurst);

    // Until the queue that our last frame made is empty again: what comes next would only stand behind it.
    private int QueueGap =>
        !PeerIsPacked || contentIsSmall ? 0 : (int)Math.Min(rtt.Queueing, octetsOfContent / OctetsPerMillisecondMin);

    private int FrameGap =>
        contentIsSmall && PeerIsPacked && settings.Tuning.SmallFrameGapMax is > 0 and var most ? Math.Min(rtt.FrameGap, most) : rtt.FrameGap;

    /// <summary>True if both ends pack their instructions, so that a repeat costs little and the peer repeats what it has to say as well.</summary>
    public bool PeerIsPacked { get; set; }

    // So many times a small state is sent again before an answer can be there. With 29 % loss each way and one repeat on both sides a key and its
    // echo cost as much as stock's two single tries (bench/Godwit.Lab, rtt100loss29). At a stock peer a repeat costs twice as much, so it
    // is worth it only where much is lost; and our client then makes up for what the server does not repeat.
    private int RepeatsMax => !settings.Tuning.RepeatsOnLoss ? 0 : loss.Share switch
    {
        < 0.01 => 0,
        >= 0.15 when PeerIsPacked && rtt.Smoothed > LongRoundTrip => 2,
        _ when PeerIsPacked => 1,
        < 0.15 => 0,
        >= 0.2 when !settings.IsServer => 2,
        _ => 1,
    };

    // What somebody has waited for too long already leaves once more than the rest: little is late, and it is what the slowest keys wait for.
    private int RepeatsBeforeOverdue => RepeatsSmall ? -1 : 0;

    private bool RepeatsSmall => PeerIsPacked && RepeatsMax > 0;

    private void NoteContentSent(Instant now)
    {
        contentIsSmall = Diff.Length <= SmallDiffMax;
        if (LiveDiffersFrom(count - 1))
        {
            nextFrameAt = Instant.Max(nextFrameAt, now) + FrameGap;
            var isOverdue = UnacknowledgedSince != Instant.Never && now - UnacknowledgedSince > Rto;
            repeats = isOverdue ? RepeatsBeforeOverdue : 0;
            contentIsAnswer = owesAnswer;
        }
        else
        {
            // A try after the timeout is worth as much as the first one, unless nobody seems to be there.
            repeats = now - contentAt > Rto && DeafGap < settings.Tuning.RetryGapMax ? RepeatsBeforeOverdue : repeats + 1;
        }

        contentAt = now;
        octetsOfContent = 0;
    }

    // An acknowledgement is due and the next frame is not: an instruction that says nothing new, so that a key does not cost a frame.
    private void BuildAcknowledgement(Instant now, out ulong oldNumber, out ulong newNumber)
    {
        Diff.Clear();
        oldNumber = AcknowledgedNumber;
        newNumber = AcknowledgedNumber;
        BaseHistory = sent[0].History ?? NoHistory;
        earlierHistory = Last.History ?? NoHistory;
        NoteHeartbeat(now);
    }

    /// <summary>A datagram of the instruction built last was sent.</summary>
    public void NoteOctets(int octets) => octetsOfContent += octets;

    private void ScheduleRepeat(Instant now)
    {
        if (repeats >= RepeatsMax || !contentIsSmall || UnacknowledgedSince == Instant.Never || LiveDiffersFrom(count - 1) || !LiveDiffersFrom(0))
        {
            return;
        }

        var first = Math.Clamp((int)rtt.Smoothed / FirstRepeatDivisor, FirstRepeatMin, FirstRepeatMax);
        var due = contentAt + (first << Math.Max(0, repeats));
        if (due < sendDue)
        {
            sendDue = due;
            presumed = 0;
        }
    }
}
