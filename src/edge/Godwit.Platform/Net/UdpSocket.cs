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

    /// <summary>Takes one datagram.</summary>
    /// <param name="buffer">Receives the payload. Must hold 2048 octets for old releases (spec 02 section 4.1).</param>
    /// <param name="from">The sender; IPv4-mapped addresses come as IPv4.</param>
    /// <param name="ecn">The ECN bits of the IP header.</param>
    /// <param name="truncated">True if the datagram was larger than the buffer; drop it.</param>
    /// <returns>Done with the length; WouldBlock if there is none; Failed with a pending error, which this call has cleared.</returns>
    public IoResult Receive(Span<byte> buffer, out UdpAddress from, out Ecn ecn, out bool truncated)
    {
        // Two control messages (TOS and traffic class) of at most 24 octets each; the rest is margin.
        const int ControlSize = 128;
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
            ecn = ReadEcn(message);
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

    private static Ecn ReadEcn(in Libc.MessageHeader message)
    {
        const byte EcnBits = 3;
        var offset = 0;
        var end = (int)message.ControlLength;
        while (offset + sizeof(Libc.ControlHeader) < end)
        {
            var header = (Libc.ControlHeader*)(message.Control + offset);
            var length = (int)header->Length;
            Debug.Assert(length > sizeof(Libc.ControlHeader) && offset + length <= end, "the kernel writes whole control messages");
            var data = (byte*)(header + 1);
            if (header->Level == Libc.LevelIPv4 && header->Type == Libc.IPv4ReceivedTos)
            {
                return (Ecn)(*data & EcnBits); // One octet.
            }

            if (header->Level == Libc.LevelIPv6 && header->Type == Libc.IPv6TrafficClass)
            {
                return (Ecn)(*(int*)data & EcnBits); // An int.
            }

            offset += (length + Libc.ControlAlignment - 1) & -Libc.ControlAlignment;
        }

        return Ecn.NotCapable;
    }
}
