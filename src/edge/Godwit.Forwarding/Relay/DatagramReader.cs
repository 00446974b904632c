using System.Buffers.Binary;
using Godwit.Streams;

namespace Godwit.Forwarding;

/// <summary>Datagrams on a stream: two octets of length before each, so that their boundaries are kept.</summary>
internal sealed class DatagramReader
{
    /// <summary>Octets of a UDP payload at most.</summary>
    public const int LengthMax = 65_507;

    private const int LengthSize = 2;
    private const int UsualLength = 2048;

    // What waits is late: beyond this a datagram is dropped, as a full queue does with it.
    private const int WaitingMax = 128 * 1024;

    private byte[] held = new byte[UsualLength];
    private int count;

    /// <summary>Writes a datagram, or drops it whole if the stream is slower.</summary>
    public static void Write(MuxStream stream, ReadOnlySpan<byte> datagram)
    {
        if (stream.Unacknowledged > WaitingMax || stream.WriteSpace < LengthSize + datagram.Length)
        {
            return;
        }

        Span<byte> length = stackalloc byte[LengthSize];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)datagram.Length);
        _ = stream.Write(length);
        _ = stream.Write(datagram);
    }

    /// <summary>Takes octets off a stream until a datagram is whole.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="datagram">The datagram; valid until the next call.</param>
    public bool TryRead(MuxStream stream, out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        while (true)
        {
            int wanted = count < LengthSize ? LengthSize : LengthSize + BinaryPrimitives.ReadUInt16BigEndian(held);
            if (count >= LengthSize && count == wanted)
            {
                count = 0;
                datagram = held.AsSpan(LengthSize, wanted - LengthSize);
                return true;
            }

            if (held.Length < wanted)
            {
                Array.Resize(ref held, wanted);
            }

            ReadOnlySpan<byte> readable = stream.Readable;
            if (readable.IsEmpty)
            {
                return false;
            }

            int length = Math.Min(readable.Length, wanted - count);
            readable[..length].CopyTo(held.AsSpan(count));
            stream.Consume(length);
            count += length;
        }
    }
}
