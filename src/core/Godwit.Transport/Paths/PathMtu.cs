namespace Godwit.Transport;

/// <summary>
/// How large datagrams may be on this path. Learns it from what is acknowledged, so that it works with any peer: where large ones get lost
/// and small ones arrive, there is a hole for large ones that nobody tells us of. Between Godwits the way up again is probed (RFC 8899).
/// Pure; sizes are octets of UDP payload.
/// </summary>
internal sealed class PathMtu
{
    // The search goes up these steps. Above the last there is little to gain.
    private static readonly int[] Steps = [750, 1000, 1100, 1200];

    // One lost large datagram says nothing; two in a row, each of which arrived in small pieces, do. Where much gets lost, more.
    private const int StrikesMax = 2;
    private const int StrikesMaxLossy = 4;

    // Two that lie further apart than this were not in a row.
    private const int StrikeTime = 60_000;

    // RFC 8899 section 5.1.2: three probes of a size, and a new search after ten minutes; the first ones sooner, for chance may have ended them.
    private const int ProbesMax = 3;
    private const int ProbesMaxLossy = 10;
    private const int RaiseTime = 600_000;
    private const int SearchGapFirst = 10_000;
    private const int RaiseTimeMax = 3_600_000;

    // So long after something that did not fit one datagram it is worth while to search for a larger size.
    private const int WantTime = 10_000;

    // Milliseconds beyond the retransmission timeout for which the peer may hold an acknowledgement back.
    private const int Slack = 100;

    private ulong largeNumber;
    private ulong largeNumberLast;
    private Instant strikeAt = new(long.MinValue / 2);
    private Instant largeAt = Instant.Never;
    private Instant largeLastAt = Instant.Never;
    private Instant smallAt = Instant.Never;
    private int largeTries;
    private int strikes;
    private int probed;
    private int probes;
    private Instant probeDue = Instant.Never;
    private int raiseTime = RaiseTime;
    private int searchGap = SearchGapFirst;
    private bool wantsMore;
    private Instant cutAt;

    /// <summary>A path of which nothing is known.</summary>
    /// <param name="largest">Where to begin, and never to go beyond.</param>
    public PathMtu(int largest)
    {
        Largest = largest;
        Limit = largest;
    }

    /// <summary>Where it began.</summary>
    public int Largest { get; }

    /// <summary>What the path is believed to carry.</summary>
    public int Limit { get; private set; }

    /// <summary>The limit for the instruction that leaves now: lower if large ones seem to get lost.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="rto">The retransmission timeout.</param>
    /// <param name="isNew">It says something that was not sent before: then an answer to what was may still come.</param>
    /// <param name="isLossy">Datagrams of every size get lost here.</param>
    public int LimitFor(Instant now, int rto, bool isNew, bool isLossy)
    {
        if (largeAt == Instant.Never || (smallAt == Instant.Never && now - largeAt < rto + (isNew ? Slack : 0)))
        {
            return Limit;
        }

        // Where much gets lost, one more try in few pieces: many pieces get lost sooner than one.
        return isLossy && largeTries < StrikesMax ? Limit : Math.Min(Limit, ConnectionOptions.DatagramSizeFallback);
    }

    /// <summary>An instruction is sent.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="number">The state it leads to.</param>
    /// <param name="octets">Its largest datagram.</param>
    /// <param name="isCut">It did not fit one datagram.</param>
    public void NoteSent(Instant now, ulong number, int octets, bool isCut)
    {
        if (isCut && Limit < Largest)
        {
            wantsMore = true;
            cutAt = now;
        }

        if (octets > ConnectionOptions.DatagramSizeFallback)
        {
            largeTries++;
            largeNumberLast = number;
            largeLastAt = now;
            if (largeAt == Instant.Never)
            {
                largeAt = now;
                largeNumber = number;
            }
        }
        else if (largeAt != Instant.Never && isCut && smallAt == Instant.Never)
        {
            smallAt = now;
        }
    }

    /// <summary>The peer has a state.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="number">Its number.</param>
    /// <param name="roundTrip">Smoothed round trip in milliseconds.</param>
    /// <param name="isLossy">Datagrams of every size get lost here.</param>
    public void NoteAcknowledged(Instant now, ulong number, double roundTrip, bool isLossy)
    {
        if (largeAt == Instant.Never || number < largeNumber)
        {
            return;
        }

        // Sooner after the small ones than any round trip: it was the large one, late.
        var wasSmall = smallAt != Instant.Never && now - smallAt >= roundTrip / 2;
        if (wasSmall)
        {
            strikes = now - strikeAt > StrikeTime ? 1 : strikes + 1;
            strikeAt = now;
        }
        else if (number <= largeNumberLast)
        {
            strikes = 0;
        }

        // A large one that left while this one was on its way is waited for next.
        largeAt = number < largeNumberLast ? largeLastAt : Instant.Never;
        largeNumber = largeNumberLast;
        smallAt = Instant.Never;
        largeTries = largeAt == Instant.Never ? 0 : 1;
        if (strikes >= (isLossy ? StrikesMaxLossy : StrikesMax))
        {
            Fall(now);
        }
    }

    /// <summary>Nothing larger than the fallback from now on; the search begins.</summary>
    public void Fall(Instant now)
    {
        Limit = ConnectionOptions.DatagramSizeFallback;
        strikes = 0;
        probes = 0;
        probed = 0;
        probeDue = now;
        wantsMore = true;
        cutAt = now;
    }

    /// <summary>The next probe that is due.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="rto">The retransmission timeout.</param>
    /// <param name="isLossy">Datagrams of every size get lost here.</param>
    /// <param name="size">Octets of the whole datagram.</param>
    public bool TryProbe(Instant now, int rto, bool isLossy, out int size)
    {
        size = 0;
        if (ProbeDeadline > now)
        {
            return false;
        }

        if (now - cutAt > WantTime)
        {
            wantsMore = false;
            return false;
        }

        size = NextStep();
        if (size != probed)
        {
            probed = size;
            probes = 0;
        }

        if (probes >= (isLossy ? ProbesMaxLossy : ProbesMax))
        {
            probed = 0;
            probeDue = now + searchGap;
            searchGap = Math.Min(2 * searchGap, RaiseTime);
            wantsMore = false;
            return false;
        }

        probes++;
        probeDue = now + (rto + Slack);
        return true;
    }

    /// <summary>When <see cref="TryProbe"/> will have something: only while there is something that smaller datagrams make slower.</summary>
    public Instant ProbeDeadline => wantsMore && Limit < Largest ? probeDue : Instant.Never;

    /// <summary>A probe of this size came through.</summary>
    public void NoteProbed(Instant now, int size)
    {
        if (size == probed && size > Limit)
        {
            Limit = size;
            strikes = 0;
            probeDue = now;
        }
    }

    /// <summary>With a peer that answers no probes: after a long time the full size is tried with content, each time after a longer one.</summary>
    public void RaiseUnprobed(Instant now)
    {
        if (wantsMore && Limit < Largest && now - probeDue >= raiseTime)
        {
            Limit = Largest;
            strikes = StrikesMax - 1;
            raiseTime = Math.Min(2 * raiseTime, RaiseTimeMax);
            wantsMore = false;
        }
    }

    private int NextStep()
    {
        foreach (var step in Steps)
        {
            if (step > Limit && step < Largest)
            {
                return step;
            }
        }

        return Largest;
    }
}
