using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Godwit.Platform;

namespace Godwit.Forwarding;

/// <summary>The requests, by their octets. Each is looked at again with every octet that comes; they are short.</summary>
public sealed partial class SocksHandshake
{
    private const byte AddressIPv4 = 1;
    private const byte AddressName = 3;
    private const byte AddressIPv6 = 4;

    // version 4, command, port (2), IPv4 (4), user, 0; if the address is 0.0.0.x (x not 0): name, 0.
    private SocksOutcome Advance4()
    {
        const int UserOffset = 8;
        if (length <= UserOffset)
        {
            return SocksOutcome.NeedsMore;
        }

        ReadOnlySpan<byte> user = request.AsSpan(UserOffset, length - UserOffset);
        int end = user.IndexOf((byte)0);
        if (end < 0)
        {
            return user.Length > NameLengthMax ? Refuse(SocksReply.GeneralFailure) : SocksOutcome.NeedsMore;
        }

        ReadOnlySpan<byte> address = request.AsSpan(4, 4);
        bool hasName = address is [0, 0, 0, not 0];
        ReadOnlySpan<byte> name = user[(end + 1)..];
        int nameEnd = name.IndexOf((byte)0);
        if (hasName && nameEnd < 0)
        {
            return name.Length > NameLengthMax ? Refuse(SocksReply.GeneralFailure) : SocksOutcome.NeedsMore;
        }

        if (request[1] != Connect)
        {
            return Refuse(SocksReply.CommandNotSupported);
        }

        ushort port = BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(2));
        return hasName ? AcceptName(name[..nameEnd], port) : Accept(UdpAddress.FromNetworkOctets(address, 0).ToString(), port);
    }

    // version 5, number of methods, methods. The answer: version 5, method 0 (no authentication), or 255 for none.
    private SocksOutcome Greet()
    {
        const int MethodsOffset = 2;
        const byte NoAuthentication = 0;
        const byte NoMethod = 255;
        if (length < MethodsOffset || length < MethodsOffset + request[1])
        {
            return SocksOutcome.NeedsMore;
        }

        bool isOffered = request.AsSpan(MethodsOffset, request[1]).Contains(NoAuthentication);
        answer[0] = Version5;
        answer[1] = isOffered ? NoAuthentication : NoMethod;
        answerLength = 2;
        isGreeted = true;
        length = 0;
        return isOffered ? SocksOutcome.Answer : SocksOutcome.Refuse;
    }

    // version 5, command, 0, kind of address, address, port (2).
    private SocksOutcome Advance5()
    {
        const int AddressOffset = 4;
        const int PortSize = 2;
        if (length <= AddressOffset)
        {
            return SocksOutcome.NeedsMore;
        }

        byte kind = request[3];
        int size = kind switch
        {
            AddressIPv4 => 4,
            AddressIPv6 => 16,
            AddressName => 1 + request[AddressOffset],
            _ => 0,
        };
        if (size == 0)
        {
            return Refuse(SocksReply.AddressNotSupported);
        }

        if (length < AddressOffset + size + PortSize)
        {
            return SocksOutcome.NeedsMore;
        }

        if (request[1] != Connect)
        {
            return Refuse(SocksReply.CommandNotSupported);
        }

        ReadOnlySpan<byte> address = request.AsSpan(AddressOffset, size);
        ushort port = BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(AddressOffset + size));
        return kind == AddressName ? AcceptName(address[1..], port) : Accept(UdpAddress.FromNetworkOctets(address, 0).ToString(), port);
    }

    // A name goes on to a resolver and into messages: no control characters, no blanks, nothing that is not text.
    private SocksOutcome AcceptName(ReadOnlySpan<byte> name, ushort port)
    {
        const byte Delete = 0x7F;
        bool isText = Utf8.IsValid(name) && !name.ContainsAnyInRange((byte)0, (byte)' ') && !name.Contains(Delete);
        return isText && !name.IsEmpty ? Accept(Encoding.UTF8.GetString(name), port) : Refuse(SocksReply.GeneralFailure);
    }

    private SocksOutcome Accept(string host, ushort port)
    {
        if (port == 0)
        {
            return Refuse(SocksReply.GeneralFailure);
        }

        Host = host;
        Port = port;
        return SocksOutcome.Request;
    }
}
