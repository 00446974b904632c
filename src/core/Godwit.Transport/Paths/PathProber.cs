namespace Godwit.Transport;

/// <summary>
/// Which way a client tries when the server does not answer: its candidates for the server's address, known here by their index only. While
/// all is well nothing is probed. In a silence the path in use is tried often, and with each try one of the others in turn. Before the server
/// has ever answered the candidates are raced: a family that does not get through costs a quarter of a second (RFC 8305 section 5).
/// </summary>
public sealed class PathProber
{
    /// <summary>Candidates at most.</summary>
    public const int PathsMax = 24;

    /// <summary>Milliseconds without an answer before the search begins.</summary>
    public const int Patience = 1000;

    /// <summary>Milliseconds between the first tries of two candidates (RFC 8305 section 8, Connection Attempt Delay).</summary>
    public const int RaceInterval = 250;

    /// <summary>Milliseconds between tries while somebody waits for the path: it is found again soon after it is back.</summary>
    public const int EagerInterval = 120;

    /// <summary>The same if the peer is not one of ours: there a try is a whole instruction.</summary>
    public const int StockInterval = 1000;

    // So long after the beginning, or after the latest key, somebody is likely to wait; after the second time it is a matter of hours.
    private const int EagerTime = 120_000;
    private const int PatientTime = 600_000;
    private const int PatientInterval = 1000;
    private const int IdleInterval = 3000;

    // A way that was heard within this time, or two round trips, stays in use although another one works as well.
    private const int LoyaltyMin = 200;

    private Instant presentAt = new(long.MinValue / 2);
    private Instant currentHeardAt = new(long.MinValue / 2);
    private Instant suspectedAt = Instant.Never;
    private Instant silentSince = Instant.Never;
    private Instant lastTryAt = new(long.MinValue / 2);
    private int lastOther;
    private int pending;
    private int raced;
    private bool isMet;

    /// <summary>Candidates; at least one.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Where everything but probes goes: the candidate from which the newest authentic datagram came.</summary>
    public int Current { get; private set; }

    /// <summary>There are so many candidates now; those known before keep their numbers.</summary>
    public void SetCount(int count) => Count = Math.Clamp(count, Count, PathsMax);

    /// <summary>Something new was typed.</summary>
    public void NotePresence(Instant now) => presentAt = now;

    /// <summary>The network is another one: all candidates are tried without waiting for a silence.</summary>
    public void Suspect(Instant now)
    {
        suspectedAt = now;
        presentAt = now;
        currentHeardAt = new(long.MinValue / 2);
        lastTryAt = new(long.MinValue / 2);
    }

    /// <summary>
    /// The newest authentic datagram so far came along this path. It becomes the current one, unless that was heard lately: where two ways work,
    /// answers to what is under way on both would else send each end from one to the other for ever.
    /// </summary>
    /// <param name="now">The current time.</param>
    /// <param name="path">The candidate; what is none changes nothing.</param>
    /// <param name="roundTrip">Smoothed round trip in milliseconds.</param>
    public void NoteNewest(Instant now, int path, double roundTrip)
    {
        suspectedAt = Instant.Never;
        silentSince = Instant.Never;
        pending = 0;
        isMet = true;
        if (path != Current && (path < 0 || path >= Count || now - currentHeardAt < Math.Max(LoyaltyMin, 2 * roundTrip)))
        {
            return;
        }

        Current = path;
        currentHeardAt = now;
    }

    /// <summary>Tells since when an answer is missing; never if none is.</summary>
    public void SetSilence(Instant since) => silentSince = since;

    /// <summary>The next try that is due. Ask until it answers false.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="isStock">The peer is not one of ours, or not known to be.</param>
    /// <param name="roundTrip">Smoothed round trip in milliseconds.</param>
    /// <param name="path">The candidate to try.</param>
    public bool TryNext(Instant now, bool isStock, double roundTrip, out int path)
    {
        path = Current;
        if (pending > 0)
        {
            pending--;
            path = lastOther = NextOther();
            return true;
        }

        if (RaceDeadline <= now)
        {
            raced++;
            path = lastOther = NextOther();
            return true;
        }

        if (Deadline(isStock, roundTrip) > now)
        {
            return false;
        }

        // After a change of network all at once, else one of the others with each try.
        var isFirst = suspectedAt != Instant.Never && lastTryAt < suspectedAt;
        pending = isFirst ? Count - 1 : Math.Min(1, Count - 1);
        lastTryAt = now;
        return true;
    }

    /// <summary>When <see cref="TryNext"/> will have something.</summary>
    public Instant Deadline(bool isStock, double roundTrip)
    {
        var begin = suspectedAt;
        if (silentSince != Instant.Never)
        {
            begin = Instant.Min(begin, silentSince + (long)Math.Max(Patience, 2 * roundTrip));
        }

        if (begin == Instant.Never)
        {
            return Instant.Never;
        }

        var waited = lastTryAt - Instant.Max(begin, presentAt);
        var interval = waited < EagerTime ? EagerInterval : waited < PatientTime ? PatientInterval : IdleInterval;
        return Instant.Min(RaceDeadline, Instant.Max(begin, lastTryAt + (isStock ? Math.Max(StockInterval, interval) : interval)));
    }

    // Each candidate once, the first of them by what is sent anyway.
    private Instant RaceDeadline => isMet || raced >= Count - 1 || silentSince == Instant.Never ? Instant.Never : silentSince + (RaceInterval * (raced + 1L));

    private int NextOther()
    {
        var next = (lastOther + 1) % Count;
        return next == Current ? (next + 1) % Count : next;
    }
}
