using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>The end of flows of datagrams where somebody speaks first: each address that speaks has a stream of its own.</summary>
internal sealed class DatagramListener : IForwardPart
{
    /// <summary>Addresses with a stream at a time; what further ones say is dropped until one of them has been silent for long.</summary>
    private const int FlowsMax = 64;

    private const int DatagramsPerTurnMax = 32;

    private readonly Func<string, MuxStream?> open;
    private readonly List<UdpSocket> sockets = [];
    private readonly List<Flow> flows = [];
    private readonly byte[] incoming = new byte[DatagramReader.LengthMax];
    private int firstIndex = -1;

    /// <summary>Listens.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="open">Opens a stream for the address that is named; null if that cannot be now.</param>
    /// <exception cref="PlatformException">Nobody can listen there; the message says why.</exception>
    public DatagramListener(ForwardEndpoint endpoint, Func<string, MuxStream?> open)
    {
        this.open = open;
        Port = endpoint.Port;
        foreach (string host in ListenerSet.AddressesOf(endpoint.Host))
        {
            _ = UdpAddress.TryParse(host, Port, out UdpAddress address);
            try
            {
                sockets.Add(UdpSocket.Bind(address, new PortRange(Port, Port)));
                Port = sockets[0].LocalAddress.Port;
            }
            catch (PlatformException) when (sockets.Count > 0)
            {
                // One family is enough.
            }
        }
    }

    /// <summary>The port, chosen by the system if 0 was asked for.</summary>
    public ushort Port { get; private set; }

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public Instant Deadline
    {
        get
        {
            Instant deadline = Instant.Never;
            foreach (Flow flow in flows)
            {
                deadline = Instant.Min(deadline, flow.LastUse + DatagramTarget.IdleTime);
            }

            return deadline;
        }
    }

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
        firstIndex = poller.Count;
        sockets.ForEach(socket => poller.Add(socket.Descriptor, PollEvents.Readable));
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        for (int index = 0; firstIndex >= 0 && index < sockets.Count; index++)
        {
            if (poller.CanRead(firstIndex + index))
            {
                Receive(now, sockets[index]);
            }
        }

        firstIndex = -1;
        foreach (Flow flow in flows)
        {
            flow.Answer(now);
        }

        for (int index = flows.Count - 1; index >= 0; index--)
        {
            if (flows[index].EndIfOver(now))
            {
                flows.RemoveAt(index);
            }
        }
    }

    /// <summary>Nobody is to listen any more.</summary>
    public void Cancel() => IsOver = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        flows.ForEach(flow => flow.Stream.Abort(StreamError.Cancelled));
        sockets.ForEach(socket => socket.Dispose());
    }

    private void Receive(Instant now, UdpSocket socket)
    {
        for (int count = 0; count < DatagramsPerTurnMax; count++)
        {
            IoResult result = socket.Receive(incoming, out UdpAddress from, out _, out bool isTruncated);
            if (result.Status == IoStatus.WouldBlock)
            {
                return;
            }

            if (result.IsDone && !isTruncated && FlowOf(from, socket) is { } flow)
            {
                flow.LastUse = now;
                DatagramReader.Write(flow.Stream, incoming.AsSpan(0, result.Count));
            }
        }
    }

    private Flow? FlowOf(UdpAddress from, UdpSocket socket)
    {
        Flow? flow = flows.Find(one => one.Address == from);
        if (flow is null && flows.Count < FlowsMax && open(from.ToEndpointString()) is { } stream)
        {
            flow = new Flow(stream, from, socket);
            flows.Add(flow);
        }

        return flow;
    }

    private sealed class Flow(MuxStream stream, UdpAddress address, UdpSocket socket)
    {
        private readonly DatagramReader reader = new();
        private bool isGranted;

        public MuxStream Stream => stream;

        public UdpAddress Address => address;

        public Instant LastUse { get; set; }

        public void Answer(Instant now)
        {
            if (!isGranted && !stream.Readable.IsEmpty)
            {
                isGranted = true;
                stream.Consume(1);
            }

            while (isGranted && reader.TryRead(stream, out ReadOnlySpan<byte> datagram))
            {
                LastUse = now;
                _ = socket.SendTo(address, datagram);
            }
        }

        public bool EndIfOver(Instant now)
        {
            bool isOver = stream.IsDead || stream.ResetCode is not null || stream.IsAtEnd || now - LastUse >= DatagramTarget.IdleTime;
            if (isOver)
            {
                stream.Abort(StreamError.Cancelled);
            }

            return isOver;
        }
    }
}
