using System.Buffers.Binary;
using System.Text;
using Godwit.Streams;

namespace Godwit.Forwarding;

/// <summary>The first message on a stream (docs/wire-protocol.md): two octets of length, kind, flags, number, port, and a text. What is behind them is of the future.</summary>
/// <param name="Kind">What the stream is for.</param>
/// <param name="Text">Host, path, address of the one who connected, or cookie; at most <see cref="TextMax"/> octets of UTF-8.</param>
/// <param name="Port">Port of the host; 0 if the text is a path.</param>
/// <param name="Number">Which of the client's listeners.</param>
/// <param name="Flags">See the constants.</param>
public readonly record struct StreamRequest(RequestKind Kind, string Text = "", ushort Port = 0, ushort Number = 0, byte Flags = 0)
{
    /// <summary>Octets of the text at most: the longest name, and the longest path of a local socket, with room.</summary>
    public const int TextMax = 300;

    /// <summary>Flag: datagrams, each behind two octets of length.</summary>
    public const byte Datagrams = 1;

    /// <summary>Flag: the text is the path of a local socket.</summary>
    public const byte IsPath = 2;

    /// <summary>Flag, to listen: a socket that is there already is removed.</summary>
    public const byte Replaces = 4;

    /// <summary>Said once by the end that did not open the stream, before anything else: what was asked for is there.</summary>
    public const byte Granted = 0;

    private const int LengthSize = 2;
    private const int HeaderSize = 6;

    /// <summary>Writes the message; a new stream has room for it.</summary>
    public void WriteTo(MuxStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> message = stackalloc byte[LengthSize + HeaderSize + TextMax];
        int text = Encoding.UTF8.GetBytes(Text, message[(LengthSize + HeaderSize)..]);
        BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)(HeaderSize + text));
        message[2] = (byte)Kind;
        message[3] = Flags;
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], Number);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], Port);
        _ = stream.Write(message[..(LengthSize + HeaderSize + text)]);
    }

    /// <summary>Reads the message off a stream once it has come.</summary>
    /// <param name="stream">A stream of which nothing was read.</param>
    /// <param name="request">The message.</param>
    /// <param name="isMalformed">True if it will never be one.</param>
    /// <returns>False if it is not there yet, or never will be.</returns>
    public static bool TryRead(MuxStream stream, out StreamRequest request, out bool isMalformed)
    {
        ArgumentNullException.ThrowIfNull(stream);
        request = default;
        isMalformed = false;
        ReadOnlySpan<byte> rest = stream.Readable;
        if (rest.Length < LengthSize)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        isMalformed = length is < HeaderSize or > HeaderSize + TextMax;
        if (isMalformed || rest.Length < LengthSize + length)
        {
            return false;
        }

        ReadOnlySpan<byte> message = rest.Slice(LengthSize, length);
        request = new StreamRequest(
            (RequestKind)message[0],
            Encoding.UTF8.GetString(message[HeaderSize..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[4..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[2..]),
            message[1]);
        isMalformed = request.Text.Contains('\0', StringComparison.Ordinal);
        stream.Consume(LengthSize + length);
        return !isMalformed;
    }
}
