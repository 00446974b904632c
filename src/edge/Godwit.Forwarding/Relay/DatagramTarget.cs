using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>The end of a flow of datagrams at its target: what the stream says is sent there, what comes from there goes back.</summary>
internal sealed class DatagramTarget(MuxStream stream, NameLookup lookup) : IForwardPart
{
    /// <summary>A flow in which nothing was said for so long is over (RFC 4787 section 4.3 asks translators for as much).</summary>
    public const long IdleTime = 120_000;

    private const int DatagramsPerTurnMax = 32;

    private readonly DatagramReader reader = new();
    private readonly byte[] incoming = new byte[DatagramReader.LengthMax];
    private UdpSocket? socket;
    private UdpAddress target;
    private Instant lastUse = Instant.Never;
    private int index = -1;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public Instant Deadline => socket is null && lookup.Addresses is not null ? Instant.Past : lastUse + IdleTime;

    /// <inheritdoc/>
    public void AddTo(Poller poller) => index = poller.Add(socket?.Descriptor ?? lookup.Descriptor, PollEvents.Readable);

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        lastUse = lastUse == Instant.Never ? now : lastUse;
        if (stream.IsDead || stream.ResetCode is not null || stream.IsAtEnd || now - lastUse >= IdleTime)
        {
            IsOver = true;
            return;
        }

        if (socket is null && !TryBegin())
        {
            return;
        }

        while (reader.TryRead(stream, out ReadOnlySpan<byte> datagram))
        {
            _ = socket!.SendTo(target, datagram);
            lastUse = now;
        }

        for (int count = 0; index >= 0 && poller.CanRead(index) && count < DatagramsPerTurnMax; count++)
        {
            IoResult result = socket!.Receive(incoming, out UdpAddress from, out _, out bool isTruncated);
            if (result.Status == IoStatus.WouldBlock)
            {
                break;
            }

            if (result.IsDone && !isTruncated && from == target)
            {
                DatagramReader.Write(stream, incoming.AsSpan(0, result.Count));
                lastUse = now;
            }
        }

        index = -1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Abort(StreamError.Cancelled);
        lookup.Dispose();
        socket?.Dispose();
    }

    private bool TryBegin()
    {
        lookup.Turn();
        if (lookup.Addresses is not { } addresses)
        {
            return false;
        }

        index = -1;
        if (addresses.Count == 0)
        {
            stream.Abort(StreamError.UnknownName);
            IsOver = true;
            return false;
        }

        target = addresses[0];
        try
        {
            socket = UdpSocket.Open(target.Family);
            _ = stream.Write([StreamRequest.Granted]);
            return true;
        }
        catch (PlatformException)
        {
            stream.Abort(StreamError.Broken);
            IsOver = true;
            return false;
        }
    }
}
