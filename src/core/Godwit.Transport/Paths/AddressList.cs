using System.Buffers.Binary;

namespace Godwit.Transport;

/// <summary>
/// The form in which a server tells its addresses: for each the family (4 or 6), 4 or 16 octets, and the port, big endian. A view; reading
/// stops at the first thing that is wrong, so nothing a peer says can do more than shorten the list.
/// </summary>
public ref struct AddressList
{
    /// <summary>Addresses in one list at most.</summary>
    public const int AddressesMax = 16;

    private const byte FamilyIPv4 = 4;
    private const byte FamilyIPv6 = 6;
    private const int OctetsIPv4 = 4;
    private const int OctetsIPv6 = 16;
    private const int PortOctets = 2;

    private ReadOnlySpan<byte> rest;
    private int taken;

    /// <summary>Starts at the first address.</summary>
    public AddressList(ReadOnlySpan<byte> list) => rest = list;

    /// <summary>The current address: 4 octets of IPv4 or 16 of IPv6.</summary>
    public ReadOnlySpan<byte> Address { get; private set; }

    /// <summary>Its port; never 0.</summary>
    public ushort Port { get; private set; }

    /// <summary>Goes to the next address.</summary>
    /// <returns>False at the end, at what is no address, and after <see cref="AddressesMax"/>.</returns>
    public bool Read()
    {
        if (rest.IsEmpty || taken == AddressesMax)
        {
            return false;
        }

        var length = rest[0] switch
        {
            FamilyIPv4 => OctetsIPv4,
            FamilyIPv6 => OctetsIPv6,
            _ => int.MaxValue - PortOctets - 1,
        };
        if (rest.Length < 1 + length + PortOctets)
        {
            rest = default;
            return false;
        }

        Address = rest.Slice(1, length);
        Port = BinaryPrimitives.ReadUInt16BigEndian(rest[(1 + length)..]);
        rest = rest[(1 + length + PortOctets)..];
        taken++;
        return Port != 0;
    }

    /// <summary>Appends an address to a list.</summary>
    /// <param name="list">Where to write; 19 octets are enough.</param>
    /// <param name="address">4 or 16 octets.</param>
    /// <param name="port">The port.</param>
    /// <returns>Octets written.</returns>
    public static int Write(Span<byte> list, ReadOnlySpan<byte> address, ushort port)
    {
        list[0] = address.Length == OctetsIPv4 ? FamilyIPv4 : FamilyIPv6;
        address.CopyTo(list[1..]);
        BinaryPrimitives.WriteUInt16BigEndian(list[(1 + address.Length)..], port);
        return 1 + address.Length + PortOctets;
    }
}
