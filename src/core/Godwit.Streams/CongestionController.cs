using Godwit.Transport;

namespace Godwit.Streams;

/// <summary>
/// How much may be under way. In the manner of LEDBAT++ (RFC 6817, draft-irtf-iccrg-ledbat-plus-plus): keeps the queue that it adds at the bottleneck
/// below <see cref="Target"/>, so that keys and screens hardly notice. Works in rounds of one round trip; all times in milliseconds, sizes in octets.
/// </summary>
/// <remarks>
/// <para>Loss is a sign of congestion only as far as sending less makes it less: loss that stays after the window was cut is the path's own, and
/// tolerated from then on.</para>
/// <para>A queue that stays although the window is at its least is somebody else's: its delay then counts as the path's, so that a transfer is not
/// starved for ever beside one that fills the queue.</para>
/// </remarks>
internal sealed class CongestionController(int packetSize)
{
    /// <summary>Delay that the own traffic may add to the path's.</summary>
    public const double Target = 10;

    // Of the target, where the first search for the rate ends.
    private const double SearchShare = 0.5;

    // Samples after which the search believes what it sees in the middle of a round.
    private const int SamplesMin = 8;

    private const int InitialPackets = 10;
    private const int MinPackets = 4;
    private const long MaxOctets = 16 * 1024 * 1024;

    // Growth in a round with an empty queue.
    private const double Growth = 0.1;

    // Loss below this is nobody's sign; and what is tolerated at most, and how much more than was seen.
    private const double LossNoted = 0.08;
    private const double LossTolerated = 0.6;
    private const double LossMargin = 1.5;

    // The queue is emptied now and then to see how long the path is.
    private const long BaseInterval = 10_000;

    // So many rounds at the least window with a queue: it is somebody else's.
    private const int StuckRounds = 6;

    private double threshold = double.PositiveInfinity;
    private ulong roundEnd;
    private double roundShortest = double.PositiveInfinity;
    private int roundSamples;
    private double roundAcknowledged;
    private double roundLost;
    private bool isLimited;
    private double baseNow = double.PositiveInfinity;
    private double baseBefore = double.PositiveInfinity;
    private Instant baseSince = Instant.Never;
    private double resumeWindow;
    private int slowRounds;
    private int stuck;
    private double tolerated = LossNoted;
    private double lossBeforeCut;

    /// <summary>Octets that may be under way.</summary>
    public double Window { get; private set; } = InitialPackets * packetSize;

    /// <summary>True while the window doubles every round.</summary>
    public bool IsSearching => Window < threshold;

    /// <summary>The path's own round trip; infinite before the first sample.</summary>
    public double BaseRtt => Math.Min(baseNow, baseBefore);

    /// <summary>The window kept somebody from sending.</summary>
    public void NoteLimited() => isLimited = true;

    /// <summary>Octets were found lost.</summary>
    public void NoteLost(long octets) => roundLost += octets;

    /// <summary>Packets were acknowledged.</summary>
    /// <param name="now">When.</param>
    /// <param name="octets">Of all of them.</param>
    /// <param name="newest">The highest of their numbers.</param>
    /// <param name="nextNumber">The number of the next packet that will be sent.</param>
    /// <param name="sample">A round trip; negative for none.</param>
    public void NoteAcknowledged(Instant now, long octets, ulong newest, ulong nextNumber, double sample)
    {
        roundAcknowledged += octets;
        if (sample >= 0)
        {
            roundSamples++;
            roundShortest = Math.Min(roundShortest, sample);
            baseNow = Math.Min(baseNow, sample);
        }

        if (IsSearching && isLimited && slowRounds == 0)
        {
            Window = Math.Min(MaxOctets, Window + octets);
            if (roundSamples >= SamplesMin && roundShortest - BaseRtt > Target * SearchShare)
            {
                EndSearch();
            }
        }

        if (newest >= roundEnd)
        {
            EndRound(now);
            roundEnd = nextNumber;
        }
    }

