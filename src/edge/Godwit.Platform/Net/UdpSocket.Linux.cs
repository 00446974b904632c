using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>What only Linux needs.</summary>
public sealed unsafe partial class UdpSocket
{
    // Our datagrams are small; a path with a tiny MTU shall fragment them instead of swallowing them (spec 02 section 3).
    private void DisablePathMtuDiscovery()
    {
        const string Attempt = "cannot switch off path MTU discovery";
        SetOption(Libc.LevelIPv4, Libc.IPv4MtuDiscover, Libc.MtuDiscoverNever, Attempt);
        if (Family == IpFamily.IPv6)
        {
            SetOption(Libc.LevelIPv6, Libc.IPv6MtuDiscover, Libc.MtuDiscoverNever, Attempt);
        }
    }

    /// <summary>
    /// Asks the system to keep what routers and the other host say of datagrams that they cannot deliver (ICMP). From then on they have to be
    /// fetched with <see cref="TryReceiveError(out UdpAddress, out UdpAddress, out IoResult)"/> whenever the socket is readable, and a send may fail once for an earlier datagram.
    /// </summary>
    public void KeepErrors()
    {
        TrySetOption(Libc.LevelIPv4, Libc.IPv4ReceiveErrors, 1);
        if (Family == IpFamily.IPv6)
        {
            TrySetOption(Libc.LevelIPv6, Libc.IPv6ReceiveErrors, 1);
        }
    }

    /// <summary>Takes one of the errors that were kept.</summary>
    /// <param name="to">Where the datagram was to go.</param>
    /// <param name="error">The error; never <see cref="IoStatus.Done"/>.</param>
    /// <returns>False if there is none.</returns>
    public bool TryReceiveError(out UdpAddress to, out IoResult error) => TryReceiveError(out to, out _, out error);

    /// <summary>Takes one of the errors that were kept.</summary>
    /// <param name="to">Where the datagram was to go.</param>
    /// <param name="reporter">Who reported it, without a port: a router on the way, or the host itself. Nobody has proved that.</param>
    /// <param name="error">The error; never <see cref="IoStatus.Done"/>.</param>
    /// <returns>False if there is none.</returns>
    public bool TryReceiveError(out UdpAddress to, out UdpAddress reporter, out IoResult error)
    {
        // struct sock_extended_err: errno first, then the origin; behind it the address of who reported.
        const int ControlSize = 512;
        const int OriginOffset = 4;
        const int ReporterOffset = 16;
        const byte OriginLocal = 1;
        var control = stackalloc long[ControlSize / sizeof(long)];
        var name = stackalloc byte[UdpAddress.SocketAddressSize];
        to = reporter = default;
        error = default;
        while (true)
        {
            Libc.MessageHeader message = default;
            message.Name = name;
            message.NameLength = UdpAddress.SocketAddressSize;
            message.Control = (byte*)control;
            message.ControlLength = ControlSize;
            if (Libc.ReceiveMessage(Descriptor, &message, Libc.MessageErrorQueue) < 0)
            {
                return false;
            }

            to = UdpAddress.FromSocketAddress(new ReadOnlySpan<byte>(name, (int)message.NameLength));
            var end = (int)message.ControlLength;
            for (var offset = 0; offset + sizeof(Libc.ControlHeader) < end;)
            {
                var header = (Libc.ControlHeader*)(message.Control + offset);
                var data = (byte*)(header + 1);

                // What this machine itself refuses is the result of the send already.
                if ((header->Level, header->Type) is (Libc.LevelIPv4, Libc.IPv4ReceiveErrors) or (Libc.LevelIPv6, Libc.IPv6ReceiveErrors)
                    && data[OriginOffset] != OriginLocal)
                {
                    int reporterSize = (int)header->Length - sizeof(Libc.ControlHeader) - ReporterOffset;
                    reporter = reporterSize > 0 ? UdpAddress.FromSocketAddress(new ReadOnlySpan<byte>(data + ReporterOffset, reporterSize)).WithPort(0) : default;
                    error = IoResult.FromErrno(*(int*)data);
                    return true;
                }

                offset += ((int)header->Length + Libc.ControlAlignment - 1) & -Libc.ControlAlignment;
            }
        }
    }
}
