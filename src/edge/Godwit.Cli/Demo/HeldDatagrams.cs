using System.Buffers;

namespace Godwit.Cli.Demo;

/// <summary>
/// The datagrams that are under way in one direction: each is held until its time. Bounded: the link model's queue bounds
/// what waits for the rate, this bounds what a flood can put on the long way behind it.
/// </summary>
/// <remarks>Owns the buffers, which come from the shared pool, from <see cref="TryHold"/> until the datagram is taken or the queue disposed.</remarks>
internal sealed class HeldDatagrams : IDisposable
{
    /// <summary>Most octets held: the deepest queue of a preset (3 MB) and as much again on the way.</summary>
    public const int BytesMax = 6_000_000;

    // By time, then by order of arrival: datagrams due at the same time keep their order.
    private readonly PriorityQueue<(byte[] Buffer, int Length), (long Due, long Order)> queue = new();
    private long order;

    /// <summary>Octets held now.</summary>
    public int Bytes { get; private set; }

    /// <summary>When the first datagram is due; <see cref="long.MaxValue"/> if none is held.</summary>
    public long NextDue => queue.TryPeek(out _, out (long Due, long Order) first) ? first.Due : long.MaxValue;

    /// <summary>Copies a datagram and holds it.</summary>
    /// <param name="due">When it is to be delivered, in microseconds.</param>
    /// <param name="datagram">The payload.</param>
    /// <returns>False if there is no room; the datagram is dropped then.</returns>
    public bool TryHold(long due, ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length > BytesMax - Bytes)
        {
            return false;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(datagram.Length);
        datagram.CopyTo(buffer);
        queue.Enqueue((buffer, datagram.Length), (due, order++));
        Bytes += datagram.Length;
        return true;
    }

    /// <summary>Takes the first datagram that is due.</summary>
    /// <param name="until">Datagrams due up to here count, in microseconds.</param>
    /// <param name="destination">Receives the payload; as large as the largest datagram held.</param>
    /// <param name="length">Its length.</param>
    /// <returns>False if none is due.</returns>
    public bool TryTake(long until, Span<byte> destination, out int length)
    {
        length = 0;
        if (NextDue > until)
        {
            return false;
        }

        (byte[] buffer, length) = queue.Dequeue();
        buffer.AsSpan(0, length).CopyTo(destination);
        ArrayPool<byte>.Shared.Return(buffer);
        Bytes -= length;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (queue.TryDequeue(out (byte[] Buffer, int Length) held, out _))
        {
            ArrayPool<byte>.Shared.Return(held.Buffer);
        }

        Bytes = 0;
    }
}
