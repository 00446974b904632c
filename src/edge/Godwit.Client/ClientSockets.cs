using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// The client's sockets (spec 02 section 4.3, 4.5): the newest sends, all receive, so that an answer to an older port still
/// arrives after a hop.
/// </summary>
internal sealed class ClientSockets : IDisposable
{
    private readonly List<UdpSocket> sockets = [];
    private readonly UdpAddress server;

    public ClientSockets(in UdpAddress server)
    {
        this.server = server;
        sockets.Add(UdpSocket.Open(server.Family));
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<UdpSocket> All => sockets;

    /// <summary>Sends from the newest port.</summary>
    public IoResult Send(ReadOnlySpan<byte> datagram) => sockets[^1].SendTo(server, datagram);

    /// <summary>Opens a new port, used from the next datagram on. Where none can be had, the old one stays in use.</summary>
    public void Hop()
    {
        try
        {
            sockets.Add(UdpSocket.Open(server.Family));
        }
        catch (PlatformException)
        {
            return;
        }

        CloseOldest(PortHopPolicy.PortsMax);
    }

    /// <summary>Closes the oldest sockets so that at most <paramref name="count"/> stay open.</summary>
    public void CloseOldest(int count)
    {
        while (sockets.Count > count)
        {
            sockets[0].Dispose();
            sockets.RemoveAt(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => CloseOldest(0);
}
