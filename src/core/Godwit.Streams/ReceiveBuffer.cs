using Godwit.Transport;

namespace Godwit.Streams;

/// <summary>One direction of a stream at its receiver: what has come and was not read (RFC 9000 section 3.2).</summary>
internal sealed class ReceiveBuffer(ChunkPool pool)
{
    /// <summary>Octets that a peer may send before anything was read.</summary>
    public const int WindowStart = 32 * 1024;

    /// <summary>The same for a stream that is read as fast as it comes: 100 Mbit/s over 600 ms.</summary>
    public const int WindowMax = 8 * 1024 * 1024;

    // Holes in what has come; an honest peer whose every second packet gets lost makes fewer.
    private const int HolesMax = 1024;

    private readonly ChunkedBuffer octets = new(pool);
    private readonly RangeSet ahead = new();
    private ulong? end;
    private Instant raisedAt;

    /// <summary>Offset up to which the peer may send, as it was told.</summary>
    public ulong Limit { get; private set; } = WindowStart;

    /// <summary>Octets between what was read and the limit.</summary>
    public int Window { get; private set; } = WindowStart;

    /// <summary>Offset behind the last octet that has come, with holes or not.</summary>
    public ulong Highest { get; private set; }

    /// <summary>Offset of the next octet to be read.</summary>
    public ulong Position => octets.Start;

    /// <summary>Offset behind what can be read.</summary>
    public ulong Ready { get; private set; }

    /// <summary>True once the end was said and everything before it was read.</summary>
    public bool IsAtEnd => end == Position;

    /// <summary>True once the end was said and everything before it has come.</summary>
    public bool IsWhole => end == Ready;

    /// <summary>What can be read in one piece.</summary>
    public ReadOnlySpan<byte> Readable
    {
        get
        {
            ReadOnlySpan<byte> chunk = octets.At(Position);
            return chunk[..(int)Math.Min((ulong)chunk.Length, Ready - Position)];
        }
    }

    /// <summary>Takes octets.</summary>
    /// <param name="offset">Where they belong.</param>
    /// <param name="data">The octets.</param>
    /// <param name="isFinal">True if the stream ends behind them.</param>
    public ReceiveOutcome Take(ulong offset, ReadOnlySpan<byte> data, bool isFinal)
    {
        ulong dataEnd = offset + (ulong)data.Length;
        if (dataEnd > Limit || !CanEndAt(dataEnd, isFinal))
        {
            return ReceiveOutcome.Violation;
        }

        // An end alone may overtake the octets before it.
        if (dataEnd > Ready && !data.IsEmpty)
        {
            ulong start = Math.Max(offset, Ready);
            if (start > Ready && ahead.Count >= HolesMax)
            {
                return ReceiveOutcome.Refused;
            }

            octets.Write(start, data[(int)(start - offset)..]);
            Join(start, dataEnd);
        }

        end = isFinal ? dataEnd : end;
        Highest = Math.Max(Highest, dataEnd);
        return ReceiveOutcome.Taken;
    }

    /// <summary>Octets were read.</summary>
    /// <param name="length">At most those that were <see cref="Readable"/>.</param>
    public void Consume(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Readable.Length);
        ulong position = Position + (ulong)length;
        octets.Discard(position, isEmpty: position == Highest);
    }

    /// <summary>The peer has ended the stream before its end.</summary>
    /// <param name="finalSize">Octets that it has sent, in its own words.</param>
    /// <returns>False if that contradicts what has come.</returns>
    public bool TryReset(ulong finalSize)
    {
        if (finalSize > Limit || !CanEndAt(finalSize, isFinal: true))
        {
            return false;
        }

        end = finalSize;
        Highest = Math.Max(Highest, finalSize);
        Drop();
        return true;
    }

    /// <summary>Forgets what has come: nobody wants to read it.</summary>
    public void Drop()
    {
        octets.Discard(Highest, isEmpty: true);
        ahead.Clear();
        Ready = Highest;
    }

    /// <summary>True if the peer is to be told of a higher limit.</summary>
    public bool WantsRaise => end is null && Limit - Position <= (ulong)Window / 2;

    /// <summary>Raises the limit, if that is due.</summary>
    /// <param name="now">The current time: a reader that is quick gets a larger window.</param>
    /// <param name="roundTrip">In milliseconds.</param>
    /// <param name="spare">Octets that the windows of all streams together may still grow by; less afterwards if this one has grown.</param>
    public void Raise(Instant now, double roundTrip, ref long spare)
    {
        if (!WantsRaise)
        {
            return;
        }

        if (now - raisedAt < 4 * roundTrip && Window < WindowMax && spare >= Window)
        {
            spare -= Window;
            Window *= 2;
        }

        raisedAt = now;
        Limit = Position + (ulong)Window;
    }

    private void Join(ulong start, ulong dataEnd)
    {
        if (start == Ready && ahead.Count == 0)
        {
            Ready = dataEnd;
            return;
        }

        ahead.Add(start, dataEnd);
        if (ahead[0].Start == Ready)
        {
            Ready = ahead[0].End;
            ahead.RemoveFirst();
        }
    }

    private bool CanEndAt(ulong dataEnd, bool isFinal) => end is { } known ? dataEnd <= known && (!isFinal || dataEnd == known) : !isFinal || dataEnd >= Highest;
}
