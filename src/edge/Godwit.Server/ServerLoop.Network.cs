using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>Where this machine can be reached, and what tells of it.</summary>
internal sealed partial class ServerLoop
{
    /// <summary>
    /// An address or a route of this machine changed. If our datagrams now come from another address, the client is told by one: it goes on
    /// there, unless a translator between us lets nothing in from a stranger.
    /// </summary>
    private void HandleNetworkChange(Instant now)
    {
        network.Drain();
        Advertise();
        UdpAddress newSource = peer.Family == IpFamily.None ? default : UdpSocket.SourceTowards(peer);
        if (newSource != source)
        {
            source = newSource;
            answersFrom = default;
            attachment.Connection.Nudge(now);
        }
    }

    /// <summary>Tells a client of ours where else this machine can be reached; not if the user bound the server to one address.</summary>
    private void Advertise()
    {
        UdpAddress bound = socket.LocalAddress;
        if (!bound.IsUnspecified)
        {
            return;
        }

        const int AddressLengthMax = 19;
        Span<byte> list = stackalloc byte[AddressList.AddressesMax * AddressLengthMax];
        Span<byte> octets = stackalloc byte[AddressLengthMax];
        int length = 0;
        foreach (UdpAddress address in HostAddresses.List(bound.Port, AddressList.AddressesMax))
        {
            if (socket.Family == IpFamily.IPv6 || address.Family == IpFamily.IPv4)
            {
                length += AddressList.Write(list[length..], octets[..address.WriteNetworkOctets(octets)], bound.Port);
            }
        }

        attachment.Connection.Advertise(list[..length]);
    }
}
