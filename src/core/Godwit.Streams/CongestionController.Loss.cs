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
    private (double Window, double Arrived, double Loss)? cut;

    private bool HandleLoss(Instant now)
    {
        if (arrived + lost < LossPackets * packetSize)
        {
            return false;
        }

        double loss = lost / (arrived + lost);
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

        cut = (Window, roundArrived, loss);
        Set(Window * LossCut);
        hold = RoundsToSee;
        return true;
    }
}
