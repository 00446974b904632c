using System.Numerics;

namespace Godwit.Transport;

/// <content>Raw deflate streams that begin with a history both ends have.</content>
internal static unsafe partial class Zlib
{
    // A block without compression: its type, its length, and that inverted (RFC 1951 section 3.2.4).
    private const int StoredHeader = 5;

    /// <summary>
    /// Appends a raw deflate stream that may refer to <paramref name="history"/>. The runtime does not offer zlib's preset dictionaries. So the
    /// history is compressed too, up to a whole octet, and what came out of that is thrown away.
    /// </summary>
    public static void DeflateAfter(ReadOnlySpan<byte> history, ReadOnlySpan<byte> message, ReusableBuffer output)
    {
        NativeZlib.Stream stream = default;
        Require(NativeZlib.DeflateInit(
            &stream, NativeZlib.ThoroughLevel, NativeZlib.Deflated, -WindowBits(history.Length + message.Length), NativeZlib.DefaultMemoryLevel, 0));
        var start = output.Length;
        if (!history.IsEmpty)
        {
            DeflateAll(&stream, history, NativeZlib.SyncFlush, output);
            output.Truncate(start);
        }

        DeflateAll(&stream, message, NativeZlib.Finish, output);
        NativeZlib.DeflateEnd(&stream);
    }

    /// <summary>
    /// Appends <paramref name="history"/> and what a raw deflate stream adds to it. The history goes in as a block without compression, which
    /// costs a copy.
    /// </summary>
    /// <returns>False if the stream is damaged, incomplete, or longer than <see cref="MessageLengthMax"/> inflated.</returns>
    public static bool TryInflateAfter(ReadOnlySpan<byte> history, ReadOnlySpan<byte> compressed, ReusableBuffer output)
    {
        NativeZlib.Stream stream = default;
        Require(NativeZlib.InflateInit(&stream, -NativeZlib.WindowBitsMax));
        var end = output.Length + history.Length + MessageLengthMax;
        var status = ZlibStatus.Ok;
        if (!history.IsEmpty)
        {
            var length = history.Length;
            ReadOnlySpan<byte> header = [0, (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)];
            status = InflateAll(&stream, header[..StoredHeader], output, end);
            status = status == ZlibStatus.Ok ? InflateAll(&stream, history, output, end) : status;
        }

        status = status == ZlibStatus.Ok ? InflateAll(&stream, compressed, output, end) : status;
        NativeZlib.InflateEnd(&stream);
        return status == ZlibStatus.StreamEnd && output.Length <= end;
    }

    /// <summary>The smallest window that reaches back over the whole of a message: zlib clears it first, and the largest is 64 KiB to clear.</summary>
    private static int WindowBits(int length)
    {
        // zlib does not look back over the last of its window (MIN_LOOKAHEAD).
        const int Lookahead = 262;
        return Math.Clamp(BitOperations.Log2((uint)(length + Lookahead)) + 1, NativeZlib.WindowBitsMin, NativeZlib.WindowBitsMax);
    }
}
