using Godwit.Transport;

namespace Godwit.Streams;

/// <content>From the streams to a packet.</content>
public sealed partial class StreamMux
{
    private const byte FlagFinal = 1;
    private const byte FlagLength = 2;
    private const byte FlagOffset = 4;
    private const byte StreamFlags = FlagFinal | FlagLength | FlagOffset;

    // A frame of octets takes this much besides them, at most.
    private const int StreamHeaderMax = 1 + (3 * Varint.LengthMax);

    private const int ControlMax = 1 + (3 * Varint.LengthMax);

    // So many answers missing: large packets may vanish on this path. The small ones fit every path (RFC 8899 section 5.1.2 has 1200 for QUIC; a VPN in a VPN has less).
    private const int TimeoutsOfHole = 3;
    private const int SmallBody = 460;
    private const long SmallTimeMin = 2000;
    private const long SmallTimeMax = 120_000;

    private Instant largeFrom = new(long.MinValue);
    private long smallTime = SmallTimeMin;

    /// <summary>Writes the next packet that is due. Call until it answers false, after all that is more urgent.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="number">The sequence number of the datagram that it will leave in: the packet counts as sent.</param>
    /// <param name="body">Room, at least <see cref="BodyMin"/> octets.</param>
    /// <param name="length">Octets of the body.</param>
    public bool TryWritePacket(Instant now, ulong number, Span<byte> body, out int length)
    {
        length = 0;
        if (Fault is not null)
        {
            return false;
        }

        recovery.Update(now);
        congestion.NoteLost(recovery.TakeLostOctets());
        Settle();
        LimitSize(now, ref body);
        roomSize = body.Length + PacketOverhead;
        bool sendsFrames = MaySendFrames(now, roomSize);
        if (!sendsFrames && acks.DueAt > now)
        {
            return false;
        }

        Span<byte> room = body;
        room[0] = Marker;
        room = room[1..];
        if (acks.IsOwed)
        {
            acks.Write(now, ref room);
        }

        int before = room.Length;
        if (sendsFrames)
        {
            WriteFrames(now, ref room);
            if (room.Length == before && recovery.Probes > 0)
            {
                Put(ref room, FrameKind.Ping, new SentFrame(FrameKind.Ping));
            }
        }

        length = body.Length - room.Length;
        if (room.Length < before)
        {
            recovery.NoteSent(now, number, length + PacketOverhead);
            pacer.NoteSent(length + PacketOverhead);
            dataSentAt = now;
        }

        return length > 1;
    }

    // Nothing tells of a hole for large packets but that small ones get through where those do not.
    private void LimitSize(Instant now, ref Span<byte> body)
    {
        if (recovery.Timeouts == TimeoutsOfHole && now >= largeFrom)
        {
            largeFrom = now + smallTime;
            smallTime = Math.Min(SmallTimeMax, 2 * smallTime);
        }

        if (recovery.Timeouts >= TimeoutsOfHole || now < largeFrom)
        {
            body = body[..Math.Min(body.Length, SmallBody)];
        }

        body = body[..Math.Min(body.Length, congestion.PacketSize - PacketOverhead)];
    }

    /// <summary>When <see cref="TryWritePacket"/> must be asked again if nothing else happens.</summary>
    public Instant NextDeadline(Instant now)
    {
        if (Fault is not null)
        {
            return Instant.Never;
        }

        Instant deadline = Instant.Min(acks.DueAt, recovery.Deadline);
        if (recovery.Probes > 0)
        {
            return now;
        }

        // As TryWritePacket decides, with the room that it was last given, or a loop would ask in vain without a pause.
        return HasFrames && recovery.InFlight + roomSize <= congestion.Window
            ? Instant.Min(deadline, Instant.Max(now, pacer.ReadyAt(roomSize)))
            : deadline;
    }

    private bool HasFrames
    {
        get
        {
            while (!owesMaxData && !owesMaxStreams && waiting.TryPeek(out MuxStream? stream))
            {
                if (CanSend(stream))
                {
                    return true;
                }

                stream.IsQueued = false;
                _ = waiting.Dequeue();
            }

            return owesMaxData || owesMaxStreams;
        }
    }

