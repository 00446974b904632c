namespace Godwit.Streams;

/// <summary>The packets that were sent and neither acknowledged nor given up, in order of their numbers, with their frames. Two rings that grow.</summary>
internal sealed class SentPackets
{
    private const int FirstCapacity = 16;

    private SentPacket[] packets = new SentPacket[FirstCapacity];
    private SentFrame[] frames = new SentFrame[FirstCapacity];
    private long firstPacket;
    private long endPacket;
    private long firstFrame;
    private long endFrame;

    /// <summary>The index of the oldest packet; indexes go on counting.</summary>
    public long First => firstPacket;

    /// <summary>The index behind the newest packet.</summary>
    public long End => endPacket;

    /// <summary>A packet by its index.</summary>
    public ref SentPacket this[long index] => ref packets[index & (packets.Length - 1)];

    /// <summary>A frame of a packet.</summary>
    public ref readonly SentFrame Frame(in SentPacket packet, int index) => ref frames[(packet.FirstFrame + index) & (frames.Length - 1)];

    /// <summary>Adds the frames of a packet to a list.</summary>
    public void CopyFrames(in SentPacket packet, List<SentFrame> target)
    {
        for (int index = 0; index < packet.FrameCount; index++)
        {
            target.Add(Frame(packet, index));
        }
    }

    /// <summary>Adds a frame to the packet that is being made.</summary>
    public void AddFrame(in SentFrame frame)
    {
        if (endFrame - firstFrame == frames.Length)
        {
            frames = Grow(frames, firstFrame, endFrame);
        }

        frames[endFrame++ & (frames.Length - 1)] = frame;
    }

    /// <summary>Adds the packet that was made of the frames added since the last one.</summary>
    public void AddPacket(in SentPacket packet)
    {
        if (endPacket - firstPacket == packets.Length)
        {
            packets = Grow(packets, firstPacket, endPacket);
        }

        long start = endPacket == firstPacket ? firstFrame : this[endPacket - 1].FirstFrame + this[endPacket - 1].FrameCount;
        ref SentPacket added = ref this[endPacket++];
        added = packet;
        added.FirstFrame = start;
        added.FrameCount = (int)(endFrame - start);
        added.IsOpen = true;
    }

    /// <summary>Forgets the oldest packets that are closed.</summary>
    public void Trim()
    {
        while (firstPacket < endPacket && !this[firstPacket].IsOpen)
        {
            firstFrame = this[firstPacket].FirstFrame + this[firstPacket].FrameCount;
            firstPacket++;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        firstPacket = endPacket;
        firstFrame = endFrame;
    }

    /// <summary>The index of the first packet whose number is not below a number.</summary>
    public long Find(ulong number)
    {
        // As a rule the oldest is meant.
        long low = firstPacket;
        long high = low == endPacket || this[low].Number >= number ? low : endPacket;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (this[middle].Number < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static T[] Grow<T>(T[] ring, long first, long end)
    {
        var larger = new T[2 * ring.Length];
        for (long index = first; index < end; index++)
        {
            larger[index & (larger.Length - 1)] = ring[index & (ring.Length - 1)];
        }

        return larger;
    }
}
