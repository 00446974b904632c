namespace Godwit.Streams;

/// <summary>
/// One end of a bidirectional stream (RFC 9000 section 2). Written to and read from by its owner; what is written leaves with the session's next datagrams.
/// Not thread safe; nothing here waits.
/// </summary>
public sealed class MuxStream
{
    /// <summary>Octets that are held for sending at most, where the window is small.</summary>
    public const int HeldMin = 128 * 1024;

    private readonly StreamMux mux;

    internal MuxStream(StreamMux mux, ulong id, ulong limit)
    {
        this.mux = mux;
        Id = id;
        Outgoing = new SendBuffer(mux.Pool);
        Incoming = new ReceiveBuffer(mux.Pool);
        Outgoing.Raise(limit);
    }

    /// <summary>Its number; the lowest bit is set if the server has opened it.</summary>
    public ulong Id { get; }

    /// <summary>For its owner; not looked at here.</summary>
    public object? Owner { get; set; }

    /// <summary>Octets that may be written now. 0 while the peer, or the network, is slower than the writer.</summary>
    public int WriteSpace => Outgoing.IsFinished || IsDead ? 0 : mux.SpaceFor(this);

    /// <summary>Octets that were written and have not arrived.</summary>
    public long Unacknowledged => Outgoing.Held;

    /// <summary>True once all that was written, and the end, has arrived.</summary>
    public bool IsAllAcknowledged => Outgoing.IsComplete;

    /// <summary>What has come, as far as it is in one piece; empty if there is nothing to read now.</summary>
    public ReadOnlySpan<byte> Readable => IsDead || IsReadingStopped ? default : Incoming.Readable;

    /// <summary>True once the peer's end has been reached.</summary>
    public bool IsAtEnd => Incoming.IsAtEnd && ResetCode is null;

    /// <summary>Why the peer has ended its direction before its end; null if it has not.</summary>
    public ulong? ResetCode { get; internal set; }

    /// <summary>Why the peer wants to hear no more; null if it does.</summary>
    public ulong? StopCode { get; internal set; }

    /// <summary>True once both directions are over, or the streams of the session are.</summary>
    public bool IsDead { get; internal set; }

    /// <summary>Octets written in all.</summary>
    public ulong TotalWritten => Outgoing.End;

    /// <summary>Octets read in all.</summary>
    public ulong TotalRead => Incoming.Position;

    internal SendBuffer Outgoing { get; }

    internal ReceiveBuffer Incoming { get; }

    internal bool IsReadingStopped { get; private set; }

    internal ulong? OwnResetCode { get; private set; }

    internal ulong OwnStopCode { get; private set; }

    internal bool IsQueued { get; set; }

    // The peer has opened it, and its owner here has it.
    internal bool IsAccepted { get; set; }

    // What is to be said of it by control frames.
    internal bool OwesReset { get; set; }

    internal bool IsResetAcknowledged { get; set; }

    internal bool OwesStop { get; set; }

    internal bool OwesLimit { get; set; }

    internal bool HasControl => OwesReset || OwesStop || OwesLimit;

    internal bool IsSendingOver => OwnResetCode is null ? Outgoing.IsComplete : IsResetAcknowledged;

    internal bool IsReceivingOver => ResetCode is not null || (IsReadingStopped ? Incoming.IsWhole : Incoming.IsAtEnd);

    /// <summary>Room to write to, without a copy; empty if <see cref="WriteSpace"/> is 0.</summary>
    public Span<byte> GetRoom()
    {
        int space = WriteSpace;
        if (space == 0)
        {
            return default;
        }

        Span<byte> room = Outgoing.Room();
        return room[..Math.Min(room.Length, space)];
    }

    /// <summary>So many octets of <see cref="GetRoom"/> were written; 0 gives the room back.</summary>
    public void Advance(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Outgoing.Advance(length);
        mux.NoteWritten(this, length);
    }

    /// <summary>Writes.</summary>
    /// <returns>How many octets were taken; the rest has to wait.</returns>
    public int Write(ReadOnlySpan<byte> octets)
    {
        int written = 0;
        while (!octets.IsEmpty)
        {
            Span<byte> room = GetRoom();
            if (room.IsEmpty)
            {
                break;
            }

            int length = Math.Min(room.Length, octets.Length);
            octets[..length].CopyTo(room);
            Advance(length);
            octets = octets[length..];
            written += length;
        }

        return written;
    }

    /// <summary>Nothing more will be written: the peer reads what is there, and then the end.</summary>
    public void Finish()
    {
        if (!IsDead && OwnResetCode is null)
        {
            Outgoing.Finish();
            mux.Enqueue(this);
        }
    }

    /// <summary>Ends the own direction; what was written and has not arrived may get lost.</summary>
    /// <param name="code">Why; told to the peer. See <see cref="StreamError"/>.</param>
    public void Reset(ulong code)
    {
        if (!IsDead && OwnResetCode is null && !Outgoing.IsComplete)
        {
            OwnResetCode = code;
            StreamMux.Forget(this);
            OwesReset = true;
            mux.Enqueue(this);
        }
    }

    /// <summary>Reads no more; the peer is asked to stop.</summary>
    /// <param name="code">Why; told to the peer.</param>
    public void StopReading(ulong code)
    {
        if (!IsDead && !IsReadingStopped && !IsReceivingOver)
        {
            IsReadingStopped = true;
            OwnStopCode = code;
            OwesStop = true;
            mux.DropIncoming(this);
            mux.Enqueue(this);
        }
    }

    /// <summary>Ends both directions.</summary>
    /// <param name="code">Why; told to the peer.</param>
    public void Abort(ulong code)
    {
        Reset(code);
        StopReading(code);
    }

    /// <summary>Octets of <see cref="Readable"/> were read.</summary>
    public void Consume(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length > 0)
        {
            mux.Consume(this, length);
        }
    }
}
