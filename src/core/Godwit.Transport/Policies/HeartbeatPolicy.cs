namespace Godwit.Transport;

/// <summary>
/// When an idle end sends the next sign of life. Until both ends agreed, every 3 s as stock does. Then the client's gaps grow step by step, and
/// the server only answers: one wake-up for both. The gaps stay below what the shortest-lived translators (NAT) on the way were seen to keep.
/// Pure; each end of a connection owns one.
/// </summary>
public sealed class HeartbeatPolicy
{
    /// <summary>Milliseconds between signs of life with a stock peer, and the first gap between Godwits (spec 02 section 13).</summary>
    public const int StockInterval = 3000;

    /// <summary>Milliseconds that a gap can be at most: translators forget an unused UDP mapping after 30 s and more.</summary>
    public const int IntervalMax = 25_000;

    /// <summary>A server that hears nothing speaks for itself this many milliseconds after the client was due.</summary>
    public const int ServerGrace = 5000;

    // An unanswered sign of life is repeated soon once, and then as stock does.
    private const int FirstRetry = 1000;

    // Doubling finds the limit with few signs of life.
    private static readonly int[] Steps = [StockInterval, 6000, 12_000, IntervalMax];

    private readonly bool isServer;
    private int limit = StockInterval;
    private int step;
    private int tested;
    private int ceiling = Steps.Length - 1;
    private int tries;

    /// <summary>Starts as stock.</summary>
    /// <param name="isServer">The end that answers.</param>
    public HeartbeatPolicy(bool isServer) => this.isServer = isServer;

    /// <summary>True if both ends know that gaps may be longer than stock's.</summary>
    public bool IsAgreed { get; private set; }

    /// <summary>The longest time for which the peer may be silent on purpose, in milliseconds.</summary>
    public int SilenceMax => IsAgreed ? limit : StockInterval;

    /// <summary>Since when a sign of life waits for its answer; never if none does.</summary>
    public Instant AwaitingSince { get; private set; } = Instant.Never;

    /// <summary>The gap after a packet that leaves now, in milliseconds.</summary>
    /// <param name="roundTrip">Smoothed round trip in milliseconds.</param>
    public int Interval(double roundTrip)
    {
        if (!IsAgreed)
        {
            return StockInterval;
        }

        if (isServer)
        {
            return limit + ServerGrace;
        }

        return tries switch
        {
            0 => Math.Min(Steps[step], limit),
            1 => (int)Math.Clamp(2 * roundTrip, FirstRetry, StockInterval),
            _ => StockInterval,
        };
    }

    /// <summary>Both ends know of each other that gaps of up to <paramref name="milliseconds"/> are fine; shorter ones than stock's are not.</summary>
    public void Agree(long milliseconds)
    {
        IsAgreed = milliseconds > StockInterval;
        limit = (int)Math.Clamp(milliseconds, StockInterval, IntervalMax);
    }

    /// <summary>A sign of life that was due by time alone, or asked for, is sent.</summary>
    public void NoteSent(Instant now)
    {
        if (isServer || !IsAgreed)
        {
            return;
        }

        if (tries++ == 0)
        {
            tested = step;
            AwaitingSince = now;
        }
    }

    /// <summary>The peer has answered something that was sent after the latest answer.</summary>
    public void NoteAnswered()
    {
        if (tries == 1)
        {
            step = Math.Min(step + 1, ceiling);
        }

        tries = 0;
        AwaitingSince = Instant.Never;
    }

    /// <summary>Something was typed or shown: what comes next is expected soon, so the gaps begin again.</summary>
    public void NoteActivity() => step = 0;

    /// <summary>The server saw our address change although we had not changed it: the gap before was too long for a translator.</summary>
    public void NoteMappingLost()
    {
        ceiling = Math.Max(0, tested - 1);
        step = Math.Min(step, ceiling);
    }

    /// <summary>We are in another network: what was learnt of the old one is void.</summary>
    public void NoteNetworkChanged()
    {
        ceiling = Steps.Length - 1;
        step = 0;
    }
}
