using System.Buffers.Binary;
using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>A listener that the client asked for: it lasts as long as the stream on which it did. Each connection is a stream to the client.</summary>
internal sealed class RemoteListener : IReportedPart
{
    // The rest stays in the system's queue: somebody who floods the port waits, and the session does not.
    private const int AcceptsPerTurnMax = 8;

    private readonly ServerForwarding owner;
    private readonly MuxStream stream;
    private readonly ushort number;
    private readonly ListenerSet? listeners;
    private readonly DatagramListener? datagrams;
    private readonly ForwardEndpoint endpoint;
    private readonly ForwardTally tally = new();
    private int firstIndex = -1;

    public RemoteListener(ServerForwarding owner, MuxStream stream, in StreamRequest request)
    {
        this.owner = owner;
        this.stream = stream;
        number = request.Number;
        bool isPath = (request.Flags & StreamRequest.IsPath) != 0;
        endpoint = new ForwardEndpoint { Path = isPath ? request.Text : null, Host = isPath || request.Text.Length == 0 ? null : request.Text, Port = request.Port };
        try
        {
            if ((request.Flags & StreamRequest.Datagrams) != 0)
            {
                datagrams = new DatagramListener(endpoint, Open);
                Grant(stream, datagrams.Port);
                return;
            }

            listeners = ListenerSet.Listen(endpoint, (request.Flags & StreamRequest.Replaces) != 0);
            Grant(stream, listeners.Port);
        }
        catch (PlatformException failure)
        {
            stream.Abort(ConnectError.OfListen(failure));
        }
    }

    /// <inheritdoc/>
    public bool IsOver => (listeners is null && datagrams is null) || stream.IsDead || stream.IsAtEnd || stream.ResetCode is not null;

    /// <inheritdoc/>
    public Instant Deadline => datagrams?.Deadline ?? Instant.Never;

    /// <inheritdoc/>
    public ForwardReport Report => new(
        $"-R {(endpoint.Path is null ? endpoint with { Port = datagrams?.Port ?? listeners?.Port ?? 0 } : endpoint)}{(datagrams is null ? "" : ForwardSyntax.UdpSuffix)}",
        tally);

    /// <summary>Tells the client that somebody listens, and at which port.</summary>
    public static void Grant(MuxStream stream, ushort port)
    {
        Span<byte> answer = [StreamRequest.Granted, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(answer[1..], port);
        _ = stream.Write(answer);
    }

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
        if (listeners is null)
        {
            datagrams!.AddTo(poller);
            return;
        }

        firstIndex = poller.Count;
        foreach (StreamListener listener in listeners.Listeners)
        {
            poller.Add(listener.Descriptor, PollEvents.Readable);
        }
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        datagrams?.Turn(now, poller);
        for (int index = 0; firstIndex >= 0 && !IsOver && index < listeners!.Listeners.Count; index++)
        {
            if (poller.CanRead(firstIndex + index))
            {
                Accept(listeners.Listeners[index]);
            }
        }

        firstIndex = -1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        listeners?.Dispose();
        datagrams?.Dispose();
        stream.Abort(StreamError.Cancelled);
    }

    // For somebody at an address.
    private MuxStream? Open(string from)
    {
        MuxStream? opened = owner.Open(new StreamRequest(RequestKind.Accepted, from, Number: number));
        if (opened is not null)
        {
            tally.Add(opened, isOpener: true);
        }

        return opened;
    }

    private void Accept(StreamListener listener)
    {
        for (int count = 0; count < AcceptsPerTurnMax && listener.TryAccept() is { } socket; count++)
        {
            if (Open(socket.PeerAddress.Family == IpFamily.None ? "" : socket.PeerAddress.ToEndpointString()) is { } opened)
            {
                owner.Add(new SocketRelay(opened, socket));
            }
            else
            {
                socket.Reset();
            }
        }
    }
}
