using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// A numeric IP address with a port (used for UDP, and for TCP by the fake proxy). A value without references: comparing and
/// copying costs nothing. IPv4-mapped IPv6 addresses are always held as IPv4, so one peer has one value whatever socket saw it.
/// </summary>
public readonly record struct UdpAddress
{
    /// <summary>Room that any socket address needs: <c>sizeof(struct sockaddr_in6)</c>.</summary>
    internal const int SocketAddressSize = 28;

    internal const int IPv4SocketAddressSize = 16;
    private const int IPv6TextSize = 46; // INET6_ADDRSTRLEN.
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000; // ::ffff:0:0/96, lower half.

    // The 16 octets of an IPv6 address as two big-endian numbers; IPv4 in the last four octets of low.
    private readonly ulong high;
    private readonly ulong low;

    private UdpAddress(IpFamily family, ulong high, ulong low, ushort port, uint scopeId)
    {
        Family = family;
        this.high = high;
        this.low = low;
        Port = port;
        ScopeId = scopeId;
    }

    /// <summary>The family; <see cref="IpFamily.None"/> for the default value.</summary>
    public IpFamily Family { get; }

    /// <summary>The port in host order; 0 = any or unknown.</summary>
    public ushort Port { get; }

    /// <summary>The interface of a link-local IPv6 address; else 0.</summary>
    public uint ScopeId { get; }

    /// <summary>True for 0.0.0.0 and <c>::</c>.</summary>
    public bool IsUnspecified => Family != IpFamily.None && high == 0 && low == 0;

    /// <summary>True for loopback (127.0.0.0/8, <c>::1</c>), link-local (169.254.0.0/16, fe80::/10), multicast and unspecified addresses.</summary>
    public bool IsLocal => Family switch
    {
        IpFamily.IPv4 => (low >> 24) is 0 or 127 or >= 224 || low >> 16 == 0xA9FE,
        IpFamily.IPv6 => (high == 0 && low <= 1) || high >> 54 == 0x3FA || high >> 56 == 0xFF,
        _ => true,
    };

    /// <summary>0.0.0.0 with a port.</summary>
    public static UdpAddress AnyIPv4(ushort port) => new(IpFamily.IPv4, 0, 0, port, 0);

    /// <summary><c>::</c> with a port. A socket bound to it takes IPv4 as well (spec 02 section 4.2).</summary>
    public static UdpAddress AnyIPv6(ushort port) => new(IpFamily.IPv6, 0, 0, port, 0);

    /// <summary>127.0.0.1 with a port.</summary>
    public static UdpAddress LoopbackIPv4(ushort port) => new(IpFamily.IPv4, 0, 0x7F00_0001, port, 0);

    /// <summary><c>::1</c> with a port.</summary>
    public static UdpAddress LoopbackIPv6(ushort port) => new(IpFamily.IPv6, 0, 1, port, 0);

    /// <summary>Reads a numeric address. No names are looked up.</summary>
    /// <param name="text">Dotted IPv4, or IPv6 with an optional <c>%interface</c> (name or number); no brackets.</param>
    /// <param name="port">The port to put in.</param>
    /// <param name="address">The address; the default value if the text is not one.</param>
    /// <returns>False if the text is not a numeric address or names an interface that does not exist.</returns>
    public static unsafe bool TryParse(ReadOnlySpan<char> text, ushort port, out UdpAddress address)
    {
        address = default;
        var percent = text.IndexOf('%');
        var host = percent < 0 ? text : text[..percent];
        if (host.IsEmpty || host.Contains('\0'))
        {
            return false;
        }

        Span<byte> octets = stackalloc byte[16];
        fixed (byte* name = NativeText.Encode(host), start = octets)
        {
            if (percent < 0 && Libc.ParseAddress(Libc.FamilyIPv4, name, start) == 1)
            {
                address = new(IpFamily.IPv4, 0, BinaryPrimitives.ReadUInt32BigEndian(octets), port, 0);
                return true;
            }

            if (Libc.ParseAddress(Libc.FamilyIPv6, name, start) != 1)
            {
                return false;
            }
        }

        var scope = 0u;
        if (percent >= 0 && !TryParseScope(text[(percent + 1)..], out scope))
        {
            return false;
        }

        address = FromOctets(octets, port, scope);
        return true;
    }

    /// <summary>From 4 octets of IPv4 or 16 of IPv6, in network order; others give the default value.</summary>
    public static UdpAddress FromNetworkOctets(ReadOnlySpan<byte> octets, ushort port) => octets.Length switch
    {
        4 => new(IpFamily.IPv4, 0, BinaryPrimitives.ReadUInt32BigEndian(octets), port, 0),
        16 => FromOctets(octets, port, 0),
        _ => default,
    };

    /// <summary>Writes 4 octets of IPv4 or 16 of IPv6, in network order.</summary>
    /// <returns>Octets written; 0 for the default value.</returns>
    public int WriteNetworkOctets(Span<byte> octets)
    {
        if (Family == IpFamily.IPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)low);
            return sizeof(uint);
        }

        if (Family == IpFamily.IPv6)
        {
            WriteOctets(octets);
            return 2 * sizeof(ulong);
        }

        return 0;
    }

    /// <summary>Writes 16 octets, IPv4 in its mapped form.</summary>
    /// <returns>Octets written.</returns>
    internal int WriteMappedOctets(Span<byte> octets)
    {
        WriteOctets(octets);
        return 2 * sizeof(ulong);
    }

    /// <summary>The same address with another port.</summary>
    /// <param name="port">The port, host order.</param>
    public UdpAddress WithPort(ushort port) => new(Family, high, low, port, ScopeId);

    /// <summary>The numeric address without the port: <c>192.0.2.1</c>, <c>fe80::1%2</c>. Empty for the default value. Allocates.</summary>
    public override unsafe string ToString()
    {
        if (Family == IpFamily.None)
        {
            return "";
        }

        Span<byte> octets = stackalloc byte[16];
        var text = stackalloc byte[IPv6TextSize];
        var isIPv4 = Family == IpFamily.IPv4;
        if (isIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)low);
        }
        else
        {
            WriteOctets(octets);
        }

        fixed (byte* start = octets)
        {
            var result = Libc.FormatAddress(isIPv4 ? Libc.FamilyIPv4 : Libc.FamilyIPv6, start, text, IPv6TextSize);
            Debug.Assert(result != null, "the buffer is large enough for every address");
        }

        var address = NativeText.Decode(text);
        return ScopeId == 0 ? address : string.Create(CultureInfo.InvariantCulture, $"{address}%{ScopeId}");
    }

    /// <summary>Address and port: <c>192.0.2.1:60001</c>, <c>[2001:db8::1]:60001</c>. Allocates.</summary>
    public string ToEndpointString() =>
        string.Concat(
        Family == IpFamily.IPv6 ? $"[{ToString()}]" : ToString(),
        ":",
        Port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a <c>struct sockaddr</c> as the kernel writes it.</summary>
    /// <param name="socketAddress">The structure; a family other than IPv4 or IPv6 or a short one gives the default value.</param>
    public static UdpAddress FromSocketAddress(ReadOnlySpan<byte> socketAddress)
    {
        if (socketAddress.Length < IPv4SocketAddressSize)
        {
            return default;
        }

        var family = Libc.ReadFamily(socketAddress);
        var port = BinaryPrimitives.ReadUInt16BigEndian(socketAddress[2..]);
        if (family == Libc.FamilyIPv4)
        {
            return new(IpFamily.IPv4, 0, BinaryPrimitives.ReadUInt32BigEndian(socketAddress[4..]), port, 0);
        }

        return family == Libc.FamilyIPv6 && socketAddress.Length >= SocketAddressSize
            ? FromOctets(socketAddress[8..24], port, MemoryMarshal.Read<uint>(socketAddress[24..]))
            : default;
    }

    /// <summary>Writes a <c>struct sockaddr</c> for a socket of the given family.</summary>
    /// <param name="socketAddress">At least 28 octets.</param>
    /// <param name="socketFamily">On an IPv6 socket an IPv4 address is written in its mapped form.</param>
    /// <returns>Octets written; 0 if the address cannot be used on such a socket.</returns>
    public int WriteSocketAddress(Span<byte> socketAddress, IpFamily socketFamily)
    {
        if (Family == IpFamily.None || (Family == IpFamily.IPv6 && socketFamily == IpFamily.IPv4))
        {
            return 0;
        }

        socketAddress[..SocketAddressSize].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(socketAddress[2..], Port);
        if (socketFamily == IpFamily.IPv4)
        {
            Libc.WriteFamily(socketAddress, Libc.FamilyIPv4, IPv4SocketAddressSize);
            BinaryPrimitives.WriteUInt32BigEndian(socketAddress[4..], (uint)low);
            return IPv4SocketAddressSize;
        }

        Libc.WriteFamily(socketAddress, Libc.FamilyIPv6, SocketAddressSize);
        WriteOctets(socketAddress[8..]);
        MemoryMarshal.Write(socketAddress[24..], ScopeId);
        return SocketAddressSize;
    }

    private static UdpAddress FromOctets(ReadOnlySpan<byte> octets, ushort port, uint scopeId)
    {
        var high = BinaryPrimitives.ReadUInt64BigEndian(octets);
        var low = BinaryPrimitives.ReadUInt64BigEndian(octets[8..]);
        return high == 0 && (low & 0xFFFF_FFFF_0000_0000) == MappedPrefix
            ? new(IpFamily.IPv4, 0, low & 0xFFFF_FFFF, port, 0)
            : new(IpFamily.IPv6, high, low, port, scopeId);
    }

    private static unsafe bool TryParseScope(ReadOnlySpan<char> text, out uint scope)
    {
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out scope))
        {
            return true;
        }

        if (text.IsEmpty || text.Contains('\0'))
        {
            return false;
        }

        fixed (byte* name = NativeText.Encode(text))
        {
            scope = Libc.InterfaceIndex(name);
        }

        return scope != 0;
    }

    // The 16 octets, IPv4 in its mapped form.
    private void WriteOctets(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt64BigEndian(octets, high);
        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], Family == IpFamily.IPv4 ? low | MappedPrefix : low);
    }
}
