using Godwit.Transport;

namespace Godwit.Streams;

/// <summary>
/// Finds out which packets got lost (RFC 9002 section 6), and which of those only were late. Says nothing about how much may be sent; what is acknowledged
/// and lost is left in <see cref="Acknowledged"/>, <see cref="Lost"/> and <see cref="Late"/> for its owner.
/// </summary>
internal sealed partial class LossRecovery
{
    /// <summary>Milliseconds between probes at most: somebody may wait for a path that is back.</summary>
    public const int ProbeTimeoutMax = 2000;

    /// <summary>Round trip that is assumed before the first sample.</summary>
    public const double InitialRtt = 333;

    private const int ProbesPerTimeout = 2;
    private const int BackoffMax = 10;

    private ulong largestAcknowledged;
    private bool hasAcknowledgement;
    private Instant lossAt = Instant.Never;
    private Instant lastSentAt;
    private int timeouts;
    private long lostOctets;
    private ulong nextNumber;
    private ulong roundEnd;
    private Instant pathSince = new(long.MinValue);

    /// <summary>The packets that are under way.</summary>
    public SentPackets Sent { get; } = new();

    /// <summary>Round-trip time.</summary>
    public RttEstimate Rtt { get; } = new(InitialRtt);

    /// <summary>Octets of the packets that are under way.</summary>
    public long InFlight { get; private set; }

    /// <summary>Frames that have arrived; the owner takes and clears them.</summary>
    public List<SentFrame> Acknowledged { get; } = [];

    /// <summary>Frames that have to be said again; the owner takes and clears them.</summary>
    public List<SentFrame> Lost { get; } = [];

    /// <summary>Octets acknowledged by the latest acknowledgement.</summary>
    public long AcknowledgedOctets { get; private set; }

    /// <summary>The sample that the latest acknowledgement gave in milliseconds; negative for none.</summary>
    public double Sample { get; private set; } = -1;

    /// <summary>Octets that were under way when the packet of the sample was sent.</summary>
    public long SampledInFlight { get; private set; }

    /// <summary>Packets that may be sent although the window is full, to hear an acknowledgement.</summary>
    public int Probes { get; set; }

    /// <summary>How often in a row an answer was overdue.</summary>
    public int Timeouts => timeouts;

    /// <summary>When <see cref="Update"/> has something to do.</summary>
    public Instant Deadline => Instant.Min(lossAt, ProbeAt);

    private Instant ProbeAt
    {
        get
        {
            if (InFlight == 0)
            {
                return Instant.Never;
            }

            double timeout = Rtt.Smoothed + Math.Max(4 * Rtt.Variation, RttEstimate.Granularity) + AckTracker.DelayMax;
            return lastSentAt + (long)Math.Min(Math.Ceiling(timeout) * (1 << Math.Min(timeouts, BackoffMax)), Math.Max(ProbeTimeoutMax, timeout));
        }
    }

    /// <summary>A packet that asks for an acknowledgement leaves; its frames were added to <see cref="Sent"/>.</summary>
    public void NoteSent(Instant now, ulong number, int size)
    {
        InFlight += size;
        Sent.AddPacket(new() { Number = number, SentAt = now, Size = size, InFlight = InFlight });
        lastSentAt = now;
        nextNumber = number + 1;
        Probes = Math.Max(0, Probes - 1);
    }

    /// <summary>Takes an acknowledgement.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="ranges">Half-open ranges of packet numbers, the highest first.</param>
    /// <param name="delay">What the peer waited, in milliseconds.</param>
    /// <returns>The highest number acknowledged for the first time; null if there was none.</returns>
    public ulong? HandleAck(Instant now, ReadOnlySpan<(ulong Start, ulong End)> ranges, double delay)
    {
        AcknowledgedOctets = 0;
        Sample = -1;
        ulong largest = ranges[0].End - 1;
        ulong? newest = null;
        foreach ((ulong start, ulong end) in ranges)
        {
            ulong? found = Max(Acknowledge(now, start, end, largest, delay), AcknowledgeLate(now, start, end));
            newest = Max(newest, found);
        }

        largestAcknowledged = hasAcknowledgement ? Math.Max(largestAcknowledged, largest) : largest;
        hasAcknowledgement = true;
        if (newest is { } acknowledged)
        {
            timeouts = 0;
            if (acknowledged >= roundEnd)
            {
                roundEnd = nextNumber;
                reordering.EndRound();
            }

            DetectLost(now);
        }

        Sent.Trim();
        return newest;
    }

