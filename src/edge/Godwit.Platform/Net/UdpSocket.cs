using System.Diagnostics;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// A non-blocking, unconnected, close-on-exec UDP socket. Marks what it sends with ECT(0), learns the ECN bits of what it
/// receives, and lets routers fragment (no path MTU discovery), in both families (spec 02 sections 3 and 4).
/// </summary>
/// <remarks>Owns its descriptor. Sending and receiving do not allocate and do not throw.</remarks>
public sealed unsafe partial class UdpSocket : IDisposable
{
    private const int IPv6Octets = 16;
    private const int IPv4PacketInfoSize = 12;
    private const int IPv6PacketInfoSize = 20;
    private const int PacketInfoControlSize = 40; // CMSG_SPACE of the larger one.

    private UdpSocket(int descriptor, IpFamily family)
    {
        Descriptor = descriptor;
        Family = family;
    }

    /// <summary>The descriptor to poll; -1 after <see cref="Dispose"/>.</summary>
    public int Descriptor { get; private set; }

    /// <summary>The socket's family. An IPv6 socket bound to <c>::</c> also carries IPv4.</summary>
    public IpFamily Family { get; }

    /// <summary>The address and port the socket is bound to; port 0 before the first send of an unbound socket.</summary>
    public UdpAddress LocalAddress
    {
        get
        {
            Span<byte> address = stackalloc byte[UdpAddress.SocketAddressSize];
            var length = (uint)address.Length;
            fixed (byte* start = address)
            {
                return Libc.GetSocketName(Descriptor, start, &length) == 0
                    ? UdpAddress.FromSocketAddress(address[..(int)length])
                    : default;
            }
        }
    }

    /// <summary>Sends one datagram.</summary>
    /// <param name="to">Where; an IPv4 address is fine on a dual-stack socket.</param>
    /// <param name="datagram">The payload.</param>
    public IoResult SendTo(in UdpAddress to, ReadOnlySpan<byte> datagram)
    {
        Span<byte> address = stackalloc byte[UdpAddress.SocketAddressSize];
        var addressLength = to.WriteSocketAddress(address, Family);
        if (addressLength == 0)
        {
            return IoResult.FromErrno(Errno.AddressFamily);
        }

        fixed (byte* payload = datagram, name = address)
        {
            while (true)
            {
                var count = Libc.SendTo(Descriptor, payload, (nuint)datagram.Length, 0, name, (uint)addressLength);
                if (count >= 0)
                {
                    return IoResult.Of(count);
                }

                if (Libc.Errno != Errno.Interrupted)
                {
                    return IoResult.FromErrno(Libc.Errno);
                }
            }
        }
    }

    /// <summary>
    /// The address of this machine that the datagram received last was sent to, without a port; the default value where that is not told: only a
    /// socket bound to all addresses asks for it.
    /// </summary>
    public UdpAddress ReceivedAt { get; private set; }

    /// <summary>Sends one datagram from one of this machine's addresses, or from any if that one is gone.</summary>
    /// <param name="to">Where; an IPv4 address is fine on a dual-stack socket.</param>
    /// <param name="from">See <see cref="ReceivedAt"/>: whoever was spoken to is to answer, or a translator does not let it through.</param>
    /// <param name="datagram">The payload.</param>
    public IoResult SendTo(in UdpAddress to, in UdpAddress from, ReadOnlySpan<byte> datagram)
    {
        if (from.Family == IpFamily.None || from.Family != to.Family)
        {
            return SendTo(to, datagram);
        }

        var control = stackalloc byte[PacketInfoControlSize];
        var controlLength = WritePacketInfo(control, from);
        IoResult result = SendMessage(to, datagram, control, controlLength);
        return result.IsDone || result.ErrorNumber == Errno.MessageSize ? result : SendTo(to, datagram);
    }

    /// <summary>Takes one datagram.</summary>
    /// <param name="buffer">Receives the payload. Must hold 2048 octets for old releases (spec 02 section 4.1).</param>
    /// <param name="from">The sender; IPv4-mapped addresses come as IPv4.</param>
    /// <param name="ecn">The ECN bits of the IP header.</param>
    /// <param name="truncated">True if the datagram was larger than the buffer; drop it.</param>
    /// <returns>Done with the length; WouldBlock if there is none; Failed with a pending error, which this call has cleared.</returns>
    public IoResult Receive(Span<byte> buffer, out UdpAddress from, out Ecn ecn, out bool truncated)
    {
        // Four control messages (TOS, traffic class, and the address for each family) of at most 40 octets each; the rest is margin.
        const int ControlSize = 192;
        var control = stackalloc long[ControlSize / sizeof(long)];
        var name = stackalloc byte[UdpAddress.SocketAddressSize];
        Libc.MessageHeader message = default;
        Libc.IoVector vector;
        from = default;
        ecn = Ecn.NotCapable;
        truncated = false;
        fixed (byte* payload = buffer)
        {
            vector.Base = payload;
            vector.Length = (nuint)buffer.Length;
            message.Name = name;
            message.NameLength = UdpAddress.SocketAddressSize;
            message.Vectors = &vector;
            message.VectorCount = 1;
            message.Control = (byte*)control;
            message.ControlLength = ControlSize;
            nint count;
            while ((count = Libc.ReceiveMessage(Descriptor, &message, 0)) < 0)
            {
                if (Libc.Errno != Errno.Interrupted)
                {
                    return IoResult.FromErrno(Libc.Errno);
                }
            }

            from = UdpAddress.FromSocketAddress(new ReadOnlySpan<byte>(name, (int)message.NameLength));
            truncated = (message.Flags & Libc.MessageTruncated) != 0;
            ReadControl(message, out ecn);
            return IoResult.Of(count);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Descriptor >= 0)
        {
            _ = Libc.Close(Descriptor);
            Descriptor = -1;
        }
    }

    private void ReadControl(in Libc.MessageHeader message, out Ecn ecn)
    {
        const byte EcnBits = 3;
        const int DestinationOffset = 8; // in_pktinfo: interface, our address, the address in the header.
        ecn = Ecn.NotCapable;
        ReceivedAt = default;
        ReceivedSegment = 0;
        var offset = 0;
        var end = (int)message.ControlLength;
        while (offset + sizeof(Libc.ControlHeader) < end)
        {
            var header = (Libc.ControlHeader*)(message.Control + offset);
            var length = (int)header->Length;
            Debug.Assert(length > sizeof(Libc.ControlHeader) && offset + length <= end, "the kernel writes whole control messages");
            var data = (byte*)(header + 1);
            switch (header->Level, header->Type)
            {
                case (Libc.LevelIPv4, Libc.IPv4ReceivedTos):
                    ecn = (Ecn)(*data & EcnBits); // One octet.
                    break;
                case (Libc.LevelIPv6, Libc.IPv6TrafficClass):
                    ecn = (Ecn)(*(int*)data & EcnBits); // An int.
                    break;
                case (Libc.LevelIPv4, Libc.IPv4PacketInfo):
                    ReceivedAt = UdpAddress.FromNetworkOctets(new ReadOnlySpan<byte>(data + DestinationOffset, sizeof(int)), 0);
                    break;
                case (Libc.LevelUdp, Libc.UdpCoalesce):
                    ReceivedSegment = *(int*)data;
                    break;
                case (Libc.LevelIPv6, Libc.IPv6PacketInfo):
                    ReceivedAt = UdpAddress.FromNetworkOctets(new ReadOnlySpan<byte>(data, IPv6Octets), 0);
                    break;
                default:
                    break;
            }

            offset += (length + Libc.ControlAlignment - 1) & -Libc.ControlAlignment;
        }
    }
}
