using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>How sockets come to be: unbound (client), bound with a port scan (server), inherited (detached server).</summary>
public sealed unsafe partial class UdpSocket
{
    // ECT(0) with DSCP 0: routers that are congested may mark instead of drop (RFC 3168).
    private const int EctTrafficClass = 0x02;

    /// <summary>A client's socket: unbound, the system picks port and source address at the first send.</summary>
    /// <param name="family">The target's family.</param>
    /// <exception cref="PlatformException">No socket to be had, or the family is not supported.</exception>
    public static UdpSocket Open(IpFamily family)
    {
        var descriptor = Libc.OpenSocket(
            family == IpFamily.IPv6 ? Libc.FamilyIPv6 : Libc.FamilyIPv4,
            Libc.SocketDatagram,
            blocking: false);
        if (descriptor < 0)
        {
            throw new PlatformException("cannot open a UDP socket", Libc.Errno);
        }

        var socket = new UdpSocket(descriptor, family);
        try
        {
            socket.SetOptions();
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return socket;
    }

    /// <summary>The address of this machine that a datagram would leave from; the default value if there is no way to the target.</summary>
    /// <param name="target">Any address with a port.</param>
    public static UdpAddress SourceTowards(in UdpAddress target)
    {
        var descriptor = Libc.OpenSocket(
            target.Family == IpFamily.IPv6 ? Libc.FamilyIPv6 : Libc.FamilyIPv4,
            Libc.SocketDatagram,
            blocking: false);
        if (descriptor < 0)
        {
            return default;
        }

        using var socket = new UdpSocket(descriptor, target.Family);
        Span<byte> name = stackalloc byte[UdpAddress.SocketAddressSize];
        var length = target.WriteSocketAddress(name, target.Family);
        fixed (byte* start = name)
        {
            // Sends nothing.
            return Libc.Connect(descriptor, start, (uint)length) == 0 ? socket.LocalAddress.WithPort(0) : default;
        }
    }

    /// <summary>A server's socket, bound to the first free port of the range.</summary>
    /// <param name="address">Where to bind; its port is not used. <c>::</c> takes IPv4 as well.</param>
    /// <param name="ports">The ports to try.</param>
    /// <exception cref="PlatformException">No port of the range can be bound; carries the last errno.</exception>
    public static UdpSocket Bind(in UdpAddress address, PortRange ports)
    {
        var socket = Open(address.Family);
        try
        {
            if (address.Family == IpFamily.IPv6 && address.IsUnspecified)
            {
                socket.SetOption(Libc.LevelIPv6, Libc.IPv6Only, 0, "cannot accept IPv4 on an IPv6 socket");
            }

            if (address.IsUnspecified)
            {
                socket.TrySetOption(Libc.LevelIPv4, Libc.IPv4PacketInfo, 1);
                if (address.Family == IpFamily.IPv6)
                {
                    socket.TrySetOption(Libc.LevelIPv6, Libc.IPv6ReceivePacketInfo, 1);
                }
            }

            socket.BindFirstFree(address, ports);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return socket;
    }

    /// <summary>
    /// A server's socket on every address of the machine. IPv4 only, as stock (spec 02 section 4.2 item 3); bind to
    /// <see cref="UdpAddress.AnyIPv6"/> for both families.
    /// </summary>
    /// <param name="ports">The ports to try.</param>
    /// <exception cref="PlatformException">No port of the range can be bound.</exception>
    public static UdpSocket BindAny(PortRange ports) => Bind(UdpAddress.AnyIPv4(0), ports);

    /// <summary>Takes over a bound socket that the parent process handed down (design D8).</summary>
    /// <param name="descriptor">An open UDP socket; owned by the result. It becomes non-blocking and close-on-exec.</param>
    /// <exception cref="PlatformException">The descriptor is not an IP socket; it stays open.</exception>
    public static UdpSocket Adopt(int descriptor)
    {
        Span<byte> address = stackalloc byte[UdpAddress.SocketAddressSize];
        var length = (uint)address.Length;
        fixed (byte* start = address)
        {
            if (Libc.GetSocketName(descriptor, start, &length) != 0)
            {
                throw new PlatformException("cannot take over the UDP socket", Libc.Errno);
            }
        }

        // By the socket's own family: a dual-stack socket may be bound to an address that reads as IPv4.
        var family = Libc.ReadFamily(address) switch
        {
            Libc.FamilyIPv4 => IpFamily.IPv4,
            Libc.FamilyIPv6 => IpFamily.IPv6,
            _ => throw new PlatformException("cannot take over the UDP socket: it is not an IP socket"),
        };

        FileDescriptor.SetNonBlocking(descriptor);
        FileDescriptor.SetCloseOnExec(descriptor);
        return new UdpSocket(descriptor, family);
    }

    private void BindFirstFree(in UdpAddress address, PortRange ports)
    {
        Span<byte> name = stackalloc byte[UdpAddress.SocketAddressSize];
        var errno = Errno.Invalid;
        for (int port = ports.Low; port <= ports.High; port++)
        {
            var length = address.WithPort((ushort)port).WriteSocketAddress(name, Family);
            fixed (byte* start = name)
            {
                if (Libc.Bind(Descriptor, start, (uint)length) == 0)
                {
                    return;
                }
            }

            errno = Libc.Errno;
            if (errno is not (Errno.AddressInUse or Errno.Access))
            {
                break; // The address itself is wrong: no other port will help.
            }
        }

        var where = ports.Low == ports.High ? $"UDP port {ports.Low}" : $"a UDP port from {ports.Low} to {ports.High}";
        throw new PlatformException($"cannot bind {where} on {address}", errno);
    }

    private void SetOptions()
    {
        // On an IPv6 socket the IPv4 options act on the IPv4-mapped traffic of a dual-stack socket.
        TrySetOption(Libc.LevelIPv4, Libc.IPv4Tos, EctTrafficClass);
        TrySetOption(Libc.LevelIPv4, Libc.IPv4ReceiveTos, 1);
        if (Family == IpFamily.IPv6)
        {
            TrySetOption(Libc.LevelIPv6, Libc.IPv6TrafficClass, EctTrafficClass);
            TrySetOption(Libc.LevelIPv6, Libc.IPv6ReceiveTrafficClass, 1);
        }

        DisablePathMtuDiscovery();
    }

    // ECN is a courtesy: a system without it must not keep a session from starting.
    private void TrySetOption(int level, int name, int value) =>
        _ = Libc.SetSocketOption(Descriptor, level, name, &value, sizeof(int));

    private void SetOption(int level, int name, int value, string attempt)
    {
        if (Libc.SetSocketOption(Descriptor, level, name, &value, sizeof(int)) != 0)
        {
            throw new PlatformException(attempt, Libc.Errno);
        }
    }
}
