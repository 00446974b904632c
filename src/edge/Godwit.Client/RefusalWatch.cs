using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// When a server counts as gone because its own host says so: nobody listens on its port any more (ICMP, port unreachable). It was killed, or the host has started
/// anew; in either case the session is no more. A router on the way, which may say the same of a host that it does not let us reach, is not believed, and neither is
/// one word of the host: somebody who guesses ports can forge it, and a firewall that is being set up may say it. Silence says nothing: it may be a long sleep.
/// Pure.
/// </summary>
internal sealed class RefusalWatch
{
    /// <summary>Milliseconds for which the host has to say so, without a word of the server.</summary>
    public const long GoneAfterMs = 20_000;

    /// <summary>How often it has to say so; tries are 3 s apart at most.</summary>
    public const int RefusalsMin = 5;

    private Instant first;
    private Instant last;
    private int count;

    /// <summary>The host said that nobody listens.</summary>
    public void Note(Instant now)
    {
        first = count == 0 ? now : first;
        last = now;
        count++;
    }

    /// <summary>Looks whether the server is gone.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="lastHeard">When the server was heard last; null before that, and then it may not be there yet.</param>
    public bool IsGone(Instant now, Instant? lastHeard)
    {
        if (lastHeard is not { } heard || (count > 0 && heard >= first))
        {
            count = 0;
        }

        return count >= RefusalsMin && last - first >= GoneAfterMs;
    }
}
