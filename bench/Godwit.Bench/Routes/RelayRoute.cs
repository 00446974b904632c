using Godwit.Bench.Sessions;
using Godwit.Platform;

namespace Godwit.Bench.Routes;

/// <summary>
/// Client and server on this host, and a relay of datagrams between them: needs no rights, carries UDP only. For the server the client is where the
/// relay is; it moves as behind a NAT that has forgotten it, and does not notice by itself.
/// </summary>
internal sealed class RelayRoute : IRoute
{
    /// <summary>What IPv4 and UDP put around a datagram.</summary>
    private const int HeaderSize = 28;

    private const int LargestDatagram = 1 << 16;

    private readonly EventLoop loop;
    private readonly UdpSocket front = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
    private readonly byte[] buffer = new byte[LargestDatagram];
    private UdpSocket back = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
    private UdpAddress server;
    private UdpAddress client;
    private int moves;

    /// <summary>Nothing passes before <see cref="Open"/>.</summary>
    public RelayRoute(EventLoop loop)
    {
        this.loop = loop;
        Link = new(loop);
        loop.Watch(front.Descriptor, ReadFront);
        loop.Watch(back.Descriptor, ReadBack);
    }

    public string ServerAddress => "127.0.0.1";

    public EmulatedLink Link { get; }

    public bool CarriesTcp => false;

    public T OnServer<T>(Func<T> action) => action();

    public T OnClient<T>(Func<T> action) => action();

    public (string Address, ushort Port) Open(ushort serverPort)
    {
        server = UdpAddress.LoopbackIPv4(serverPort);
        return ("127.0.0.1", front.LocalAddress.Port);
    }

    public void MoveClient()
    {
        const int LastOctetMax = 250;
        moves = (moves % LastOctetMax) + 1;
        _ = UdpAddress.TryParse($"127.0.1.{moves}", 0, out var address);
        loop.Forget(back.Descriptor);
        back.Dispose();
        back = UdpSocket.Bind(address, PortRange.Any);
        loop.Watch(back.Descriptor, ReadBack);
    }

    public void Dispose()
    {
        loop.Forget(front.Descriptor);
        loop.Forget(back.Descriptor);
        front.Dispose();
        back.Dispose();
    }

    private void ReadFront()
    {
        IoResult result;
        while ((result = front.Receive(buffer, out var sender, out _, out _)).IsDone)
        {
            client = sender; // Clients change their port now and then; the newest counts.
            var datagram = buffer.AsSpan(0, result.Count).ToArray();
            Link.Send(isUp: true, HeaderSize + datagram.Length, () => _ = back.Descriptor >= 0 && back.SendTo(server, datagram).IsDone);
        }
    }

    private void ReadBack()
    {
        IoResult result;
        while ((result = back.Receive(buffer, out _, out _, out _)).IsDone)
        {
            var datagram = buffer.AsSpan(0, result.Count).ToArray();
            Link.Send(isUp: false, HeaderSize + datagram.Length, () => _ = front.Descriptor >= 0 && front.SendTo(client, datagram).IsDone);
        }
    }
}
