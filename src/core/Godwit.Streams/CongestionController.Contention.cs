using Godwit.Transport;

namespace Godwit.Streams;

/// <content>Beside somebody else's traffic.</content>
internal sealed partial class CongestionController
{
    // So many rounds at the least window with a queue: it is somebody else's.
    private const int StuckRounds = 6;

    // Stuck again so soon: it is one that fills the queue until something gets lost, and beside it only its like gets a share.
    private const long StuckAgain = 30_000;

    private int stuck;
    private Instant stuckAt = new(long.MinValue / 2);
    private bool isContending;
    private double contendedShortest = double.PositiveInfinity;

    // A packet more in each round, and a cut if one gets lost.
    private void Contend(double queue)
    {
        contendedShortest = Math.Min(contendedShortest, roundShortest);
        empty = queue <= QueueEmpty ? empty + 1 : 0;
        isContending = empty < EmptyRounds;
        if (lost > 0)
        {
            Set(Window * LossCut);
            hold = RoundsToSee;
        }
        else if (isLimited)
        {
            Set(Window + packetSize);
        }

        arrived = lost = 0;
    }

    private void NoteStuck(Instant now, double queue)
    {
        stuck = queue > QueueMax && Window <= 2 * MinPackets * packetSize ? stuck + 1 : 0;
        if (stuck >= StuckRounds)
        {
            stuck = 0;
            baseNow = roundShortest;
            baseBefore = double.PositiveInfinity;
            isContending = now - stuckAt < StuckAgain;
            contendedShortest = double.PositiveInfinity;
            stuckAt = now;
        }
    }
}
