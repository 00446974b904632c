namespace Godwit.Streams.Tests;

/// <summary>Frames taken, lost and acknowledged in any order: everything is said until it has arrived, and nothing is kept that has.</summary>
public sealed class SendBufferTests
{
    private const int TotalMax = 60_000;

    [Fact]
    public void AnyFateOfItsFrames_EverythingArrivesAndAllIsGivenBack()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            if (Record.Exception(() => new Sender(seed).Live()) is { } thrown)
            {
                Assert.Fail($"seed {seed}: {thrown}");
            }
        }
    }

    [Fact]
    public void NoteAcknowledged_TheEndBeforeAnyOctet_IsNotTheEndOfAll()
    {
        var buffer = new SendBuffer(new ChunkPool());
        buffer.Raise(100);
        "abc"u8.CopyTo(buffer.Room());
        buffer.Advance(3);
        buffer.Take(3, 100);
        buffer.Finish();
        Assert.Equal((3UL, 0, true, 0), buffer.Take(100, 100));
        buffer.NoteAcknowledged(new SentFrame(FrameKind.Stream, 0, 3, 0, true));
        Assert.False(buffer.IsComplete);
        buffer.NoteAcknowledged(new SentFrame(FrameKind.Stream, 0, 0, 3));
        Assert.True(buffer.IsComplete);
    }

    /// <summary>The end is told twice, the first time gets lost, the second arrives: there is nothing to repeat, or it would be tried for ever.</summary>
    [Fact]
    public void NoteAcknowledged_TheEndThatWasLostBefore_IsNotDueAnyMore()
    {
        var buffer = new SendBuffer(new ChunkPool());
        buffer.Raise(100);
        buffer.Advance(buffer.Room()[..10].Length);
        buffer.Take(5, 100);
        buffer.Take(5, 100);
        buffer.Finish();
        SentFrame end = Frame(buffer.Take(100, 100));
        buffer.NoteLost(new SentFrame(FrameKind.Stream, 0, 5, 5));
        SentFrame both = Frame(buffer.Take(100, 100));
        Assert.True(end.IsFinal && both is { IsFinal: true, Offset: 5, Length: 5 });
        buffer.NoteLost(end);
        buffer.NoteAcknowledged(both);
        Assert.False(buffer.HasRepeats || buffer.IsComplete);
    }

    [Fact]
    public void Take_TheEndIsUnderWay_DoesNotSayItAgain()
    {
        var buffer = new SendBuffer(new ChunkPool());
        buffer.Finish();
        Assert.True(buffer.Take(100, 100).IsFinal);
        Assert.False(buffer.Take(100, 100).IsFinal);
    }

    [Fact]
    public void Drop_WithOctetsUnderWay_KeepsNothingAndRemembersWhatWasSent()
    {
        var pool = new ChunkPool();
        var buffer = new SendBuffer(pool);
        buffer.Raise(50_000);
        for (int count = 0; count < 3; count++)
        {
            buffer.Advance(buffer.Room().Length);
        }

        buffer.Take(1000, 50_000);
        buffer.Take(1000, 50_000);
        buffer.NoteLost(new SentFrame(FrameKind.Stream, 0, 0, 1000));
        buffer.Drop();
        Assert.Equal((0, 0L, 2000UL, 2000UL, 0UL), (pool.Used, buffer.Held, buffer.Sent, buffer.End, buffer.Fresh));
        Assert.True(buffer.IsFinished && !buffer.HasRepeats && !buffer.IsBlocked);
    }

    /// <summary>
    /// A peer that says of every second frame, as short as they may be, that it has come, and then that the others have not: the pieces are bounded, and each
    /// loss looks only at those that it touches.
    /// </summary>
    [Fact]
    public void NoteLost_BetweenCountlessPieces_LooksAtThoseItTouches()
    {
        const int Frames = 100_000;
        var buffer = new SendBuffer(new ChunkPool());
        buffer.Raise(2 * Frames);
        while (buffer.End < 2 * Frames)
        {
            buffer.Advance(buffer.Room().Length);
        }

        List<SentFrame> frames = [];
        for (int count = 0; count < Frames; count++)
        {
            frames.Add(Frame(buffer.Take(2, 2)));
            if (count % 2 == 1)
            {
                buffer.NoteAcknowledged(frames[^1]);
            }
        }

        int looked = frames.Where((_, index) => index % 2 == 0).Sum(frame => buffer.NoteLost(frame));
        Assert.Equal(0, looked); // A frame touches none of those beside it.
        Assert.InRange(buffer.NoteLost(new SentFrame(FrameKind.Stream, 0, 0, 2 * Frames)), 1, 2048);

        // What was too much to remember is said again.
        ulong repeated = 0;
        while (buffer.Take(1000, 0) is { Length: > 0 and var length })
        {
            repeated += (ulong)length;
        }

        Assert.Equal((2UL * Frames) - (2 * 2048), repeated);
    }

    /// <summary>Whatever has arrived, a frame that got lost is repeated where it had not.</summary>
    [Fact]
    public void NoteLost_APieceOfItHasArrived_RepeatsTheRest()
    {
        var buffer = new SendBuffer(new ChunkPool());
        buffer.Raise(100);
        buffer.Advance(buffer.Room()[..100].Length);
        SentFrame whole = Frame(buffer.Take(100, 100));
        buffer.NoteAcknowledged(new SentFrame(FrameKind.Stream, 0, 20, 10));
        buffer.NoteAcknowledged(new SentFrame(FrameKind.Stream, 0, 90, 10));
        Assert.Equal(2, buffer.NoteLost(whole));
        Assert.Equal((0UL, 20, false, 0), buffer.Take(50, 0));
        Assert.Equal((30UL, 60, false, 0), buffer.Take(100, 0));
        Assert.False(buffer.HasRepeats);
    }

    private static SentFrame Frame((ulong Offset, int Length, bool IsFinal, int Fresh) taken) => new(FrameKind.Stream, 0, taken.Offset, taken.Length, taken.IsFinal);

    private sealed class Sender
    {
        private static readonly byte[] Content = [.. Enumerable.Range(0, TotalMax).Select(offset => (byte)(offset * 31 >> 3))];

        private readonly Random random;
        private readonly ChunkPool pool = new();
        private readonly SendBuffer buffer;
        private readonly byte[] arrived = new byte[TotalMax];
        private readonly RangeSet arrivedRanges = new();
        private readonly List<SentFrame> underWay = [];
        private readonly int total;
        private readonly double loss;
        private bool hasEndArrived;
        private ulong fresh;

        public Sender(int seed)
        {
            random = new Random(seed);
            buffer = new SendBuffer(pool);
            total = random.Next(4) == 0 ? random.Next(3) : random.Next(TotalMax);
            loss = random.NextDouble() * 0.6;
        }

        public void Live()
        {
            int steps = 0;
            while (!buffer.IsComplete)
            {
                Assert.True(++steps < 100_000, "It does not come to an end.");
                switch (random.Next(5))
                {
                    case 0:
                        Write();
                        break;
                    case 1:
                        buffer.Raise(buffer.Limit + (ulong)random.Next(5000));
                        buffer.Raise(buffer.Limit / 2);
                        break;
                    case 2 when underWay.Count > 0:
                        Decide(random.Next(underWay.Count));
                        break;
                    default:
                        Take();
                        break;
                }

                Check();
            }

            Assert.True(hasEndArrived);
            Assert.True(arrivedRanges.Contains(0, (ulong)total));
            Assert.Equal((0, 0L), (pool.Used, buffer.Held));
            Assert.True(arrived.AsSpan(0, total).SequenceEqual(Content.AsSpan(0, total)));
        }

        private void Write()
        {
            Span<byte> room = buffer.Room();
            int length = Math.Min(random.Next(room.Length + 1), total - (int)buffer.End);
            Content.AsSpan((int)buffer.End, length).CopyTo(room);
            buffer.Advance(length);
            if ((int)buffer.End == total && random.Next(3) == 0)
            {
                buffer.Finish();
            }
        }

        private void Take()
        {
            bool mustGive = buffer.HasRepeats;
            int lengthMax = random.Next(1, 3000);
            ulong credit = (ulong)random.Next(3000);
            (ulong offset, int length, bool isFinal, int isNew) = buffer.Take(lengthMax, credit);
            Assert.True(length > 0 || isFinal || !mustGive, "What is to be repeated is not given.");
            Assert.True(length <= lengthMax && (ulong)isNew <= credit && offset + (ulong)length <= Math.Min(buffer.End, buffer.Limit));
            Assert.True(isNew == 0 || offset == fresh, "What is new is in order.");
            fresh += (ulong)isNew;
            if (length == 0 && !isFinal)
            {
                return;
            }

            Assert.True(!isFinal || (buffer.IsFinished && offset + (ulong)length == buffer.End));
            var octets = new byte[length];
            buffer.CopyTo(offset, octets);
            Assert.True(octets.AsSpan().SequenceEqual(Content.AsSpan((int)offset, length)));
            underWay.Add(new SentFrame(FrameKind.Stream, 0, offset, length, isFinal));
        }

        private void Decide(int index)
        {
            SentFrame frame = underWay[index];
            underWay.RemoveAt(index);
            if (random.NextDouble() < loss)
            {
                buffer.NoteLost(frame);
                return;
            }

            Content.AsSpan((int)frame.Offset, frame.Length).CopyTo(arrived.AsSpan((int)frame.Offset));
            arrivedRanges.Add(frame.Offset, frame.Offset + (ulong)frame.Length);
            hasEndArrived |= frame.IsFinal;
            buffer.NoteAcknowledged(frame);
        }

        // What is held begins behind all that has arrived in one piece.
        private void Check()
        {
            ulong contiguous = arrivedRanges.Count > 0 && arrivedRanges[0].Start == 0 ? arrivedRanges[0].End : 0;
            Assert.Equal((long)(buffer.End - contiguous), buffer.Held);
            Assert.InRange(pool.Octets, 0, buffer.Held + (2 * ChunkPool.ChunkLength));
            Assert.Equal(hasEndArrived && contiguous == buffer.End, buffer.IsComplete);
        }
    }
}
