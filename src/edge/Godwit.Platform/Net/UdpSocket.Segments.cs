using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Many datagrams in one call (udp(7): UDP_SEGMENT, UDP_GRO): for transfers. Where the system cannot, they go one by one.</summary>
public sealed unsafe partial class UdpSocket
{
    /// <summary>Octets that one call sends or receives at most.</summary>
    public const int BatchMax = 64 * 1024;

    /// <summary>Datagrams that one call sends at most.</summary>
    public const int SegmentsMax = 60;

    private bool cannotSegment;

    /// <summary>The size of the datagrams that came in one piece, of which the last may be shorter; 0 if it was a single one.</summary>
    public int ReceivedSegment { get; private set; }

    /// <summary>From now on datagrams of one sender may come together: the buffer must have <see cref="BatchMax"/> octets, and <see cref="ReceivedSegment"/> be looked at.</summary>
    public void Coalesce() => TrySetOption(Libc.LevelUdp, Libc.UdpCoalesce, 1);

    /// <summary>Sends datagrams of one size, the last of which may be shorter.</summary>
    /// <param name="to">Where.</param>
    /// <param name="from">As for <see cref="SendTo(in UdpAddress, in UdpAddress, ReadOnlySpan{byte})"/>.</param>
    /// <param name="datagrams">All of them, at most <see cref="SegmentsMax"/> and fewer than <see cref="BatchMax"/> octets.</param>
    /// <param name="size">Of one.</param>
    public IoResult SendSegments(in UdpAddress to, in UdpAddress from, ReadOnlySpan<byte> datagrams, int size)
    {
        if (datagrams.Length > size && !cannotSegment)
        {
            IoResult result = SendTogether(to, from, datagrams, (ushort)size);
            if (result.IsDone || result.Status == IoStatus.WouldBlock || result.ErrorNumber is not (Errno.InvalidArgument or Errno.InputOutput or Errno.MessageSize or Errno.NoProtocolOption))
            {
                return result;
            }

            // No such kernel, or a device that cannot add the checksums.
            cannotSegment = result.ErrorNumber != Errno.MessageSize;
        }

        IoResult last = default;
        for (int offset = 0; offset < datagrams.Length; offset += size)
        {
            last = SendTo(to, from, datagrams.Slice(offset, Math.Min(size, datagrams.Length - offset)));
        }

        return last;
    }

    private IoResult SendTogether(in UdpAddress to, in UdpAddress from, ReadOnlySpan<byte> datagrams, ushort size)
    {
        const int SegmentControlSize = 24; // CMSG_SPACE of two octets.
        var control = stackalloc byte[PacketInfoControlSize + SegmentControlSize];
        new Span<byte>(control, PacketInfoControlSize + SegmentControlSize).Clear();
        var header = (Libc.ControlHeader*)control;
        header->Level = Libc.LevelUdp;
        header->Type = Libc.UdpSegment;
        header->Length = (nuint)(sizeof(Libc.ControlHeader) + sizeof(ushort));
        *(ushort*)(header + 1) = size;
        int length = SegmentControlSize;
        if (from.Family != IpFamily.None && from.Family == to.Family)
        {
            length += WritePacketInfo(control + SegmentControlSize, from);
        }

        return SendMessage(to, datagrams, control, length);
    }

    private IoResult SendMessage(in UdpAddress to, ReadOnlySpan<byte> octets, byte* control, int controlLength)
    {
        var name = stackalloc byte[UdpAddress.SocketAddressSize];
        Libc.MessageHeader message = default;
        Libc.IoVector vector;
        message.Name = name;
        message.NameLength = (uint)to.WriteSocketAddress(new Span<byte>(name, UdpAddress.SocketAddressSize), Family);
        message.Vectors = &vector;
        message.VectorCount = 1;
        message.Control = control;
        message.ControlLength = (nuint)controlLength;
        fixed (byte* payload = octets)
        {
            vector.Base = payload;
            vector.Length = (nuint)octets.Length;
            nint count = Libc.SendMessage(Descriptor, &message, 0);
            return count >= 0 ? IoResult.Of(count) : IoResult.FromErrno(Libc.Errno);
        }
    }

    // in_pktinfo: interface, our address, (unused); in6_pktinfo: address, interface. No interface: routing decides.
    private int WritePacketInfo(byte* control, in UdpAddress from)
    {
        var isIPv4 = Family == IpFamily.IPv4;
        var header = (Libc.ControlHeader*)control;
        var data = new Span<byte>(header + 1, PacketInfoControlSize - sizeof(Libc.ControlHeader));
        data.Clear();
        header->Level = isIPv4 ? Libc.LevelIPv4 : Libc.LevelIPv6;
        header->Type = isIPv4 ? Libc.IPv4PacketInfo : Libc.IPv6PacketInfo;
        var length = isIPv4 ? IPv4PacketInfoSize : IPv6PacketInfoSize;
        header->Length = (nuint)(sizeof(Libc.ControlHeader) + length);
        _ = isIPv4 ? from.WriteNetworkOctets(data[sizeof(int)..]) : from.WriteMappedOctets(data);
        return (sizeof(Libc.ControlHeader) + length + Libc.ControlAlignment - 1) & -Libc.ControlAlignment;
    }
}
