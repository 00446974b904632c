using Godwit.Transport;

namespace Godwit.Streams;

/// <content>How long the path is without a queue.</content>
internal sealed partial class CongestionController
{
    // The queue is emptied now and then to see how long the path is.
    private const long BaseInterval = 10_000;

    // Where these take longer than the aim, the first samples of all had a queue, and the first time is soon.
    private const int FirstPackets = 2;

    // Where keys go in between, with so little under way, the highest number that is acknowledged may be a key's each time, and that is no sample.
    private const int BlindRoundsMax = 4;

    private double resumeWindow;
    private int blindRounds;
    private int slowRounds;

    private void BeginSlowdownIfDue(Instant now)
    {
        if (baseSince == Instant.Never && !IsSearching)
        {
            baseSince = FirstPackets * fullSize > Aim * RateMax ? new Instant(now.Milliseconds - BaseInterval) : now;
        }

        if (baseSince != Instant.Never && now - baseSince >= BaseInterval && !IsSearching && slowRounds == 0)
        {
            BeginSlowdown();
        }
    }

    private void BeginSlowdown()
    {
        // Who is at the least window sees only his own share.
        if (Window > 2 * WindowMin)
        {
            rateBefore = rateNow;
            rateNow = 0;
        }

        cut = null; // What is heard of it now must not open the window.
        baseBefore = baseNow;
        baseNow = double.PositiveInfinity;
        resumeWindow = Window;
        Set(0);
        slowRounds = 1;
    }

    // One round until the queue is empty, one to see the path without it.
    private void EndSlowRound(Instant now)
    {
        if (slowRounds++ < RoundsToSee)
        {
            return;
        }

        slowRounds = 0;
        EndContentionIfAlone();
        if (!isContending && baseBefore - baseNow > Aim)
        {
            resumeWindow *= (baseNow + Target) / (baseBefore + Target); // It has filled a path that only seemed to be so long.
        }

        baseBefore = double.PositiveInfinity;
        Resume(now);
    }

    private void GiveUpSlowdownIfBlind(Instant now)
    {
        if (slowRounds > 0 && ++blindRounds >= BlindRoundsMax)
        {
            slowRounds = blindRounds = 0;
            baseNow = BaseRtt;
            Resume(now);
        }
    }

    private void Resume(Instant now)
    {
        baseSince = now;
        Set(resumeWindow);
        hold = RoundsToSee + 1; // The first packets still find the queue that was left empty.
    }
}
