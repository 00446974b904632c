using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// Carries octets between a stream and a connection: what one side says the other hears, its end as its end, a break as a break. Reads from the
/// connection only what the stream has room for.
/// </summary>
internal sealed class SocketRelay : IForwardPart
{
    // So many reads in a turn, each a chunk: a key in the same session waits for less than a millisecond.
    private const int ReadsPerTurnMax = 16;

    private readonly MuxStream stream;
    private readonly Connector? connector;
    private StreamSocket? socket;
    private bool isReadAtEnd;
    private bool isWriteShut;
    private bool isWriteBlocked;
    private bool isHungUp;
    private bool isFinishedInOrder;
    private int index = -1;

    /// <summary>The target is still to be connected to; when that is done the other end is told.</summary>
    public SocketRelay(MuxStream stream, Connector connector)
    {
        this.stream = stream;
        this.connector = connector;
    }

    /// <summary>Somebody has connected here; the other end says when the target is there.</summary>
    public SocketRelay(MuxStream stream, StreamSocket socket)
    {
        this.stream = stream;
        this.socket = socket;
        AwaitsGrant = true;
        socket.SetNoDelay();
    }

    /// <summary>The one who connected speaks SOCKS and is told in that what became of it; null if it does not.</summary>
    public SocksHandshake? Socks { get; init; }

    /// <summary>Said to the target before what comes on the stream.</summary>
    public ReadOnlyMemory<byte> Preamble { get; init; }

    /// <summary>Why the target is not there; null if it is, or that is not known yet.</summary>
    public ulong? Failure { get; private set; }

    /// <summary>True while the other end has not said that the target is there.</summary>
    public bool AwaitsGrant { get; private set; }

    /// <summary>True if the target is still to be connected to.</summary>
    public bool IsConnecting => socket is null && !IsOver;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public Instant Deadline => socket is null ? connector!.Deadline : Instant.Never;

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
        if (socket is null)
        {
            connector!.AddTo(poller);
            return;
        }

        PollEvents interest = (MayRead ? PollEvents.Readable : PollEvents.None) | (isWriteBlocked ? PollEvents.Writable : PollEvents.None);

        // Poll says of a connection that has hung up that it has, asked or not, and would not wait any more.
        index = isHungUp && interest == PollEvents.None ? -1 : poller.Add(socket.Descriptor, interest);
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        if (socket is null && !TryConnect(now, poller))
        {
            return;
        }

        if (stream.ResetCode is not null || stream.StopCode is not null || stream.IsDead)
        {
            HandleReset();
        }

        if (IsOver)
        {
            return;
        }

        if (AwaitsGrant && !stream.Readable.IsEmpty)
        {
            AwaitsGrant = false;
            stream.Consume(1);
            Socks?.Succeed();
            _ = Socks is null ? default : socket!.Write(Socks.Answer);
        }

        PollEvents news = index >= 0 ? poller.Ready(index) : PollEvents.None;
        bool canRead = index >= 0 && poller.CanRead(index);
        isWriteBlocked &= index < 0 || !poller.CanWrite(index);
        isHungUp |= (news & PollEvents.Hangup) != 0;
        index = -1;
        if ((news & PollEvents.Error) != 0 && !MayRead)
        {
            Break();
            return;
        }

        if (canRead && !isReadAtEnd)
        {
            ReadSocket();
        }

        WriteSocket();
        if (isReadAtEnd && isWriteShut)
        {
            IsOver = isFinishedInOrder = true;
        }
    }

    /// <summary>Breaks the connection off, at both its ends.</summary>
    public void Break()
    {
        stream.Abort(StreamError.Broken);
        IsOver = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isFinishedInOrder)
        {
            stream.Abort(StreamError.Cancelled);
        }

        connector?.Dispose();
        socket?.Dispose();
    }

    private bool MayRead => !isReadAtEnd && stream.WriteSpace > 0;

    private bool TryConnect(Instant now, Poller poller)
    {
        if (stream.ResetCode is not null || stream.IsDead)
        {
            IsOver = true;
            return false;
        }

        connector!.Turn(now, poller);
        if (connector.Error is { } error)
        {
            Failure = error;
            FailHere(error);
            IsOver = true;
        }
        else if (connector.Socket is not null)
        {
            socket = connector.Take();
            socket.SetNoDelay();
            _ = Preamble.IsEmpty ? default : socket.Write(Preamble.Span);
            Socks?.Succeed();
            _ = Socks is null ? stream.Write([StreamRequest.Granted]) : stream.Write(Socks.Answer);
        }

        return socket is not null;
    }

    private void FailHere(ulong error)
    {
        if (Socks is null)
        {
            stream.Abort(error);
            return;
        }

        Socks.Fail(error);
        _ = stream.Write(Socks.Answer);
        stream.Finish();
        stream.StopReading(error);
        isFinishedInOrder = true;
    }

    // Whoever stops in the middle breaks the connection, as its other end would see it without us.
    private void HandleReset()
    {
        bool isOrderly = isReadAtEnd && isWriteShut;
        if (isOrderly || (stream.ResetCode is null && stream.StopCode is null && stream.IsDead && stream.IsAtEnd))
        {
            WriteSocket();
            IsOver = isFinishedInOrder = isReadAtEnd && isWriteShut;
            if (IsOver)
            {
                return;
            }
        }

        Failure = AwaitsGrant ? stream.ResetCode : Failure;
        if (AwaitsGrant && Socks is not null)
        {
            Socks.Fail(stream.ResetCode ?? StreamError.Broken);
            _ = socket!.Write(Socks.Answer);
            socket.ShutdownWrite();
        }
        else
        {
            socket!.Reset();
        }

        stream.Abort(StreamError.Broken);
        IsOver = true;
    }

    private void ReadSocket()
    {
        for (int reads = 0; reads < ReadsPerTurnMax; reads++)
        {
            Span<byte> room = stream.GetRoom();
            if (room.IsEmpty)
            {
                return;
            }

            IoResult result = socket!.Read(room);
            switch (result.Status)
            {
                case IoStatus.Done:
                    stream.Advance(result.Count);
                    break;
                case IoStatus.WouldBlock:
                    stream.Advance(0);
                    return;
                case IoStatus.Closed:
                    isReadAtEnd = true;
                    stream.Finish();
                    return;
                default:
                    Break();
                    return;
            }
        }
    }

    private void WriteSocket()
    {
        while (!AwaitsGrant && !isWriteBlocked && !isWriteShut && !IsOver)
        {
            ReadOnlySpan<byte> octets = stream.Readable;
            if (octets.IsEmpty)
            {
                if (stream.IsAtEnd)
                {
                    socket!.ShutdownWrite();
                    isWriteShut = true;
                }

                return;
            }

            IoResult result = socket!.Write(octets);
            if (result.IsDone)
            {
                stream.Consume(result.Count);
            }
            else if (result.Status == IoStatus.WouldBlock)
            {
                isWriteBlocked = true;
            }
            else
            {
                Break();
            }
        }
    }
}
