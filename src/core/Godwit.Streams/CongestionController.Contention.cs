using Godwit.Transport;

namespace Godwit.Streams;

/// <content>Beside somebody else's traffic.</content>
internal sealed partial class CongestionController
{
    // So many rounds at the least window with a queue: it is somebody else's.
    private const int StuckRounds = 6;

    // With more than this of what the path was seen to bring, there is nobody else: it is slow.
    private const double OwnShare = 0.6;

    // Stuck again so soon: it is one that fills the queue until something gets lost, and beside it only its like gets a share.
    private const long StuckAgain = 30_000;

    // While contending: so often, and after so many rounds, a bit less is sent for a moment. If as much arrives as before, the other one has gone.
    private const long LookInterval = 2000;
    private const int LookRounds = 8;

    private int stuck;
    private Instant stuckAt = new(long.MinValue / 2);
    private bool isContending;
    private double contendedShortest = double.PositiveInfinity;
    private int roundsToLook;
    private Instant lookAt;
    private (double Window, double Rate)? look;

    // A packet more in each round, and a cut if one gets lost.
    private void Contend(Instant now, double queue)
    {
        contendedShortest = look is null ? Math.Min(contendedShortest, roundShortest) : contendedShortest;
        empty = queue <= QueueEmpty + Slack ? empty + 1 : 0;
        isContending = empty < EmptyRounds;
        fastFrom = isContending ? fastFrom : now;
        cut = null;
        roundsToLook--;
        if (lost > 0)
        {
            look = null;
            CutWindow(1, lost, 0);
        }
        else if (look is { } before)
        {
            look = null;
            EndLook(before.Window, before.Rate);
        }
        else if (isLimited && now >= lookAt && roundsToLook <= 0)
        {
            look = (Window, roundRate);
            contendedShortest = roundShortest;
            (lookAt, roundsToLook) = (now + LookInterval, LookRounds);
            Set(Window * LossCut);
            hold = RoundsToSee + 1; // What paces the packets goes by the round trip before, for one.
        }
        else if (isLimited)
        {
            Set(Window + fullSize);
        }

        arrived = lost = 0;
    }

    // With somebody else in the queue, less would arrive; or more, if the other one has just given way to a loss.
    private void EndLook(double window, double rateThen)
    {
        Set(window);
        if (isLimited && roundRate >= ArrivedShare * rateThen && ArrivedShare * roundRate <= rateThen)
        {
            BeginSlowdown();
        }
    }

    // The queue was the own one if most of it is gone when little is sent.
    private void EndContentionIfAlone()
    {
        double gone = contendedShortest - baseNow;
        if (isContending && gone > QueueMax + Slack && gone > baseNow - lowest)
        {
            isContending = false;
            resumeWindow = Math.Min(resumeWindow, RateMax * (baseNow + Aim));
            baseBefore = baseNow;
            cut = null;
        }

        contendedShortest = double.PositiveInfinity;
    }

    private void NoteStuck(Instant now, double queue)
    {
        stuck = queue > TooMuch && Window <= 2 * WindowMin ? stuck + 1 : 0;
        if (stuck >= StuckRounds && rate < OwnShare * RateMax)
        {
            stuck = 0;
            baseNow = roundShortest;
            baseBefore = double.PositiveInfinity;
            isContending = now - stuckAt < StuckAgain;
            contendedShortest = double.PositiveInfinity;
            look = null;
            stuckAt = now;
        }
    }
}
