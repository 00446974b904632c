using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>The way to a target: its name, then its addresses one after the other, each given up after a while. Nothing here waits.</summary>
internal sealed class Connector : IDisposable
{
    /// <summary>Milliseconds that an address is given to answer while there is another one, and the last of them.</summary>
    private const long NextAfterMs = 2000;
    private const long LastMs = 60_000;

    private readonly NameLookup? lookup;
    private readonly ForwardEndpoint target;
    private IReadOnlyList<UdpAddress> addresses = [];
    private int tried;
    private StreamSocket? pending;
    private Instant giveUpAt = Instant.Never;
    private int index = -1;
    private bool isBegun;

    public Connector(string program, ForwardEndpoint target)
    {
        this.target = target;
        lookup = target.Path is null ? new NameLookup(program, target.Host!, target.Port) : null;
    }

    /// <summary>The connection; null before there is one. The owner takes it.</summary>
    public StreamSocket? Socket { get; private set; }

    /// <summary>Why there will be none, one of <see cref="StreamError"/>; null if there may be one.</summary>
    public ulong? Error { get; private set; }

    public Instant Deadline => Socket is not null || Error is not null ? Instant.Never
        : isBegun ? giveUpAt
        : lookup is null or { Addresses: not null } ? Instant.Past
        : Instant.Never;

    public void AddTo(Poller poller) => index = pending is not null ? poller.Add(pending.Descriptor, PollEvents.Writable) : poller.Add(lookup?.Descriptor ?? -1, PollEvents.Readable);

    public void Turn(Instant now, Poller poller)
    {
        if (Socket is not null || Error is not null)
        {
            return;
        }

        if (!isBegun)
        {
            Begin(now);
            return;
        }

        if (pending is not null && index >= 0 && poller.CanWrite(index))
        {
            index = -1;
            Finish(now, pending.FinishConnect());
        }

        if (pending is not null && now >= giveUpAt)
        {
            Give(StreamError.TimedOut);
            TryNext(now);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lookup?.Dispose();
        pending?.Dispose();
        Socket?.Dispose();
    }

    /// <summary>The owner takes the connection.</summary>
    public StreamSocket Take()
    {
        StreamSocket taken = Socket!;
        Socket = null;
        Error = StreamError.None;
        return taken;
    }

    private void Begin(Instant now)
    {
        if (lookup is null)
        {
            isBegun = true;
            Settle(now, target.Path![0] == '@' ? StreamSocket.BeginConnectAbstract(target.Path[1..], out IoResult result) : StreamSocket.BeginConnect(target.Path!, out result), result);
            return;
        }

        lookup.Turn();
        if (lookup.Addresses is { } found)
        {
            isBegun = true;
            addresses = found;
            Error = found.Count == 0 ? StreamError.UnknownName : null;
            TryNext(now);
        }
    }

    private void TryNext(Instant now)
    {
        while (pending is null && Socket is null && tried < addresses.Count)
        {
            UdpAddress address = addresses[tried++];
            Settle(now, StreamSocket.BeginConnect(address, out IoResult result), result);
        }
    }

    private void Settle(Instant now, StreamSocket? socket, in IoResult result)
    {
        if (socket is null)
        {
            Error = tried < addresses.Count ? null : ConnectError.Of(result);
            return;
        }

        pending = socket;
        giveUpAt = now + (tried < addresses.Count ? NextAfterMs : LastMs);
        if (result.IsDone)
        {
            Finish(now, result);
        }
    }

    private void Finish(Instant now, in IoResult result)
    {
        if (result.Status == IoStatus.WouldBlock)
        {
            return;
        }

        if (result.IsDone)
        {
            (Socket, pending) = (pending, null);
            return;
        }

        Give(ConnectError.Of(result));
        TryNext(now);
    }

    private void Give(ulong error)
    {
        pending!.Dispose();
        pending = null;
        Error = tried < addresses.Count ? null : error;
    }
}
