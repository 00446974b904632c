using Godwit.Transport;

namespace Godwit.Streams;

/// <content>From acknowledgements to what was sent.</content>
public sealed partial class StreamMux
{
    // More than an honest peer tells; what is behind them is older still and tells nothing new.
    private const int RangesReadMax = 64;

    private const int DelayReadMax = 10_000;

    private string? HandleAck(Instant now, ref ReadOnlySpan<byte> rest, ulong ownNext)
    {
        if (!Varint.TryRead(ref rest, out ulong largest) || !Varint.TryRead(ref rest, out ulong delay) || !Varint.TryRead(ref rest, out ulong more)
            || !Varint.TryRead(ref rest, out ulong length))
        {
            return "an ACK frame ends early";
        }

        if (largest >= ownNext || length == 0 || length > largest + 1)
        {
            return "a packet is acknowledged that was never sent";
        }

        Span<(ulong, ulong)> ranges = stackalloc (ulong, ulong)[RangesReadMax];
        ulong start = largest + 1 - length;
        ranges[0] = (start, largest + 1);
        int count = 1;
        for (ulong index = 0; index < more; index++)
        {
            if (!Varint.TryRead(ref rest, out ulong gap) || !Varint.TryRead(ref rest, out length) || gap == 0 || length == 0 || gap > start || length > start - gap)
            {
                return "the ranges of an ACK frame are none";
            }

            ulong end = start - gap;
            start = end - length;
            if (count < RangesReadMax)
            {
                ranges[count++] = (start, end);
            }
        }

        ulong? newest = recovery.HandleAck(now, ranges[..count], Math.Min(delay, DelayReadMax));
        congestion.NoteLost(recovery.TakeLostOctets());
        congestion.NoteLate(recovery.TakeLateOctets());
        if (newest is { } acknowledged)
        {
            congestion.NoteAcknowledged(now, recovery.AcknowledgedOctets, acknowledged, ownNext, recovery.Sample, recovery.SampledInFlight);
        }

        Settle();
        return null;
    }

    // What became of the frames of packets that arrived or got lost.
    private void Settle()
    {
        SettleArrived(recovery.Acknowledged);
        foreach (SentFrame frame in recovery.Lost)
        {
            NoteLost(frame);
        }

        recovery.Lost.Clear();
        SettleArrived(recovery.Late);
    }

    private void SettleArrived(List<SentFrame> frames)
    {
        foreach (SentFrame frame in frames)
        {
            if (frame.Kind is FrameKind.Stream or FrameKind.ResetStream && streams.TryGetValue(frame.StreamId, out MuxStream? stream))
            {
                NoteArrived(stream, frame);
            }
        }

        frames.Clear();
    }

    private void NoteArrived(MuxStream stream, in SentFrame frame)
    {
        if (frame.Kind == FrameKind.ResetStream)
        {
            stream.IsResetAcknowledged = true;
        }
        else if (stream.OwnResetCode is null)
        {
            stream.Outgoing.NoteAcknowledged(frame);
        }

        RetireIfOver(stream);
    }

    private void NoteLost(in SentFrame frame)
    {
        if (frame.Kind is FrameKind.MaxData or FrameKind.MaxStreams or FrameKind.Ping)
        {
            owesMaxData |= frame.Kind == FrameKind.MaxData;
            owesMaxStreams |= frame.Kind == FrameKind.MaxStreams;
            return;
        }

        if (!streams.TryGetValue(frame.StreamId, out MuxStream? stream))
        {
            return;
        }

        switch (frame.Kind)
        {
            case FrameKind.Stream when stream.OwnResetCode is null:
                stream.Outgoing.NoteLost(frame);
                break;
            case FrameKind.ResetStream:
                stream.OwesReset = !stream.IsResetAcknowledged;
                break;
            case FrameKind.StopSending:
                stream.OwesStop = !stream.IsReceivingOver;
                break;
            case FrameKind.MaxStreamData:
                stream.OwesLimit = !stream.IsReceivingOver;
                break;
        }

        Enqueue(stream);
    }
}
