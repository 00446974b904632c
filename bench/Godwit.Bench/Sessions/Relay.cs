using Godwit.Bench.Meters;
using Godwit.Platform;

namespace Godwit.Bench.Sessions;

/// <summary>
/// The path between a client and its server, in the loop of the measurement: delays, counts, and can be cut. The client talks to
/// <see cref="Port"/> of this machine.
/// </summary>
internal sealed class Relay : IDisposable
{
    /// <summary>What IPv4 and UDP put around a datagram.</summary>
    private const int HeaderSize = 28;

    private const int LargestDatagram = 1 << 16;

    private readonly EventLoop loop;
    private readonly UdpSocket front = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
    private readonly UdpSocket back = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
    private readonly UdpAddress server;
    private readonly double delay;
    private readonly byte[] buffer = new byte[LargestDatagram];
    private UdpAddress client;

    /// <summary>Opens the path.</summary>
    /// <param name="loop">What moves the datagrams.</param>
    /// <param name="serverPort">The server's port on this machine.</param>
    /// <param name="delayMilliseconds">One way.</param>
    public Relay(EventLoop loop, ushort serverPort, double delayMilliseconds)
    {
        this.loop = loop;
        server = UdpAddress.LoopbackIPv4(serverPort);
        delay = delayMilliseconds;
        loop.Watch(front.Descriptor, () => Forward(front));
        loop.Watch(back.Descriptor, () => Forward(back));
    }

    public ushort Port => front.LocalAddress.Port;

    /// <summary>While true, whatever is sent in either direction is lost.</summary>
    public bool IsCut { get; set; }

    /// <summary>Datagrams sent so far by both ends, lost ones too.</summary>
    public long Packets { get; private set; }

    /// <summary>Their octets as whole IP packets.</summary>
    public long Octets { get; private set; }

    public void Dispose()
    {
        loop.Forget(front.Descriptor);
        loop.Forget(back.Descriptor);
        front.Dispose();
        back.Dispose();
    }

    private void Forward(UdpSocket from)
    {
        var arrived = Clock.Now;
        IoResult result;
        while ((result = from.Receive(buffer, out var sender, out _, out _)).IsDone)
        {
            Packets++;
            Octets += HeaderSize + result.Count;
            if (IsCut)
            {
                continue;
            }

            if (from == front)
            {
                client = sender; // Clients change their port now and then; the newest that came through counts.
            }

            if (delay == 0)
            {
                Send(from, buffer.AsSpan(0, result.Count));
            }
            else
            {
                var datagram = buffer.AsSpan(0, result.Count).ToArray();
                loop.At(arrived + delay, () => Send(from, datagram));
            }
        }
    }

    // A send that fails is a lost datagram: both ends live with that.
    private void Send(UdpSocket from, ReadOnlySpan<byte> datagram) =>
        _ = from == front ? back.SendTo(server, datagram) : front.SendTo(client, datagram);
}
