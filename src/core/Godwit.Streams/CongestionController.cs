using Godwit.Transport;

namespace Godwit.Streams;

/// <summary>
/// How much may be under way. In the manner of LEDBAT++ (RFC 6817, draft-irtf-iccrg-ledbat-plus-plus): keeps the queue that it adds at the bottleneck
/// at <see cref="Aim"/>, so that keys and screens hardly notice. Works in rounds of one round trip; all times in milliseconds, sizes in octets.
/// </summary>
/// <remarks>
/// <para>Loss is a sign of congestion only as far as sending less makes it less. If after a cut less arrives and as much gets lost, it is the path's own:
/// the cut is taken back, and that share is tolerated from then on.</para>
/// <para>A queue that stays although the window is at its least is somebody else's: its delay then counts as the path's. If that does not help, the other one
/// fills the queue until something gets lost. Then the window grows and shrinks as TCP's does (RFC 5681), so that a transfer is not starved for ever, until
/// the queue is empty for a while, or turns out to be the own one when it is emptied.</para>
/// </remarks>
internal sealed partial class CongestionController(int packetSize)
{
    /// <summary>Delay that the own traffic is to add to the path's.</summary>
    public const double Aim = 4;

    // With more than this added, the first search for the path's room ends, and a queue is taken for somebody else's if it stays.
    private const double QueueMax = 8;

    // The shortest of the latest so many samples is believed.
    private const int SamplesKept = 8;

    private const int InitialPackets = 10;
    private const int MinPackets = 4;
    private const double MaxOctets = 16 * 1024 * 1024;

    // Of the step to the window that would make the queue as it is to be; what is measured is a round old.
    private const double Gain = 0.5;
    private const double GrowthMax = 0.1;
    private const double SearchGrowth = 0.5;

    // Rounds until what is measured was sent after a change.
    private const int RoundsToSee = 2;

    // So many rounds with an empty queue: there may be far more room, and the window grows faster, but not soon after loss has said that there is not.
    private const int EmptyRounds = 4;
    private const double QueueEmpty = 1;
    private const double GrowthFast = 0.2;
    private const long FastPause = 10_000;

    private readonly double[] samples = new double[SamplesKept];
    private readonly int fullSize = packetSize;
    private int sampleCount;
    private double threshold = double.PositiveInfinity;
    private ulong roundEnd;
    private double roundShortest = double.PositiveInfinity;
    private double roundArrived;
    private double arrived;
    private double lost;
    private bool isLimited;
    private double baseNow = double.PositiveInfinity;
    private double baseBefore = double.PositiveInfinity;
    private double lowest = double.PositiveInfinity;
    private Instant baseSince = Instant.Never;
    private int empty;
    private Instant fastFrom = new(long.MinValue);
    private int hold;

    /// <summary>Octets that may be under way.</summary>
    public double Window { get; private set; } = InitialPackets * packetSize;

    /// <summary>True while the path's room is not known.</summary>
    public bool IsSearching => Window < threshold;

    /// <summary>The path's own round trip; infinite before the first sample.</summary>
    public double BaseRtt => Math.Min(baseNow, baseBefore);

    /// <summary>The window kept somebody from sending.</summary>
    public void NoteLimited() => isLimited = true;

    /// <summary>Octets were found lost.</summary>
    public void NoteLost(long octets) => lost += octets;

    /// <summary>Packets were acknowledged.</summary>
    /// <param name="now">When.</param>
    /// <param name="octets">Of all of them.</param>
    /// <param name="newest">The highest of their numbers.</param>
    /// <param name="nextNumber">The number of the next packet that will be sent.</param>
    /// <param name="sample">A round trip; negative for none.</param>
    /// <param name="inFlight">Octets that were under way when it began.</param>
    public void NoteAcknowledged(Instant now, long octets, ulong newest, ulong nextNumber, double sample, long inFlight)
    {
        roundArrived += octets;
        arrived += octets;
        if (sample >= 0)
        {
            NoteNoise(sample);
            samples[sampleCount++ % SamplesKept] = sample;
            roundShortest = Math.Min(roundShortest, sample);
            baseNow = Math.Min(baseNow, sample);
            lowest = Math.Min(lowest, sample);
        }

        if (IsSearching && isLimited && slowRounds == 0)
        {
            Window = Math.Min(MaxOctets, Window + (SearchGrowth * octets));
            if (sampleCount >= SamplesKept && samples.Min() - BaseRtt > QueueMax + Slack)
            {
                EndSearch(sample, inFlight);
            }
        }

        if (newest >= roundEnd)
        {
            NoteRate(now);
            EndRound(now);
            roundEnd = nextNumber;
        }
    }

    /// <summary>The path is another one.</summary>
    public void Reset()
    {
        Window = InitialPackets * fullSize;
        threshold = double.PositiveInfinity;
        baseNow = baseBefore = lowest = double.PositiveInfinity;
        baseSince = Instant.Never;
        slowRounds = stuck = empty = hold = sampleCount = 0;
        sampleBefore = -1;
        noise = rate = rateNow = rateBefore = 0;
        PacketSize = fullSize;
        roundSince = Instant.Never;
        stuckAt = new(long.MinValue / 2);
        isContending = false;
        fastFrom = new(long.MinValue);
        tolerated = LossNoted;
        arrived = lost = 0;
        cut = null;
        roundEnd = 0;
        BeginRound();
    }

    /// <summary>Nothing was sent for a while: what was known of the path's room may hold no more.</summary>
    public void NoteIdle()
    {
        Window = Math.Min(Window, InitialPackets * fullSize);
        threshold = double.PositiveInfinity;
        slowRounds = hold = empty = 0;
        isContending = false;
        cut = null;
    }

    private void BeginRound()
    {
        roundShortest = double.PositiveInfinity;
        roundArrived = 0;
        isLimited = false;
    }

    // What was under way took that long, so this is what the path takes in the time that it is to take.
    private void EndSearch(double sample, long inFlight)
    {
        Set(inFlight * (BaseRtt + Aim) / Math.Max(sample, 1));
        hold = RoundsToSee;
    }

    private void Set(double window)
    {
        Window = Math.Clamp(window, WindowMin, MaxOctets);
        threshold = Window;
    }

    private void EndRound(Instant now)
    {
        if (double.IsInfinity(roundShortest))
        {
            GiveUpSlowdownIfBlind(now);
            return; // Goes on until there is a sample.
        }

        blindRounds = 0;

        if (hold > 0)
        {
            hold--;
            arrived = lost = 0; // Sent before the change, most of it.
        }

        double queue = roundShortest - BaseRtt;
        if (slowRounds > 0)
        {
            EndSlowRound(now);
        }
        else if (hold == 0 && isContending)
        {
            Contend(now, queue);
            BeginSlowdownIfDue(now);
        }
        else if (hold == 0 && !HandleLoss(now))
        {
            Adjust(now, queue);
            NoteStuck(now, queue);
            BeginSlowdownIfDue(now);
        }

        BeginRound();
    }

    private void Adjust(Instant now, double queue)
    {
        empty = queue <= QueueEmpty + Slack && isLimited ? empty + 1 : 0;
        double step = Gain * (Target - queue) / Math.Max(1, BaseRtt + queue);
        if (step < 0 && queue > Target + 1)
        {
            Set(Window * (1 + Math.Max(-LossCut, step)));
            hold = queue > TooMuch ? RoundsToSee : 0;
        }
        else if (step > 0 && !IsSearching && isLimited)
        {
            Set(Window * (1 + (empty >= EmptyRounds && now >= fastFrom ? GrowthFast : Math.Min(GrowthMax, step))));
        }
    }
}
