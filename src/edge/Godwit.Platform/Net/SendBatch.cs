namespace Godwit.Platform;

/// <summary>
/// Datagrams on their way to one address that leave in one call if they are of one size. Small until <see cref="Grow"/>: then each leaves alone, and
/// nothing is held.
/// </summary>
/// <param name="datagramMax">Octets of a datagram at most.</param>
public sealed class SendBatch(int datagramMax)
{
    private byte[] buffer = new byte[2 * datagramMax];
    private int length;
    private bool isClosed;

    /// <summary>Where the next datagram is to be written.</summary>
    public Span<byte> Room => buffer.AsSpan(length);

    /// <summary>Octets of each datagram but the last.</summary>
    public int Size { get; private set; }

    /// <summary>The number of the path that they take.</summary>
    public int Path { get; private set; }

    /// <summary>All datagrams that wait.</summary>
    public ReadOnlySpan<byte> Octets => buffer.AsSpan(0, length);

    /// <summary>True if nothing waits.</summary>
    public bool IsEmpty => length == 0;

    /// <summary>True if no more fits: <see cref="Octets"/> must be sent and <see cref="Clear"/> called.</summary>
    public bool IsFull => isClosed || buffer.Length - length < datagramMax || length >= Size * UdpSocket.SegmentsMax;

    /// <summary>From now on many leave together. Not while something waits.</summary>
    public void Grow()
    {
        if (buffer.Length < UdpSocket.BatchMax)
        {
            buffer = new byte[UdpSocket.BatchMax];
        }
    }

    /// <summary>True if a datagram in <see cref="Room"/> can go with those that wait.</summary>
    public bool Fits(int datagram, int path) => IsEmpty || (path == Path && datagram <= Size && !isClosed);

    /// <summary>Adds the datagram in <see cref="Room"/>, which <see cref="Fits"/>.</summary>
    public void Add(int datagram, int path)
    {
        Size = IsEmpty ? datagram : Size;
        Path = path;
        isClosed = datagram < Size;
        length += datagram;
    }

    /// <summary>Those that waited have been sent; keeps the one in <see cref="Room"/>, if there is one.</summary>
    /// <param name="datagram">Its octets; 0 for none.</param>
    public void Clear(int datagram = 0)
    {
        buffer.AsSpan(length, datagram).CopyTo(buffer);
        length = 0;
        isClosed = false;
    }
}
