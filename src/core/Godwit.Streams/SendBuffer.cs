namespace Godwit.Streams;

/// <summary>One direction of a stream at its sender: what was written and is not known to have arrived (RFC 9000 section 3.1).</summary>
internal sealed class SendBuffer(ChunkPool pool)
{
    // Pieces that have arrived behind a hole. A peer of ours takes no more than half of them (ReceiveBuffer); what is beyond is sent again.
    private const int PiecesMax = 2048;

    private readonly ChunkedBuffer octets = new(pool);
    private readonly RangeSet acknowledged = new();
    private readonly RangeSet lost = new();
    private ulong sent;
    private bool isEndDue;
    private bool isEndAcknowledged;

    /// <summary>Offset behind all that was written.</summary>
    public ulong End { get; private set; }

    /// <summary>Offset that the peer allows.</summary>
    public ulong Limit { get; private set; }

    /// <summary>True once nothing more will be written.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Octets that are held.</summary>
    public long Held => (long)(End - octets.Start);

    /// <summary>Octets between what has arrived and what the peer allows.</summary>
    public long Allowed => (long)(Limit - octets.Start);

    /// <summary>True once all octets and the end have arrived.</summary>
    public bool IsComplete => isEndAcknowledged && octets.Start == End;

    /// <summary>Octets that were never sent and may be, as far as this stream's limit goes.</summary>
    public ulong Fresh => Math.Min(End, Limit) - sent;

    /// <summary>True if something has to be sent again, or the end to be said, for which no limit counts.</summary>
    public bool HasRepeats => lost.Count > 0 || (isEndDue && sent == End);

    /// <summary>True if there is more than the peer allows.</summary>
    public bool IsBlocked => sent == Limit && End > Limit;

    /// <summary>Room behind what was written, to write to.</summary>
    public Span<byte> Room() => octets.RoomAt(End);

    /// <summary>So much of the room was written to. Nothing: then no memory is held for it.</summary>
    public void Advance(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, IsFinished ? 0 : octets.At(End).Length);
        End += (ulong)length;
        if (Held == 0)
        {
            octets.Discard(End, isEmpty: true);
        }
    }

    /// <summary>Nothing more will be written.</summary>
    public void Finish()
    {
        if (!IsFinished)
        {
            IsFinished = true;
            isEndDue = true;
        }
    }

    /// <summary>The peer allows more; what is less than before is ignored.</summary>
    public void Raise(ulong limit) => Limit = Math.Max(Limit, limit);

    /// <summary>Takes what is to be sent next: what got lost before what is new.</summary>
    /// <param name="lengthMax">Octets at most.</param>
    /// <param name="credit">Octets that all streams together may send anew.</param>
    /// <returns>Where it begins, how long it is, whether the end goes with it, how much of it is new. Nothing if the length is 0 and the end is not said.</returns>
    public (ulong Offset, int Length, bool IsFinal, int Fresh) Take(int lengthMax, ulong credit)
    {
        if (lost.Count > 0)
        {
            (ulong start, ulong end) = lost[0];
            int repeat = (int)Math.Min((ulong)lengthMax, end - start);
            lost.Remove(start, start + (ulong)repeat);
            return (start, repeat, TakeEnd(repeat, start + (ulong)repeat), 0);
        }

        int length = (int)Math.Min((ulong)lengthMax, Math.Min(Fresh, credit));
        ulong offset = sent;
        sent += (ulong)length;
        return (offset, length, TakeEnd(length, sent), length);
    }

    /// <summary>Copies what was taken.</summary>
    public void CopyTo(ulong offset, Span<byte> target) => octets.CopyTo(offset, target);

    /// <summary>A frame has arrived.</summary>
    public void NoteAcknowledged(in SentFrame frame)
    {
        isEndAcknowledged |= frame.IsFinal;
        isEndDue &= !isEndAcknowledged;
        ulong end = frame.Offset + (ulong)frame.Length;
        lost.Remove(frame.Offset, end);
        if (end <= octets.Start || frame.Length == 0)
        {
            return; // An end alone may arrive before the octets.
        }

        ulong start = Math.Max(frame.Offset, octets.Start);
        if (acknowledged.Count == 0 && start == octets.Start)
        {
            octets.Discard(end, isEmpty: end == End);
            return;
        }

        if (acknowledged.Count >= PiecesMax && start > octets.Start)
        {
            lost.AddExcept(start, end, acknowledged);
            return;
        }

        acknowledged.Add(start, end);
        if (acknowledged[0].Start == octets.Start)
        {
            start = acknowledged[0].End;
            acknowledged.RemoveFirst();
            octets.Discard(start, isEmpty: start == End);
        }
    }

    /// <summary>A frame got lost: what of it is not known to have arrived is sent again.</summary>
    /// <returns>How many of the pieces that have arrived it had to look at.</returns>
    public int NoteLost(in SentFrame frame)
    {
        isEndDue |= frame.IsFinal && !isEndAcknowledged;
        return lost.AddExcept(Math.Max(frame.Offset, octets.Start), frame.Offset + (ulong)frame.Length, acknowledged);
    }

    /// <summary>Forgets everything: the stream was reset.</summary>
    public void Drop()
    {
        octets.Discard(sent, isEmpty: true);
        acknowledged.Clear();
        lost.Clear();
        End = sent;
        isEndDue = false;
        IsFinished = true;
    }

    /// <summary>Offset behind all that was sent.</summary>
    public ulong Sent => sent;

    // With the last octets it costs nothing to say it again, alone it does.
    private bool TakeEnd(int length, ulong offset)
    {
        if (!IsFinished || offset != End || isEndAcknowledged || (length == 0 && !isEndDue))
        {
            return false;
        }

        isEndDue = false;
        return true;
    }
}
