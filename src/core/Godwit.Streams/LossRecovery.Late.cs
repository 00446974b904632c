using Godwit.Transport;

namespace Godwit.Streams;

/// <content>Packets that were taken for lost and only were late.</content>
internal sealed partial class LossRecovery
{
    /// <summary>Lost packets of which an acknowledgement may still come: what 100 Mbit/s bring in 100 ms.</summary>
    public const int RememberedMax = 1024;

    private readonly SentPackets remembered = new();
    private readonly Reordering reordering = new();
    private long lateOctets;

    /// <summary>Frames of <see cref="Lost"/> that have arrived after all; the owner takes and clears them.</summary>
    public List<SentFrame> Late { get; } = [];

    /// <summary>Octets that were found lost, and have arrived since the last call.</summary>
    public long TakeLateOctets()
    {
        long octets = lateOctets;
        lateOctets = 0;
        return octets;
    }

    private ulong? AcknowledgeLate(Instant now, ulong start, ulong end)
    {
        ulong? newest = null;
        for (long index = remembered.Find(start); index < remembered.End && remembered[index].Number < end; index++)
        {
            ref SentPacket packet = ref remembered[index];
            if (packet.IsOpen)
            {
                newest = packet.Number;
                AcknowledgedOctets += packet.Size;
                lateOctets += packet.Size;
                NoteIfLate(now, packet);
                packet.IsOpen = false;
                remembered.CopyFrames(packet, Late);
            }
        }

        remembered.Trim();
        return newest;
    }

    private void NoteIfLate(Instant now, in SentPacket packet)
    {
        if (hasAcknowledgement && packet.Number < largestAcknowledged && packet.SentAt >= pathSince)
        {
            reordering.NoteLate(largestAcknowledged - packet.Number, now - packet.SentAt, Rtt);
        }
    }

    // The oldest are found first, so the numbers go up here, too.
    private void Remember(in SentPacket packet)
    {
        if (remembered.End - remembered.First == RememberedMax)
        {
            remembered[remembered.First].IsOpen = false;
            remembered.Trim();
        }

        for (int index = 0; index < packet.FrameCount; index++)
        {
            remembered.AddFrame(Sent.Frame(packet, index));
        }

        remembered.AddPacket(packet);
    }
}
