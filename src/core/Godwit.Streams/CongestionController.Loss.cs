using Godwit.Transport;

namespace Godwit.Streams;

/// <content>What loss says of the path.</content>
internal sealed partial class CongestionController
{
    // Octets of so many packets tell how much gets lost.
    private const int LossPackets = 100;
    private const double LossNoted = 0.1;
    private const double LossToleratedMax = 0.6;
    private const double LossMargin = 1.5;
    private const double LossCut = 0.7;

    // After a cut: more than this of what arrived before is a bottleneck that is still full; less loss than this share of before is a success.
    private const double ArrivedShare = 0.85;
    private const double LossShare = 0.6;

    private double tolerated = LossNoted;
    private Cut? cut;

    /// <summary>Octets that were found lost have arrived after all: they are no loss, and a cut that they made is taken back.</summary>
    public void NoteLate(long octets)
    {
        lost = Math.Max(0, lost - octets);
        if (cut is not { } made)
        {
            return;
        }

        cut = made = made with { Lost = made.Lost - octets };
        if (made.Lost <= made.Tolerated)
        {
            cut = null;
            Set(Math.Max(Window, made.Window));
        }
    }

    private bool HandleLoss(Instant now)
    {
        if (arrived + lost < LossPackets * fullSize)
        {
            return false;
        }

        double all = arrived + lost;
        double loss = lost / all;
        double octetsLost = lost;
        arrived = lost = 0;
        if (cut is { } before)
        {
            cut = null;
            if (roundArrived < ArrivedShare * before.Arrived && loss > LossShare * before.Loss)
            {
                tolerated = Math.Min(LossToleratedMax, Math.Max(tolerated, LossMargin * Math.Max(loss, before.Loss)));
                Set(before.Window);
                return true;
            }

            fastFrom = now + FastPause;
        }

        if (loss <= tolerated)
        {
            return false;
        }

        CutWindow(loss, octetsLost, tolerated * all);
        return true;
    }

    private void CutWindow(double loss, double octets, double toleratedOctets)
    {
        cut = new Cut(Window, roundArrived, loss, octets, toleratedOctets);
        Set(Window * LossCut);
        hold = RoundsToSee;
    }

    // Before it: window, what arrived in a round, share lost; the octets lost, and those for which there would have been none.
    private readonly record struct Cut(double Window, double Arrived, double Loss, double Lost, double Tolerated);
}
