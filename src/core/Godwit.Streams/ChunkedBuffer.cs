using System.Numerics;

namespace Godwit.Streams;

/// <summary>
/// A window of a stream's octets, addressed by their offset in the stream: what is below <see cref="Start"/> is gone, what is above was
/// written anywhere or not yet. Who uses it knows what is in it, and keeps the window small.
/// </summary>
internal sealed class ChunkedBuffer(ChunkPool pool)
{
    private const int FirstCapacity = 4;

    // A ring, of a power of two: the chunk of offset o is at (first + o / ChunkLength - base) mod length.
    private byte[]?[] chunks = [];
    private int first;
    private ulong baseIndex;

    /// <summary>The lowest offset that is kept.</summary>
    public ulong Start { get; private set; }

    /// <summary>Room at an offset, up to the end of its chunk, which is made if it is not there.</summary>
    /// <param name="offset">Not below <see cref="Start"/>.</param>
    public Span<byte> RoomAt(ulong offset)
    {
        ref byte[]? chunk = ref Slot(offset);
        chunk ??= pool.Rent();
        return chunk.AsSpan((int)(offset % ChunkPool.ChunkLength));
    }

    /// <summary>The octets at an offset, up to the end of its chunk; empty if nothing was ever written there.</summary>
    public ReadOnlySpan<byte> At(ulong offset)
    {
        if (Index(offset) is not { } index || chunks[index] is not { } chunk)
        {
            return default;
        }

        return chunk.AsSpan((int)(offset % ChunkPool.ChunkLength));
    }

    /// <summary>Writes at an offset.</summary>
    public void Write(ulong offset, ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            Span<byte> room = RoomAt(offset);
            int length = Math.Min(room.Length, octets.Length);
            octets[..length].CopyTo(room);
            octets = octets[length..];
            offset += (ulong)length;
        }
    }

    /// <summary>Copies from an offset; all of it must have been written.</summary>
    public void CopyTo(ulong offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            ReadOnlySpan<byte> octets = At(offset);
            int length = Math.Min(octets.Length, target.Length);
            octets[..length].CopyTo(target);
            target = target[length..];
            offset += (ulong)length;
        }
    }

    /// <summary>Forgets what is below an offset. If that is the end of all that was written, nothing is held any more.</summary>
    /// <param name="offset">Not below <see cref="Start"/>.</param>
    /// <param name="isEmpty">True if nothing was written from there on; otherwise that must be in the window.</param>
    public void Discard(ulong offset, bool isEmpty)
    {
        Start = offset;
        if (isEmpty)
        {
            Clear();
            return;
        }

        for (ulong index = offset / ChunkPool.ChunkLength; baseIndex < index; baseIndex++)
        {
            Free(ref chunks[first]);
            first = (first + 1) & (chunks.Length - 1);
        }
    }

    /// <summary>Gives all chunks back.</summary>
    public void Clear()
    {
        for (int index = 0; index < chunks.Length; index++)
        {
            Free(ref chunks[index]);
        }

        chunks = chunks.Length > FirstCapacity ? [] : chunks;
        first = 0;
        baseIndex = Start / ChunkPool.ChunkLength;
    }

    private void Free(ref byte[]? chunk)
    {
        if (chunk is not null)
        {
            pool.Return(chunk);
            chunk = null;
        }
    }

    private int? Index(ulong offset)
    {
        ulong distance = (offset / ChunkPool.ChunkLength) - baseIndex;
        return distance < (ulong)chunks.Length ? (first + (int)distance) & (chunks.Length - 1) : null;
    }

    private ref byte[]? Slot(ulong offset)
    {
        int distance = (int)((offset / ChunkPool.ChunkLength) - baseIndex);
        if (distance >= chunks.Length)
        {
            var larger = new byte[]?[Math.Max(FirstCapacity, (int)BitOperations.RoundUpToPowerOf2((uint)(2 * (distance + 1))))];
            for (int index = 0; index < chunks.Length; index++)
            {
                larger[index] = chunks[(first + index) & (chunks.Length - 1)];
            }

            chunks = larger;
            first = 0;
        }

        return ref chunks[(first + distance) & (chunks.Length - 1)];
    }
}
