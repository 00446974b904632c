namespace Godwit.Terminal;

/// <summary>The text of a string sequence while it arrives: grows up to a limit the caller gives, drops the rest, gives large memory back.</summary>
internal struct StringBuffer
{
    /// <summary>First size: holds any title and most links.</summary>
    private const int InitialBytes = 256;

    /// <summary>Larger buffers are not kept after use: they come from rare clipboard writes.</summary>
    private const int KeptBytesMax = 4096;

    private byte[]? bytes;
    private int length;

    /// <summary>The text so far.</summary>
    public readonly ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>True if some of the text was dropped.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Empties the buffer.</summary>
    public void Clear()
    {
        length = 0;
        IsTruncated = false;
        if (bytes is { Length: > KeptBytesMax })
        {
            bytes = null;
        }
    }

    /// <summary>Adds text. What does not fit into <paramref name="limit"/> octets is dropped, and everything after it.</summary>
    public void Append(ReadOnlySpan<byte> addition, int limit)
    {
        if (IsTruncated)
        {
            return;
        }

        if (addition.Length > limit - length)
        {
            IsTruncated = true;
            addition = addition[..WholeCharacters(addition, limit - length)];
        }

        int needed = length + addition.Length;
        if (bytes is null || bytes.Length < needed)
        {
            Array.Resize(ref bytes, Math.Max(InitialBytes, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed)));
        }

        addition.CopyTo(bytes.AsSpan(length));
        length = needed;
    }

    /// <summary>An independent copy.</summary>
    public readonly StringBuffer Copy() => this with { bytes = length == 0 ? null : (byte[])bytes!.Clone() };

    private static int WholeCharacters(ReadOnlySpan<byte> utf8, int count)
    {
        while (count > 0 && (utf8[count] & 0xC0) == 0x80)
        {
            count--;
        }

        return count;
    }
}
