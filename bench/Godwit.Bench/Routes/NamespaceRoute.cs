using System.Buffers.Binary;
using Godwit.Bench.Sessions;
using Godwit.Platform;

namespace Godwit.Bench.Routes;

/// <summary>Client and server on two hosts of their own (<see cref="NetworkHost"/>): carries everything that is IPv4. A client that moves gets another address of its own.</summary>
internal sealed class NamespaceRoute : IRoute
{
    private const int LargestPacket = 1 << 16;
    private const string FirstAddress = "10.9.0.1";
    private const int FirstMovedAddress = 3;
    private const int LastMovedAddress = 250;

    private readonly EventLoop loop;
    private readonly NetworkHost client;
    private readonly NetworkHost server;
    private readonly byte[] buffer = new byte[LargestPacket];
    private int address = FirstMovedAddress - 1;
    private uint clientAddress = NetworkHost.NumberOf(FirstAddress);
    private bool isGone;

    /// <exception cref="PlatformException">Not root, or no TUN devices here.</exception>
    public NamespaceRoute(EventLoop loop)
    {
        this.loop = loop;
        Link = new(loop);
        client = NetworkHost.Create(FirstAddress);
        server = NetworkHost.Create(ServerAddress);
        loop.Watch(client.Packets, () => Read(client, server, isUp: true));
        loop.Watch(server.Packets, () => Read(server, client, isUp: false));
    }

    public string ServerAddress => "10.9.0.2";

    public EmulatedLink Link { get; }

    /// <summary>The file of the client's namespace, for other processes.</summary>
    public string ClientSpace => client.SpaceFile;

    /// <summary>The file of the server's namespace.</summary>
    public string ServerSpace => server.SpaceFile;

    public bool CarriesTcp => true;

    public T OnServer<T>(Func<T> action) => server.Enter(action);

    public T OnClient<T>(Func<T> action) => client.Enter(action);

    public (string Address, ushort Port) Open(ushort serverPort) => (ServerAddress, serverPort);

    public void MoveClient()
    {
        address = address < LastMovedAddress ? address + 1 : FirstMovedAddress;
        var text = $"10.9.0.{address}";
        client.SetHostAddress(text);
        clientAddress = NetworkHost.NumberOf(text);
    }

    public void Dispose()
    {
        isGone = true;
        loop.Forget(client.Packets);
        loop.Forget(server.Packets);
        client.Dispose();
        server.Dispose();
    }

    private void Read(NetworkHost from, NetworkHost to, bool isUp)
    {
        const int Version4 = 4;
        IoResult result;
        while ((result = FileDescriptor.Read(from.Packets, buffer)).IsDone)
        {
            // What a host with IPv6 says when an interface comes up is nobody's traffic. What the client sent from an address that is gone since goes nowhere.
            if (buffer[0] >> 4 == Version4 && (!isUp || IsFromClient(buffer.AsSpan(0, result.Count))))
            {
                var packet = buffer.AsSpan(0, result.Count).ToArray();
                Link.Send(isUp, packet.Length, () => _ = !isGone && FileDescriptor.Write(to.Packets, packet).IsDone, !IsDownload(packet, isUp));
            }
        }
    }

    private bool IsFromClient(ReadOnlySpan<byte> packet)
    {
        const int SourceOffset = 12;
        return packet.Length >= SourceOffset + sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(packet[SourceOffset..]) == clientAddress;
    }

    private static bool IsDownload(ReadOnlySpan<byte> packet, bool isUp)
    {
        const byte Tcp = 6;
        const int ProtocolOffset = 9;
        const int LeastHeader = 20;
        if (packet.Length < LeastHeader || packet[ProtocolOffset] != Tcp)
        {
            return false;
        }

        // The server's port: where it goes on the way up, where it comes from on the way down.
        var at = ((packet[0] & 0xF) * 4) + (isUp ? 2 : 0);
        return packet.Length >= at + 2 && BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) == TcpDownload.Port;
    }
}
