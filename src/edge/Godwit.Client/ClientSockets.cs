using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// The client's sockets (spec 02 section 4.3, 4.5) and the addresses of the server: of each family the newest socket sends, all receive, so that
/// an answer to an older port still arrives after a hop. The connection knows the addresses by their index only.
/// </summary>
internal sealed class ClientSockets : IDisposable
{
    private readonly List<UdpSocket> sockets = [];
    private readonly List<UdpAddress> candidates = [];
    private bool coalesces;

    public ClientSockets(in UdpAddress server)
    {
        candidates.Add(server);
        sockets.Add(Open(server.Family));
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<UdpSocket> All => sockets;

    /// <summary>Where the server is, was, or may be; the first is the one it was started at. None is ever taken away.</summary>
    public IReadOnlyList<UdpAddress> Candidates => candidates;

    /// <summary>One more address to try; the same one again, or one too many, is left out.</summary>
    public void AddCandidate(in UdpAddress address)
    {
        if (address.Family != IpFamily.None && address.Port != 0 && candidates.Count < PathProber.PathsMax && !candidates.Contains(address))
        {
            candidates.Add(address);
        }
    }

    /// <summary>The index of an address; -1 if it is none of the candidates.</summary>
    public int PathOf(in UdpAddress from) => candidates.IndexOf(from);

    /// <summary>Sends to a candidate from the newest port of its family.</summary>
    public IoResult Send(int path, ReadOnlySpan<byte> datagram)
    {
        UdpAddress target = candidates[path];
        if (SocketFor(target) is not { } socket)
        {
            return IoResult.Closed;
        }

        IoResult result = socket.SendTo(target, datagram);

        // It may be what was heard of an earlier datagram; the second answer is about this one. What is forbidden is so now, and the rejection that a
        // firewall of this machine's own sends with it would be heard instead.
        return result.Status == IoStatus.Failed && result.Fault != NetworkFault.Forbidden ? socket.SendTo(target, datagram) : result;
    }

    /// <summary>Sends datagrams of one size to a candidate, many in one call.</summary>
    public IoResult Send(int path, ReadOnlySpan<byte> datagrams, int size)
    {
        if (datagrams.Length <= size)
        {
            return Send(path, datagrams);
        }

        UdpAddress target = candidates[path];
        return SocketFor(target) is { } socket ? socket.SendSegments(target, default, datagrams, size) : IoResult.Closed;
    }

    /// <summary>Datagrams may come together from now on.</summary>
    public void Coalesce()
    {
        coalesces = true;
        sockets.ForEach(socket => socket.Coalesce());
    }

    /// <summary>Opens a new port of each family in use, used from the next datagram on. Where none can be had, the old one stays in use.</summary>
    public void Hop()
    {
        bool usesIPv4 = sockets.Exists(socket => socket.Family == IpFamily.IPv4);
        bool usesIPv6 = sockets.Exists(socket => socket.Family == IpFamily.IPv6);
        _ = usesIPv4 ? TryOpen(IpFamily.IPv4) : null;
        _ = usesIPv6 ? TryOpen(IpFamily.IPv6) : null;
        CloseOldest(PortHopPolicy.PortsMax);
    }

    /// <summary>Closes the oldest sockets so that at most <paramref name="count"/> stay open, or one of each family.</summary>
    public void CloseOldest(int count)
    {
        for (int index = 0; index < sockets.Count && sockets.Count > count;)
        {
            IpFamily family = sockets[index].Family;
            if (sockets.FindLastIndex(socket => socket.Family == family) == index)
            {
                index++;
                continue;
            }

            sockets[index].Dispose();
            sockets.RemoveAt(index);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => sockets.ForEach(socket => socket.Dispose());

    private static UdpSocket Open(IpFamily family)
    {
        var socket = UdpSocket.Open(family);
        socket.KeepErrors();
        return socket;
    }

    private UdpSocket? SocketFor(in UdpAddress target)
    {
        IpFamily family = target.Family;
        return sockets.FindLast(one => one.Family == family) ?? TryOpen(family);
    }

    private UdpSocket? TryOpen(IpFamily family)
    {
        try
        {
            UdpSocket socket = Open(family);
            if (coalesces)
            {
                socket.Coalesce();
            }

            sockets.Add(socket);
            return socket;
        }
        catch (PlatformException)
        {
            return null;
        }
    }
}