    /// <summary>Does what is due by the clock.</summary>
    public void Update(Instant now)
    {
        if (lossAt <= now)
        {
            DetectLost(now);
            Sent.Trim();
        }

        if (ProbeAt <= now)
        {
            timeouts++;
            BeginProbe();
        }
    }

    /// <summary>The peer was heard although an answer is overdue: the path may be back, so it is tried now.</summary>
    public void NoteHeard(Instant now)
    {
        if (timeouts > 1 && now - lastSentAt > Rtt.Smoothed)
        {
            timeouts = 1;
            BeginProbe();
        }
    }

    /// <summary>
    /// The path is another one. What of that under way has arrived is asked at once; what has not tells nothing of the new path, and no estimate of the
    /// old one counts.
    /// </summary>
    public void NotePathChanged(Instant now)
    {
        pathSince = now;
        timeouts = 0;
        Rtt.Reset();
        reordering.Reset();
        remembered.Clear();
        BeginProbe();
    }

    /// <summary>Octets found lost since the last call.</summary>
    public long TakeLostOctets()
    {
        long octets = lostOctets;
        lostOctets = 0;
        return octets;
    }

    private static ulong? Max(ulong? one, ulong? other) => one > other || other is null ? one : other;

    private ulong? Acknowledge(Instant now, ulong start, ulong end, ulong largest, double delay)
    {
        ulong? newest = null;
        for (long index = Sent.Find(start); index < Sent.End && Sent[index].Number < end; index++)
        {
            ref SentPacket packet = ref Sent[index];
            if (!packet.IsOpen)
            {
                continue;
            }

            newest = packet.Number;
            AcknowledgedOctets += packet.Size;
            NoteIfLate(now, packet);
            if (packet.Number == largest && packet.SentAt >= pathSince)
            {
                Rtt.Add(now - packet.SentAt, delay);
                Sample = Rtt.Latest;
                SampledInFlight = packet.InFlight;
            }

            Close(ref packet, Acknowledged);
        }

        return newest;
    }

    // What is oldest is said again in the probes; if it only was late, nothing but its repeat is wasted.
    private void BeginProbe()
    {
        Probes = InFlight > 0 ? ProbesPerTimeout : 0;
        int given = 0;
        for (long index = Sent.First; index < Sent.End && given < ProbesPerTimeout; index++)
        {
            given += Give(index) ? 1 : 0;
        }

        Sent.Trim();
    }

    private bool Give(long index)
    {
        ref SentPacket packet = ref Sent[index];
        if (!packet.IsOpen)
        {
            return false;
        }

        Close(ref packet, Lost);
        return true;
    }

    private void DetectLost(Instant now)
    {
        lossAt = Instant.Never;
        long patience = (long)Math.Ceiling(reordering.Patience(Rtt));
        for (long index = Sent.First; index < Sent.End && Sent[index].Number <= largestAcknowledged; index++)
        {
            ref SentPacket packet = ref Sent[index];
            if (!packet.IsOpen)
            {
                continue;
            }

            if (largestAcknowledged - packet.Number < reordering.Packets && now - packet.SentAt < patience)
            {
                lossAt = packet.SentAt + patience;
                return;
            }

            if (packet.SentAt >= pathSince)
            {
                lostOctets += packet.Size;
                Remember(packet);
            }

            Close(ref packet, Lost);
        }
    }

    private void Close(ref SentPacket packet, List<SentFrame> fate)
    {
        packet.IsOpen = false;
        InFlight -= packet.Size;
        Sent.CopyFrames(packet, fate);
    }
}