    private bool CanSend(MuxStream stream) =>
        !stream.IsDead && (stream.HasControl || (stream.OwnResetCode is null && (stream.Outgoing.HasRepeats || (stream.Outgoing.Fresh > 0 && sentTotal < sendLimit))));

    private bool MaySendFrames(Instant now, int size)
    {
        if (recovery.Probes > 0)
        {
            return true;
        }

        if (!HasFrames)
        {
            return false;
        }

        if (recovery.InFlight == 0 && now - dataSentAt > IdleTime)
        {
            congestion.NoteIdle();
        }

        if (recovery.InFlight + size > congestion.Window)
        {
            congestion.NoteLimited();
            return false;
        }

        pacer.Update(now, congestion.Window, recovery.Rtt.HasSample ? recovery.Rtt.Smoothed : 0, congestion.IsSearching, congestion.PacketSize);
        return pacer.ReadyAt(size) <= now;
    }

    private void WriteFrames(Instant now, ref Span<byte> room)
    {
        if (owesMaxData)
        {
            owesMaxData = false;
            receiveLimit = consumedTotal + receiveMax;
            Put(ref room, FrameKind.MaxData, new SentFrame(FrameKind.MaxData));
            Varint.Write(ref room, receiveLimit);
        }

        if (owesMaxStreams)
        {
            owesMaxStreams = false;
            peerMax = Math.Max(peerMax, peerClosed + StreamsMax);
            Put(ref room, FrameKind.MaxStreams, new SentFrame(FrameKind.MaxStreams));
            Varint.Write(ref room, peerMax);
        }

        while (room.Length > StreamHeaderMax + ControlMax && HasFrames)
        {
            MuxStream stream = waiting.Dequeue();
            stream.IsQueued = false;
            WriteControl(now, stream, ref room);
            if (room.Length > StreamHeaderMax && stream.OwnResetCode is null)
            {
                WriteOctets(stream, ref room);
            }

            if (CanSend(stream))
            {
                Enqueue(stream);
            }
        }
    }

    private void WriteControl(Instant now, MuxStream stream, ref Span<byte> room)
    {
        if (stream.OwesReset && room.Length > ControlMax)
        {
            stream.OwesReset = false;
            Put(ref room, FrameKind.ResetStream, new SentFrame(FrameKind.ResetStream, stream.Id));
            Varint.Write(ref room, stream.Id);
            Varint.Write(ref room, stream.OwnResetCode!.Value);
            Varint.Write(ref room, stream.Outgoing.Sent);
        }

        if (stream.OwesStop && room.Length > ControlMax)
        {
            stream.OwesStop = false;
            Put(ref room, FrameKind.StopSending, new SentFrame(FrameKind.StopSending, stream.Id));
            Varint.Write(ref room, stream.Id);
            Varint.Write(ref room, stream.OwnStopCode);
        }

        if (stream.OwesLimit && room.Length > ControlMax)
        {
            stream.OwesLimit = false;
            stream.Incoming.Raise(now, RoundTrip, ref spareWindow);
            Put(ref room, FrameKind.MaxStreamData, new SentFrame(FrameKind.MaxStreamData, stream.Id));
            Varint.Write(ref room, stream.Id);
            Varint.Write(ref room, stream.Incoming.Limit);
        }
    }

    private void WriteOctets(MuxStream stream, ref Span<byte> room)
    {
        (ulong offset, int length, bool isFinal, int fresh) = stream.Outgoing.Take(room.Length - StreamHeaderMax, sendLimit - sentTotal);
        if (length == 0 && !isFinal)
        {
            return;
        }

        sentTotal += (ulong)fresh;
        Put(ref room, FrameKind.Stream | (FrameKind)(FlagOffset | FlagLength | (isFinal ? FlagFinal : 0)), new SentFrame(FrameKind.Stream, stream.Id, offset, length, isFinal));
        Varint.Write(ref room, stream.Id);
        Varint.Write(ref room, offset);
        Varint.Write(ref room, (ulong)length);
        stream.Outgoing.CopyTo(offset, room[..length]);
        room = room[length..];
    }

    private void Put(ref Span<byte> room, FrameKind kind, in SentFrame frame)
    {
        room[0] = (byte)kind;
        room = room[1..];
        recovery.Sent.AddFrame(frame);
    }
}
