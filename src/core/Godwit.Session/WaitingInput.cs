namespace Godwit.Session;

/// <summary>
/// What the user typed and nobody has sent yet; first in, first out. In blocks, so that its memory follows what waits, and the end of a long
/// paste leaves nothing behind. Bounded by its user.
/// </summary>
internal sealed class WaitingInput
{
    // Below the size from which on the runtime's heap keeps objects apart.
    private const int BlockSize = 32 * 1024;

    private readonly Queue<byte[]> blocks = new();
    private byte[]? last;
    private int start;
    private int end;

    /// <summary>Number of octets.</summary>
    public int Length { get; private set; }

    /// <summary>The oldest octets, as many as lie together; empty only if nothing waits.</summary>
    public ReadOnlySpan<byte> Oldest => Length == 0 ? default : blocks.Peek().AsSpan(start..(blocks.Count == 1 ? end : BlockSize));

    public void Append(ReadOnlySpan<byte> octets)
    {
        Length += octets.Length;
        while (!octets.IsEmpty)
        {
            if (last is null || end == BlockSize)
            {
                blocks.Enqueue(last = new byte[BlockSize]);
                end = 0;
            }

            int count = Math.Min(octets.Length, BlockSize - end);
            octets[..count].CopyTo(last.AsSpan(end));
            end += count;
            octets = octets[count..];
        }
    }

    /// <summary>Takes octets away from <see cref="Oldest"/>.</summary>
    public void Consume(int octets)
    {
        // What was typed does not stay in memory.
        byte[] block = blocks.Peek();
        block.AsSpan(start, octets).Clear();
        start += octets;
        Length -= octets;
        if (Length == 0 && blocks.Count == 1)
        {
            // One block is kept: keys come and go.
            (start, end) = (0, 0);
        }
        else if (start == BlockSize)
        {
            blocks.Dequeue();
            start = 0;
        }
    }

    /// <summary>Takes all away.</summary>
    public void Clear()
    {
        while (Length > 0)
        {
            Consume(Oldest.Length);
        }
    }
}
