namespace Godwit.Streams.Tests;

public sealed class ChunkedBufferTests
{
    private const int Length = 40 * ChunkPool.ChunkLength;
    private const int WindowMax = 12 * ChunkPool.ChunkLength;

    [Fact]
    public void AnyOperations_LeaveWhatAnArrayHolds_AndAllChunksComeBack()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var pool = new ChunkPool();
            var buffer = new ChunkedBuffer(pool);
            var model = new byte[Length];
            var written = new RangeSet();
            while (buffer.Start < Length - WindowMax)
            {
                Change(random, buffer, model, written);
                CheckEqual(random, buffer, model, written);
                Assert.InRange(pool.Octets, 0, WindowMax + (2 * ChunkPool.ChunkLength));
                if (written.Count == 0)
                {
                    Assert.Equal(0, pool.Used);
                }
            }

            buffer.Clear();
            Assert.Equal(0, pool.Used);
        }
    }

    [Fact]
    public void At_NothingWasWrittenThere_IsEmpty()
    {
        var buffer = new ChunkedBuffer(new ChunkPool());
        Assert.True(buffer.At(0).IsEmpty);
        buffer.Write(3 * ChunkPool.ChunkLength, "x"u8);
        Assert.True(buffer.At(0).IsEmpty);
        Assert.True(buffer.At(4 * ChunkPool.ChunkLength).IsEmpty);
        Assert.True(buffer.At(1UL << 61).IsEmpty);
        Assert.Equal((byte)'x', buffer.At(3 * ChunkPool.ChunkLength)[0]);
    }

    [Fact]
    public void Return_MoreThanAreKept_LeavesTheRestToTheCollector()
    {
        var pool = new ChunkPool();
        byte[][] chunks = [.. Enumerable.Range(0, 300).Select(_ => pool.Rent())];
        Assert.Equal(300L * ChunkPool.ChunkLength, pool.Octets);
        Array.ForEach(chunks, pool.Return);
        Assert.Equal(0, pool.Used);
        Assert.InRange(Enumerable.Range(0, 300).Count(_ => Array.IndexOf(chunks, pool.Rent()) >= 0), 1, 128);
    }

    private static void Change(Random random, ChunkedBuffer buffer, byte[] model, RangeSet written)
    {
        if (random.Next(3) > 0)
        {
            int offset = (int)buffer.Start + random.Next(WindowMax);
            var octets = new byte[random.Next(Math.Min(3 * ChunkPool.ChunkLength, (int)buffer.Start + WindowMax - offset) + 1)];
            random.NextBytes(octets);
            buffer.Write((ulong)offset, octets);
            octets.CopyTo(model, offset);
            written.Add((ulong)offset, (ulong)(offset + octets.Length));
            return;
        }

        // As a reader does: up to somewhere in the first piece, or to the end of all.
        ulong end = written.Count == 0 ? buffer.Start + (ulong)random.Next(WindowMax) : written[written.Count - 1].End;
        ulong start = random.Next(4) == 0 || written.Count == 0 ? end : written[0].Start + (ulong)random.NextInt64((long)(written[0].End - written[0].Start + 1));
        written.Remove(0, start);
        buffer.Discard(start, isEmpty: start == end);
        Assert.Equal(start, buffer.Start);
    }

    private static void CheckEqual(Random random, ChunkedBuffer buffer, byte[] model, RangeSet written)
    {
        if (written.Count == 0)
        {
            return;
        }

        (ulong start, ulong end) = written[random.Next(written.Count)];
        int offset = random.Next((int)start, (int)end);
        var copy = new byte[(int)end - offset];
        buffer.CopyTo((ulong)offset, copy);
        Assert.True(model.AsSpan(offset, copy.Length).SequenceEqual(copy));
        ReadOnlySpan<byte> piece = buffer.At((ulong)offset);
        Assert.Equal(ChunkPool.ChunkLength - (offset % ChunkPool.ChunkLength), piece.Length);
    }
}
