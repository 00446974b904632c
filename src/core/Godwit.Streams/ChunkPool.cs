namespace Godwit.Streams;

/// <summary>Pieces of memory for what streams hold, all of one size. What is given back is used again, so a transfer allocates nothing.</summary>
internal sealed class ChunkPool
{
    /// <summary>Octets of a chunk: a read from a socket, and little for a stream that says a few words.</summary>
    public const int ChunkLength = 16 * 1024;

    // Two megabytes; the rest is left to the collector.
    private const int KeptMax = 128;

    private readonly Stack<byte[]> free = new();

    /// <summary>Chunks in use.</summary>
    public int Used { get; private set; }

    /// <summary>Octets of the chunks in use.</summary>
    public long Octets => (long)Used * ChunkLength;

    /// <summary>A chunk; what is in it is of no meaning.</summary>
    public byte[] Rent()
    {
        Used++;
        return free.TryPop(out byte[]? chunk) ? chunk : GC.AllocateUninitializedArray<byte>(ChunkLength);
    }

    /// <summary>Takes a chunk back; its user must forget it.</summary>
    public void Return(byte[] chunk)
    {
        Used--;
        if (free.Count < KeptMax)
        {
            free.Push(chunk);
        }
    }

    /// <summary>Leaves what nobody uses to the collector.</summary>
    public void Trim()
    {
        free.Clear();
        free.TrimExcess();
    }
}
