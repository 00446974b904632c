namespace Godwit.Streams.Tests;

public sealed class VarintTests
{
    [Fact]
    public void WriteAndTryRead_AnyNumber_AreInverseAndEveryTruncationIsRefused()
    {
        var random = new Random(1);
        Span<byte> buffer = stackalloc byte[Varint.LengthMax + 1];
        for (int run = 0; run < 100_000; run++)
        {
            ulong value = (ulong)random.NextInt64() >> random.Next(1, 63);
            CheckBoth(value, buffer);
        }

        for (int bit = 0; bit < 62; bit++)
        {
            CheckBoth(1UL << bit, buffer);
            CheckBoth((1UL << bit) - 1, buffer);
        }

        CheckBoth(Varint.Max, buffer);
        Assert.Equal(Varint.LengthMax, Varint.Length(Varint.Max));
    }

    [Fact]
    public void TryRead_LargerThanMax_IsRefused()
    {
        Span<byte> buffer = stackalloc byte[10];
        foreach (ulong value in new[] { Varint.Max + 1, 1UL << 63, ulong.MaxValue })
        {
            Span<byte> room = buffer;
            Varint.Write(ref room, value);
            ReadOnlySpan<byte> rest = buffer[..^room.Length];
            Assert.False(Varint.TryRead(ref rest, out _));
        }
    }

    [Fact]
    public void TryRead_MoreOctetsThanANumberHas_IsRefused()
    {
        byte[] endless = [.. Enumerable.Repeat((byte)0x80, Varint.LengthMax), 0];
        ReadOnlySpan<byte> rest = endless;
        Assert.False(Varint.TryRead(ref rest, out _));
        rest = default;
        Assert.False(Varint.TryRead(ref rest, out _));

        // Longer than need be, but within bounds: nothing forbids it, and it is still one number.
        rest = [0x80, 0x80, 0x00, 0x55];
        Assert.True(Varint.TryRead(ref rest, out ulong value));
        Assert.Equal((0UL, 1), (value, rest.Length));
    }

    private static void CheckBoth(ulong value, Span<byte> buffer)
    {
        Span<byte> room = buffer;
        Varint.Write(ref room, value);
        int length = buffer.Length - room.Length;
        Assert.Equal(Varint.Length(value), length);
        buffer[length] = 0xff; // What follows is not looked at.
        ReadOnlySpan<byte> rest = buffer;
        Assert.True(Varint.TryRead(ref rest, out ulong back));
        Assert.Equal((value, buffer.Length - length), (back, rest.Length));
        for (int cut = 0; cut < length; cut++)
        {
            rest = buffer[..cut];
            Assert.False(Varint.TryRead(ref rest, out _));
        }
    }
}