    /// <summary>The path is another one.</summary>
    public void Reset()
    {
        Window = InitialPackets * packetSize;
        threshold = double.PositiveInfinity;
        baseNow = baseBefore = double.PositiveInfinity;
        baseSince = Instant.Never;
        slowRounds = stuck = 0;
        tolerated = LossNoted;
        lossBeforeCut = 0;
        roundEnd = 0;
        BeginRound();
    }

    /// <summary>Nothing was sent for a while: what was known of the path's room may hold no more.</summary>
    public void NoteIdle()
    {
        threshold = Math.Min(threshold, Window);
        Window = Math.Min(Window, InitialPackets * packetSize);
        slowRounds = 0;
    }

    private void BeginRound()
    {
        roundShortest = double.PositiveInfinity;
        roundSamples = 0;
        roundAcknowledged = roundLost = 0;
        isLimited = false;
    }

    private void EndSearch()
    {
        // The queue that was found is of the last round's making: this is what the path holds without it.
        Window = Math.Max(MinPackets * packetSize, Window * (BaseRtt + (Target * SearchShare)) / Math.Max(roundShortest, 1));
        threshold = Window;
    }

    private void EndRound(Instant now)
    {
        if (double.IsInfinity(roundShortest))
        {
            return; // Goes on until there is a sample.
        }

        double queue = roundShortest - BaseRtt;
        double loss = roundLost / Math.Max(1, roundLost + roundAcknowledged);
        if (slowRounds > 0)
        {
            EndSlowRound(now);
        }
        else if (!TryCutForLoss(loss))
        {
            Adjust(queue);
            NoteStuck(queue);
            BeginSlowdownIfDue(now);
        }

        Window = Math.Clamp(Window, MinPackets * packetSize, MaxOctets);
        BeginRound();
    }

    private void Adjust(double queue)
    {
        if (queue > Target)
        {
            double wanted = Window * (BaseRtt + (Target * SearchShare)) / (BaseRtt + queue);
            Window = Math.Max(Window / 2, wanted);
            threshold = Window;
        }
        else if (!IsSearching && isLimited)
        {
            Window += (Growth * Window * (1 - (queue / Target))) + (queue < Target * SearchShare ? packetSize : 0);
            threshold = Math.Min(threshold, Window);
        }
    }

    private bool TryCutForLoss(double loss)
    {
        if (lossBeforeCut > 0 && loss > lossBeforeCut / 2)
        {
            // Half as much was sent and as much got lost: not by us.
            tolerated = Math.Min(LossTolerated, Math.Max(tolerated, loss * LossMargin));
        }

        lossBeforeCut = 0;
        if (loss <= tolerated || roundAcknowledged + roundLost < MinPackets * packetSize)
        {
            return false;
        }

        lossBeforeCut = loss;
        Window *= Math.Max(0.5, 1 - loss);
        threshold = Window;
        return true;
    }

    private void NoteStuck(double queue)
    {
        stuck = queue > Target && Window <= 2 * MinPackets * packetSize ? stuck + 1 : 0;
        if (stuck >= StuckRounds)
        {
            stuck = 0;
            baseNow = roundShortest;
            baseBefore = double.PositiveInfinity;
        }
    }

    private void BeginSlowdownIfDue(Instant now)
    {
        baseSince = baseSince == Instant.Never ? now : baseSince;
        if (now - baseSince < BaseInterval || IsSearching)
        {
            return;
        }

        baseBefore = baseNow;
        baseNow = double.PositiveInfinity;
        baseSince = now;
        resumeWindow = Window;
        Window = MinPackets * packetSize;
        slowRounds = 1;
    }

    // One round until the queue is empty, one to see the path without it.
    private void EndSlowRound(Instant now)
    {
        if (slowRounds++ < 2)
        {
            return;
        }

        slowRounds = 0;
        baseBefore = double.PositiveInfinity;
        baseSince = now;
        Window = resumeWindow;
        threshold = Window;
    }
}
