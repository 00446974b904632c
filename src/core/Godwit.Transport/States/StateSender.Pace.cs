namespace Godwit.Transport;

/// <content>How close states may follow each other, and early repeats where packets get lost.</content>
internal sealed partial class StateSender<T>
{
    // A key, its echo, a few cells: octets of a diff from the acknowledged state that may be repeated on suspicion.
    private const int SmallDiffMax = 256;

    // The first repeat leaves after this part of a round trip, each further one after twice the time.
    private const int FirstRepeatDivisor = 8;
    private const int FirstRepeatMin = 10;
    private const int FirstRepeatMax = 40;

    private Instant nextFrameAt = new(long.MinValue / 2);
    private Instant contentAt = new(long.MinValue / 2);
    private int repeats;
    private bool contentIsSmall;

    /// <summary>Milliseconds that a change waits for more of them.</summary>
    public int CollectionDelay { get; set; }

    // Stock: one gap after whatever was sent last. Ours: as if each new state took up one gap, and a few may be ahead of their time
    // (the generic cell rate algorithm, ITU-T I.371).
    private Instant NextFrameAt
    {
        get
        {
            var tuning = settings.Tuning;
            var burst = FrameBurst;
            if (burst == 0)
            {
                return Last.At + (tuning.PacesNewStatesAtDeafPeer ? Math.Max(rtt.FrameGap, DeafGap) : rtt.FrameGap);
            }

            var earliest = nextFrameAt + ((1 - burst) * FrameGap);
            return tuning.PacesNewStatesAtDeafPeer ? Instant.Max(earliest, contentAt + DeafGap) : earliest;
        }
    }

    // At a stock peer each state of its own costs twice as much. So there the rhythm is stock's, less the wait after empty acknowledgements; and that
    // stays on long paths, where it keeps keys together.
    private int FrameBurst =>
        PeerIsPacked ? settings.Tuning.FrameBurst : rtt.FrameGap > settings.Tuning.SmallFrameGapMax ? 0 : Math.Min(1, settings.Tuning.FrameBurst);

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
        _ when PeerIsPacked => 1,
        < 0.15 => 0,
        >= 0.2 when !settings.IsServer => 2,
        _ => 1,
    };

    private void NoteContentSent(Instant now)
    {
        contentIsSmall = Diff.Length <= SmallDiffMax;
        if (LiveDiffersFrom(count - 1))
        {
            nextFrameAt = Instant.Max(nextFrameAt, now) + FrameGap;
            repeats = 0;
        }
        else
        {
            repeats++;
        }

        contentAt = now;
    }

    private void ScheduleRepeat(Instant now)
    {
        if (repeats >= RepeatsMax || !contentIsSmall || UnacknowledgedSince == Instant.Never || LiveDiffersFrom(count - 1) || !LiveDiffersFrom(0))
        {
            return;
        }

        var first = Math.Clamp((int)rtt.Smoothed / FirstRepeatDivisor, FirstRepeatMin, FirstRepeatMax);
        var due = contentAt + (first << repeats);
        if (due < sendDue)
        {
            sendDue = due;
            presumed = 0;
        }
    }
}
