using Godwit.Transport;

namespace Godwit.Streams;

/// <content>From a packet to the streams.</content>
public sealed partial class StreamMux
{
    /// <summary>Another datagram of the peer has come, not of streams: its number is acknowledged along with theirs.</summary>
    public void NoteOther(Instant now, ulong number)
    {
        if (Fault is null)
        {
            acks.Note(now, number, asks: false);
            recovery.NoteHeard(now);
        }
    }

    /// <summary>Takes a packet.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="number">Sequence number of its datagram; each only once.</param>
    /// <param name="body">What <see cref="Begins"/> said yes to.</param>
    /// <param name="ownNext">The sequence number of the next datagram of this end: nothing from there on was sent.</param>
    /// <returns>False if it was of no use.</returns>
    public bool HandlePacket(Instant now, ulong number, ReadOnlySpan<byte> body, ulong ownNext)
    {
        if (Fault is not null)
        {
            return false;
        }

        recovery.NoteHeard(now);
        ReadOnlySpan<byte> rest = body[1..];
        bool asks = false;
        bool isTaken = true;
        while (!rest.IsEmpty)
        {
            var kind = (FrameKind)rest[0];
            rest = rest[1..];
            if (kind == FrameKind.Padding)
            {
                continue;
            }

            asks |= kind != FrameKind.Ack;
            string? fault = kind == FrameKind.Ack ? HandleAck(now, ref rest, ownNext)
                : (kind & FrameKind.Stream) != 0 && kind <= FrameKind.Stream + StreamFlags ? HandleStream(kind, ref rest, ref isTaken)
                : HandleControl(kind, ref rest);
            if (fault is not null)
            {
                return Break(fault);
            }
        }

        if (isTaken)
        {
            acks.Note(now, number, asks);
        }

        return isTaken;
    }

    private string? HandleStream(FrameKind kind, ref ReadOnlySpan<byte> rest, ref bool isTaken)
    {
        ulong offset = 0;
        if (!Varint.TryRead(ref rest, out ulong id) || (((byte)kind & FlagOffset) != 0 && !Varint.TryRead(ref rest, out offset)))
        {
            return "a STREAM frame ends early";
        }

        ulong length = (ulong)rest.Length;
        if ((((byte)kind & FlagLength) != 0 && !Varint.TryRead(ref rest, out length)) || length > (ulong)rest.Length)
        {
            return "a STREAM frame ends early";
        }

        ReadOnlySpan<byte> data = rest[..(int)length];
        rest = rest[(int)length..];
        if (!TryFind(id, out MuxStream? stream))
        {
            return "a stream is used that may not be opened";
        }

        if (stream is null || stream.ResetCode is not null)
        {
            return null;
        }

        ulong before = stream.Incoming.Highest;
        ReceiveOutcome outcome = stream.Incoming.Take(offset, data, ((byte)kind & FlagFinal) != 0);
        receivedTotal += stream.Incoming.Highest - before;
        if (outcome == ReceiveOutcome.Violation || receivedTotal > receiveLimit)
        {
            return "more was sent on a stream than is allowed";
        }

        isTaken &= outcome == ReceiveOutcome.Taken;
        if (stream.IsReadingStopped)
        {
            DropIncoming(stream);
        }

        RetireIfOver(stream);
        return null;
    }

    private string? HandleControl(FrameKind kind, ref ReadOnlySpan<byte> rest)
    {
        if (kind == FrameKind.Ping)
        {
            return null;
        }

        if (!Varint.TryRead(ref rest, out ulong first))
        {
            return "a frame ends early";
        }

        switch (kind)
        {
            case FrameKind.MaxData:
                RaiseSendLimit(first);
                return null;
            case FrameKind.MaxStreams:
                ownMax = Math.Max(ownMax, first);
                return null;
            case FrameKind.ResetStream or FrameKind.StopSending or FrameKind.MaxStreamData:
                return HandleStreamControl(kind, first, ref rest);
            default:
                return "a frame is of an unknown kind";
        }
    }

    private string? HandleStreamControl(FrameKind kind, ulong id, ref ReadOnlySpan<byte> rest)
    {
        ulong finalSize = 0;
        if (!Varint.TryRead(ref rest, out ulong value) || (kind == FrameKind.ResetStream && !Varint.TryRead(ref rest, out finalSize)))
        {
            return "a frame ends early";
        }

        if (!TryFind(id, out MuxStream? stream))
        {
            return "a stream is used that may not be opened";
        }

        if (stream is null)
        {
            return null;
        }

        switch (kind)
        {
            case FrameKind.MaxStreamData:
                stream.Outgoing.Raise(value);
                Enqueue(stream);
                break;
            case FrameKind.StopSending:
                stream.StopCode ??= value;
                stream.Reset(value);
                break;
            default:
                return HandleReset(stream, value, finalSize);
        }

        return null;
    }

    private string? HandleReset(MuxStream stream, ulong code, ulong finalSize)
    {
        if (stream.ResetCode is not null || stream.Incoming.IsWhole)
        {
            return null; // All has come before: there is nothing left to end.
        }

        (ulong highest, ulong position) = (stream.Incoming.Highest, stream.Incoming.Position);
        if (!stream.Incoming.TryReset(finalSize))
        {
            return "a stream's end is not where it was";
        }

        receivedTotal += finalSize - highest;
        NoteConsumed(stream.Incoming.Position - position);
        stream.ResetCode = code;
        RetireIfOver(stream);
        return receivedTotal > receiveLimit ? "more was sent on a stream than is allowed" : null;
    }

    // False if the number is not allowed; null for a stream that is over.
    private bool TryFind(ulong id, out MuxStream? stream)
    {
        if (streams.TryGetValue(id, out stream))
        {
            return true;
        }

        ulong index = id >> 1;
        if ((id & 1) == ownBit)
        {
            return index < ownOpened;
        }

        if (index >= peerMax)
        {
            return false;
        }

        while (peerOpened <= index)
        {
            stream = new MuxStream(this, (peerOpened++ << 1) | (1 - ownBit), ReceiveBuffer.WindowStart);
            streams.Add(stream.Id, stream);
            accepted.Enqueue(stream);
        }

        return true;
    }

    private void RaiseSendLimit(ulong limit)
    {
        if (limit <= sendLimit)
        {
            return;
        }

        bool wasBlocked = sentTotal >= sendLimit;
        sendLimit = limit;
        if (!wasBlocked)
        {
            return;
        }

        foreach (MuxStream stream in streams.Values)
        {
            if (stream.Outgoing.Fresh > 0)
            {
                Enqueue(stream);
            }
        }
    }
}
