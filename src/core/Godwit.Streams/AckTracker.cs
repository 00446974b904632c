using Godwit.Transport;

namespace Godwit.Streams;

/// <summary>Which of the peer's datagrams have come, and when to tell it (RFC 9000 section 13.2). A packet number is the datagram's sequence number.</summary>
internal sealed class AckTracker
{
    /// <summary>Milliseconds that an acknowledgement waits for a second packet.</summary>
    public const int DelayMax = 25;

    // Holes that are remembered: so many make 100 Mbit/s with 20 ms of jitter and some loss. What lies below is taken for lost by the sender long before.
    private const int RangesMax = 128;

    // What is told at most in one frame; with the highest, as many as an end reads.
    private const int RangesToldMax = 63;

    private const int PacketsPerAck = 2;

    private readonly RangeSet received = new();
    private int unacknowledged;
    private ulong largest;
    private Instant largestAt;

    /// <summary>When an acknowledgement is due; never if none is owed.</summary>
    public Instant DueAt { get; private set; } = Instant.Never;

    /// <summary>True if there is anything to tell that was not told.</summary>
    public bool IsOwed => unacknowledged > 0;

    /// <summary>A datagram of the peer has come and was understood.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="number">Its number; each only once.</param>
    /// <param name="asks">True if its sender waits for the acknowledgement.</param>
    public void Note(Instant now, ulong number, bool asks)
    {
        bool isFirst = received.Count == 0;
        bool isNext = isFirst || number == largest + 1;
        received.Add(number, number + 1);
        if (received.Count > RangesMax)
        {
            received.RemoveFirst();
        }

        if (isFirst || number > largest)
        {
            largest = number;
            largestAt = now;
        }

        if (asks)
        {
            unacknowledged++;
            DueAt = unacknowledged >= PacketsPerAck || !isNext ? now : Instant.Min(DueAt, now + DelayMax);
        }
    }

    /// <summary>Tells all once more, now: what was told may have got lost.</summary>
    public void Urge(Instant now)
    {
        if (received.Count > 0)
        {
            unacknowledged = Math.Max(1, unacknowledged);
            DueAt = now;
        }
    }

    /// <summary>Writes an ACK frame: as many ranges as fit, the highest first.</summary>
    public void Write(Instant now, ref Span<byte> room)
    {
        unacknowledged = 0;
        DueAt = Instant.Never;
        int last = received.Count - 1;
        (ulong start, ulong end) = received[last];
        room[0] = (byte)FrameKind.Ack;
        room = room[1..];
        Varint.Write(ref room, largest);
        Varint.Write(ref room, (ulong)Math.Max(0, now - largestAt));
        int told = 0;
        int size = Varint.LengthMax + 1;
        while (told < last && told < RangesToldMax && size + (2 * Varint.LengthMax) < room.Length)
        {
            (ulong lowerStart, ulong lowerEnd) = received[last - told - 1];
            size += Varint.Length(received[last - told].Start - lowerEnd) + Varint.Length(lowerEnd - lowerStart);
            told++;
        }

        Varint.Write(ref room, (ulong)told);
        Varint.Write(ref room, end - start);
        for (int index = 0; index < told; index++)
        {
            (ulong lowerStart, ulong lowerEnd) = received[last - index - 1];
            Varint.Write(ref room, received[last - index].Start - lowerEnd);
            Varint.Write(ref room, lowerEnd - lowerStart);
        }
    }
}
