using System.Buffers.Text;
using System.Diagnostics;

namespace Godwit.Display;

/// <summary>The bytes of the frame that is being written: one array that grows once and is kept.</summary>
internal sealed class FrameBuffer
{
    /// <summary>A repainted 80×24 screen of plain text fits without growing.</summary>
    private const int InitialCapacity = 4096;

    /// <summary>Digits of the largest 32-bit integer.</summary>
    private const int NumberBytesMax = 10;

    private byte[] bytes = new byte[InitialCapacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Puts one octet before all others.</summary>
    public void Prepend(byte value)
    {
        Reserve(1);
        bytes.AsSpan(0, Length).CopyTo(bytes.AsSpan(1));
        bytes[0] = value;
        Length++;
    }

    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void Append(ReadOnlySpan<byte> values)
    {
        values.CopyTo(Reserve(values.Length));
        Length += values.Length;
    }

    public void Repeat(byte value, int count)
    {
        Reserve(count)[..count].Fill(value);
        Length += count;
    }

    public void AppendNumber(int value)
    {
        bool fits = Utf8Formatter.TryFormat(value, Reserve(NumberBytesMax), out int written);
        Debug.Assert(fits && value >= 0);
        Length += written;
    }

    /// <summary>A control sequence with one parameter that is left out if it is 1, which every function used here defaults to.</summary>
    public void AppendCsi(int parameter, byte final)
    {
        Append("\e["u8);
        if (parameter != 1)
        {
            AppendNumber(parameter);
        }

        Append(final);
    }

    /// <summary>Room for at least <paramref name="count"/> octets at the end; <see cref="Commit"/> says how many were used.</summary>
    public Span<byte> Reserve(int count)
    {
        if (bytes.Length - Length < count)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        }

        return bytes.AsSpan(Length);
    }

    public void Commit(int count) => Length += count;

    /// <summary>Drops everything from <paramref name="length"/> on.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Drops what lies between two positions; what follows moves up.</summary>
    public void Remove(int from, int to)
    {
        bytes.AsSpan(to, Length - to).CopyTo(bytes.AsSpan(from));
        Length -= to - from;
    }
}
