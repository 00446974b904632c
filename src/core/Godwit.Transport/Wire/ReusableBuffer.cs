using System.Buffers;

namespace Godwit.Transport;

/// <summary>
/// A growing array of octets that is kept from use to use, so that a steady stream of messages allocates nothing. What one
/// huge message made it grow to is given back at the next <see cref="Clear"/>.
/// </summary>
internal sealed class ReusableBuffer : IBufferWriter<byte>
{
    // Covers an instruction that repaints a large screen; anything above it is rare and not worth holding on to.
    private const int KeptCapacity = 64 * 1024;

    private const int FirstCapacity = 512;

    private byte[] octets = [];

    /// <summary>Octets written since the last <see cref="Clear"/>.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write or <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => octets.AsSpan(0, Length);

    /// <summary>Empties the buffer.</summary>
    public void Clear()
    {
        Length = 0;
        if (octets.Length > KeptCapacity)
        {
            octets = [];
        }
    }

    /// <summary>Takes back what was written behind the first <paramref name="length"/> octets.</summary>
    public void Truncate(int length) => Length = length;

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return octets.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return octets.AsSpan(Length);
    }

    private void Reserve(int sizeHint)
    {
        var wanted = Length + Math.Max(sizeHint, 1);
        if (wanted > octets.Length)
        {
            Array.Resize(ref octets, Math.Max(wanted, Math.Max(octets.Length * 2, FirstCapacity)));
        }
    }
}
