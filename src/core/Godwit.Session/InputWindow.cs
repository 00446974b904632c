using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// How much of a long paste goes out at once. All that is unacknowledged travels in one instruction, and one lost datagram loses it all: on a
/// lossy path large pieces would hardly ever arrive. A piece that is answered in time makes the next one twice as large, a late one half.
/// </summary>
internal sealed class InputWindow
{
    /// <summary>What always goes out at once: keys are never kept waiting for those before them.</summary>
    public const int KeysMax = 1024;

    // Two datagrams on any path.
    private const int SizeMin = 2048;
    private const int SizeStart = 8192;

    // What an answer may take besides the round trip: the other side waits for something to send it with.
    private const int AnswerDelay = 150;

    private int size = SizeStart;
    private Instant? pieceSince;

    /// <summary>How much may be added.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="held">What is unacknowledged.</param>
    /// <param name="rtt">The path.</param>
    public int Room(Instant now, long held, RttEstimator rtt)
    {
        if (held > 0)
        {
            return (int)Math.Max(0, KeysMax - held);
        }

        if (pieceSince is { } since)
        {
            pieceSince = null;
            bool isLate = now - since > rtt.Smoothed + AnswerDelay + (rtt.Rto / 2);
            size = isLate ? Math.Max(SizeMin, size / 2) : Math.Min(ClientSession.InputMax, size * 2);
        }

        return size;
    }

    /// <summary>So much was added.</summary>
    public void NoteAdded(Instant now, int octets) => pieceSince ??= octets > KeysMax ? now : null;
}
