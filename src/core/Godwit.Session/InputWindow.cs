using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// How much of a long paste goes out at once. All that is unacknowledged travels in one instruction, and one lost datagram loses it all: on a
/// lossy path a large piece would never arrive, and it cannot be made smaller any more. So its size follows the loss that is seen, and the answers:
/// one that comes in time makes the next piece larger, a late one smaller.
/// </summary>
internal sealed class InputWindow
{
    /// <summary>What always goes out at once: keys are never kept waiting for those before them.</summary>
    public const int KeysMax = 1024;

    // Two datagrams on any path, and what is tried before anything is known.
    private const int SizeMin = 2048;
    private const int SizeStart = 8192;

    // Before so many datagrams have come, that none is missing says little.
    private const int KnownAfter = 100;
    private const int UnknownMax = 16 * 1024;

    // Octets in the smallest datagrams that the transport may have to fall back to, times the number of losses that one piece may meet.
    private const double LossBudget = 450 * 1.2;

    // What an answer may take besides the round trip: the other side waits for something to send it with.
    private const int AnswerDelay = 150;

    private int size = SizeStart;
    private bool wasLate;
    private Instant? pieceSince;

    /// <summary>How much may be added.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="held">What is unacknowledged.</param>
    /// <param name="waiting">What waits to be added.</param>
    /// <param name="rtt">The path.</param>
    /// <param name="loss">The share of datagrams that get lost.</param>
    /// <param name="received">How many datagrams that is known from.</param>
    public int Room(Instant now, long held, long waiting, RttEstimator rtt, double loss, long received)
    {
        if (held > 0)
        {
            // Keys, all of them. Of a paste nothing: small pieces behind each other would keep its next piece waiting for ever.
            return held + waiting <= KeysMax ? KeysMax : 0;
        }

        int most = loss > 0 ? (int)Math.Clamp(LossBudget / loss, SizeMin, ClientSession.InputMax) : ClientSession.InputMax;
        most = received < KnownAfter ? Math.Min(most, UnknownMax) : most;
        if (pieceSince is { } since)
        {
            pieceSince = null;
            bool isLate = now - since > rtt.Smoothed + AnswerDelay + (rtt.Rto / 2);
            wasLate |= isLate;
            size = isLate ? size / 2 : wasLate ? size + (size / 8) : size * 2;
        }

        return size = Math.Clamp(size, SizeMin, most);
    }

    /// <summary>So much was added.</summary>
    public void NoteAdded(Instant now, int octets) => pieceSince ??= octets > KeysMax ? now : null;
}
