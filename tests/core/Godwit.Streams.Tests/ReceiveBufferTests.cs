using Godwit.Transport;

namespace Godwit.Streams.Tests;

public sealed class ReceiveBufferTests
{
    private const int TotalMax = ReceiveBuffer.WindowStart - 1;
    private const int HolesMax = 1024;

    private static readonly byte[] Content = [.. Enumerable.Range(0, TotalMax).Select(offset => (byte)(offset * 31 >> 3))];

    /// <summary>Pieces in any order, with overlaps, more than once, read at any speed.</summary>
    [Fact]
    public void Take_PiecesInAnyOrder_AreReadOnceAndInOrder()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            if (Record.Exception(() => Live(new Random(seed))) is { } thrown)
            {
                Assert.Fail($"seed {seed}: {thrown}");
            }
        }
    }

    [Fact]
    public void Take_TheEndBeforeAnyOctet_WaitsForThem()
    {
        var pool = new ChunkPool();
        var buffer = new ReceiveBuffer(pool);
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(3, default, isFinal: true));
        Assert.False(buffer.IsWhole || buffer.IsAtEnd || !buffer.Readable.IsEmpty);
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(0, "abc"u8, isFinal: false));
        Assert.True(buffer.IsWhole);
        Assert.Equal("abc"u8, buffer.Readable);
        buffer.Consume(3);
        Assert.True(buffer.IsAtEnd);
        Assert.Equal(0, pool.Used);
    }

    [Fact]
    public void Take_NothingFarAhead_IsNoOctetAndHoldsNothing()
    {
        var pool = new ChunkPool();
        var buffer = new ReceiveBuffer(pool);
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(30_000, default, isFinal: false));
        Assert.Equal((30_000UL, 0UL, 0), (buffer.Highest, buffer.Ready, pool.Used));
        buffer.Take(0, Content.AsSpan(0, 20_000), isFinal: false);
        while (!buffer.Readable.IsEmpty)
        {
            buffer.Consume(buffer.Readable.Length);
        }

        Assert.Equal(20_000UL, buffer.Position);
        Assert.InRange(pool.Used, 0, 1);
    }

    [Theory]
    [InlineData(0, 11, true)] // Behind the end.
    [InlineData(0, 9, true)] // Another end.
    [InlineData(10, 1, false)]
    [InlineData(20, 0, false)]
    [InlineData(20, 0, true)]
    public void Take_ContradictsTheEnd_IsAViolation(ulong offset, int length, bool isFinal)
    {
        var buffer = new ReceiveBuffer(new ChunkPool());
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(5, Content.AsSpan(5, 5), isFinal: true));
        Assert.Equal(ReceiveOutcome.Violation, buffer.Take(offset, Content.AsSpan(0, length), isFinal));
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(0, Content.AsSpan(0, 10), isFinal: true));
        Assert.True(buffer.IsWhole);
    }

    [Fact]
    public void TakeAndReset_AnEndBeforeWhatHasCome_AreViolations()
    {
        var buffer = new ReceiveBuffer(new ChunkPool());
        buffer.Take(100, Content.AsSpan(0, 10), isFinal: false);
        Assert.Equal(ReceiveOutcome.Violation, buffer.Take(50, Content.AsSpan(0, 10), isFinal: true));
        Assert.False(buffer.TryReset(109));
        Assert.False(buffer.TryReset(buffer.Limit + 1));
        Assert.True(buffer.TryReset(110));
        Assert.False(buffer.TryReset(111));
        Assert.True(buffer.IsAtEnd);
    }

    [Fact]
    public void Take_BeyondTheLimit_IsAViolationEvenWithoutAnOctet()
    {
        var pool = new ChunkPool();
        var buffer = new ReceiveBuffer(pool);
        Assert.Equal(ReceiveOutcome.Violation, buffer.Take(buffer.Limit, "x"u8, isFinal: false));
        Assert.Equal(ReceiveOutcome.Violation, buffer.Take(buffer.Limit + 1, default, isFinal: true));
        Assert.Equal(ReceiveOutcome.Violation, buffer.Take(Varint.Max, "x"u8, isFinal: true));
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(buffer.Limit - 1, "x"u8, isFinal: false));
        Assert.InRange(pool.Used, 1, 1);
    }

    [Fact]
    public void Take_EverySecondOctet_IsRefusedBeyondSoManyHolesUntilTheyAreFilled()
    {
        var buffer = new ReceiveBuffer(new ChunkPool());
        int taken = 0;
        for (int index = 0; index < 10_000; index++)
        {
            taken += buffer.Take((ulong)((2 * index) + 1), Content.AsSpan((2 * index) + 1, 1), isFinal: false) == ReceiveOutcome.Taken ? 1 : 0;
        }

        Assert.Equal(HolesMax, taken);
        // What comes next in order is always taken, or nothing would ever go on.
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(0, Content.AsSpan(0, 1), isFinal: false));
        Assert.Equal(2UL, buffer.Ready);
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(9001, Content.AsSpan(9001, 1), isFinal: false));
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(0, Content.AsSpan(0, 20_000), isFinal: true));
        Assert.True(buffer.IsWhole);
        Assert.True(Content.AsSpan(0, buffer.Readable.Length).SequenceEqual(buffer.Readable));
    }

    [Fact]
    public void Raise_ReaderIsQuick_DoublesTheWindowUpToItsMaximum()
    {
        var buffer = new ReceiveBuffer(new ChunkPool());
        var now = new Instant(1000);
        var windows = new List<int>();
        long spare = 2 * ReceiveBuffer.WindowMax;
        for (int round = 0; round < 12; round++)
        {
            Pour(buffer, (int)(buffer.Limit - buffer.Position));
            Assert.True(buffer.WantsRaise);
            buffer.Raise(now += 20, roundTrip: 50, ref spare);
            Assert.Equal(buffer.Position + (ulong)buffer.Window, buffer.Limit);
            Assert.False(buffer.WantsRaise);
            windows.Add(buffer.Window);
        }

        Assert.Equal(ReceiveBuffer.WindowMax, windows[^1]);
        Assert.Equal(windows.Order(), windows);
        int before = buffer.Window;
        Pour(buffer, before);
        buffer.Raise(now + 10_000, roundTrip: 50, ref spare);
        Assert.Equal((2 * ReceiveBuffer.WindowMax) - (before - ReceiveBuffer.WindowStart), spare);
        Assert.Equal(before, buffer.Window);
    }

    [Fact]
    public void Raise_OthersHaveTakenWhatThereWas_LeavesTheWindow()
    {
        var buffer = new ReceiveBuffer(new ChunkPool());
        long spare = ReceiveBuffer.WindowStart - 1;
        Pour(buffer, ReceiveBuffer.WindowStart);
        buffer.Raise(new Instant(1000), roundTrip: 5000, ref spare);
        Assert.Equal((ReceiveBuffer.WindowStart, ReceiveBuffer.WindowStart - 1L), (buffer.Window, spare));
        Assert.Equal(buffer.Position + (ulong)buffer.Window, buffer.Limit);
    }

    [Fact]
    public void Raise_ReaderIsSlow_LeavesTheWindowAndNeverLowersTheLimit()
    {
        var buffer = new ReceiveBuffer(new ChunkPool());
        var now = new Instant(1000);
        long spare = 2 * ReceiveBuffer.WindowMax;
        for (int round = 0; round < 50; round++)
        {
            ulong before = buffer.Limit;
            Pour(buffer, ReceiveBuffer.WindowStart / 4);
            buffer.Raise(now += 1000, roundTrip: 50, ref spare);
            Assert.True(buffer.Limit >= before);
        }

        Assert.Equal(ReceiveBuffer.WindowStart, buffer.Window);
    }

    [Fact]
    public void WantsRaise_TheEndIsKnown_IsFalse()
    {
        var buffer = new ReceiveBuffer(new ChunkPool());
        buffer.Take(buffer.Limit - 1, "x"u8, isFinal: true);
        Pour(buffer, (int)buffer.Limit);
        Assert.False(buffer.WantsRaise);
    }

    [Fact]
    public void Drop_WithHoles_HoldsNothingAndTakesTheRest()
    {
        var pool = new ChunkPool();
        var buffer = new ReceiveBuffer(pool);
        buffer.Take(1000, Content.AsSpan(0, 1000), isFinal: false);
        buffer.Drop();
        Assert.Equal((0, 2000UL, 2000UL), (pool.Used, buffer.Position, buffer.Ready));
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(0, Content.AsSpan(0, 1000), isFinal: false));
        Assert.Equal(ReceiveOutcome.Taken, buffer.Take(2000, "x"u8, isFinal: true));
        buffer.Drop();
        Assert.True(buffer.IsWhole && buffer.IsAtEnd);
        Assert.Equal(0, pool.Used);
    }

    // Hands in and reads so many octets.
    private static void Pour(ReceiveBuffer buffer, int length)
    {
        for (int rest = length; rest > 0;)
        {
            int piece = Math.Min(rest, 10_000);
            ulong position = buffer.Position;
            buffer.Take(position, Content.AsSpan(0, piece), isFinal: false);
            while (!buffer.Readable.IsEmpty)
            {
                buffer.Consume(buffer.Readable.Length);
            }

            rest -= piece;
        }
    }

    private static void Live(Random random)
    {
        var pool = new ChunkPool();
        var buffer = new ReceiveBuffer(pool);
        int total = random.Next(4) == 0 ? random.Next(3) : random.Next(TotalMax);
        int pieceMax = random.Next(1, 3000);
        var came = new RangeSet();
        bool isEndSaid = false;
        int read = 0;
        for (int step = 0; !buffer.IsAtEnd; step++)
        {
            if (random.Next(4) > 0)
            {
                // Mostly near what is missing, so that it comes to an end.
                ulong missing = came.Count > 0 && came[0].Start == 0 ? came[0].End : 0;
                int offset = Math.Clamp((int)missing + random.Next(-pieceMax, 3 * pieceMax), 0, total);
                offset = random.Next(3) == 0 ? (int)missing : offset;
                int length = random.Next(Math.Min(pieceMax, total - offset) + 1);
                bool isFinal = offset + length == total && random.Next(2) == 0;
                Assert.Equal(ReceiveOutcome.Taken, buffer.Take((ulong)offset, Content.AsSpan(offset, length), isFinal));
                came.Add((ulong)offset, (ulong)(offset + length));
                isEndSaid |= isFinal;
            }
            else
            {
                int length = random.Next(buffer.Readable.Length + 1);
                Assert.True(Content.AsSpan(read, length).SequenceEqual(buffer.Readable[..length]));
                buffer.Consume(length);
                read += length;
            }

            int ready = came.Count > 0 && came[0].Start == 0 ? (int)came[0].End : 0;
            Assert.Equal(((ulong)read, (ulong)ready), (buffer.Position, buffer.Ready));
            Assert.Equal((isEndSaid && ready == total, isEndSaid && read == total), (buffer.IsWhole, buffer.IsAtEnd));
            Assert.Equal(read == ready, buffer.Readable.IsEmpty);
            Assert.InRange(pool.Octets, 0, (long)buffer.Highest - read + (2 * ChunkPool.ChunkLength));
        }

        Assert.Equal((total, 0), (read, pool.Used));
    }
}
