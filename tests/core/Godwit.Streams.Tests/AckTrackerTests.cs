using Godwit.Transport;

namespace Godwit.Streams.Tests;

public sealed class AckTrackerTests
{
    private const int RangesToldMax = 64;

    private static readonly Instant Start = new(5000);

    /// <summary>Numbers in any order: what is told has come, the latest is told for certain, and the delay is that of the largest.</summary>
    [Fact]
    public void Write_AnyNumbers_TellsWhatHasCome()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var tracker = new AckTracker();
            var came = new RangeSet();
            (ulong Number, Instant At)? largest = null;
            Instant now = Start;
            int disorder = random.Next(1, 100);
            for (ulong next = 0; next < 400; next++)
            {
                ulong number = next + (ulong)random.Next(disorder);
                if (came.Contains(number, number + 1))
                {
                    continue;
                }

                now += random.Next(30);
                came.Add(number, number + 1);
                largest = largest is { } known && known.Number > number ? known : (number, now);
                tracker.Note(now, number, asks: true);
                if (random.Next(3) == 0)
                {
                    Check(tracker, now += random.Next(30), came, largest.Value, seed);
                }
            }
        }
    }

    [Fact]
    public void Note_WhatComes_DecidesWhenItIsDue()
    {
        var tracker = new AckTracker();
        tracker.Note(Start, 10, asks: false);
        Assert.Equal((Instant.Never, false), (tracker.DueAt, tracker.IsOwed));
        tracker.Note(Start, 11, asks: true);
        Assert.Equal((Start + AckTracker.DelayMax, true), (tracker.DueAt, tracker.IsOwed));
        tracker.Note(Start + 10, 12, asks: false);
        Assert.Equal(Start + AckTracker.DelayMax, tracker.DueAt);
        tracker.Note(Start + 11, 13, asks: true);
        Assert.Equal(Start + 11, tracker.DueAt);
        Tell(tracker, Start + 11);
        Assert.Equal((Instant.Never, false), (tracker.DueAt, tracker.IsOwed));

        // Something is missing, and then is not: the sender is told both at once.
        tracker.Note(Start + 20, 15, asks: true);
        Assert.Equal(Start + 20, tracker.DueAt);
        Tell(tracker, Start + 20);
        tracker.Note(Start + 21, 14, asks: true);
        Assert.Equal(Start + 21, tracker.DueAt);
    }

    [Fact]
    public void Note_FillsTheOnlyHole_LeavesTheTimeOfTheLargest()
    {
        var tracker = new AckTracker();
        tracker.Note(Start, 1, asks: true);
        tracker.Note(Start, 3, asks: true);
        tracker.Note(Start + 20, 2, asks: true);
        (_, ulong largest, ulong delay) = Tell(tracker, Start + 20);
        Assert.Equal((3UL, 20UL), (largest, delay));
    }

    [Fact]
    public void Note_MoreHolesThanAreKept_TellsTheHighestAndStaysSmall()
    {
        var tracker = new AckTracker();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong index = 1; index < 100_000; index++)
        {
            tracker.Note(Start, index << 20, asks: true);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        (List<(ulong Start, ulong End)> told, ulong largest, _) = Tell(tracker, Start);
        Assert.Equal(99_999UL << 20, largest);
        Assert.Equal(RangesToldMax, told.Count);
    }

    [Fact]
    public void Urge_ToldBefore_TellsItAgain()
    {
        var tracker = new AckTracker();
        tracker.Urge(Start);
        Assert.False(tracker.IsOwed);
        tracker.Note(Start, 1, asks: true);
        Tell(tracker, Start);
        tracker.Urge(Start + 5);
        Assert.Equal((true, Start + 5), (tracker.IsOwed, tracker.DueAt));
        Assert.Equal(1UL, Tell(tracker, Start + 5).Largest);
    }

    private static void Check(AckTracker tracker, Instant now, RangeSet came, (ulong Number, Instant At) largest, int seed)
    {
        Assert.True(tracker.IsOwed);
        (List<(ulong Start, ulong End)> told, ulong number, ulong delay) = Tell(tracker, now);
        Assert.True((largest.Number, (ulong)(now - largest.At)) == (number, delay), $"seed {seed}: {largest.Number} came {now - largest.At} ms ago, told are {number} and {delay}");
        Assert.Equal(came[came.Count - 1].End, told[0].End);
        Assert.True(told.Count == Math.Min(came.Count, RangesToldMax), $"seed {seed}: {told.Count} of {came.Count} ranges");
        for (int index = 0; index < told.Count; index++)
        {
            Assert.Equal(came[came.Count - 1 - index], told[index]);
        }
    }

    private static (List<(ulong Start, ulong End)> Ranges, ulong Largest, ulong Delay) Tell(AckTracker tracker, Instant now)
    {
        var buffer = new byte[StreamMux.BodyMin - 1];
        Span<byte> room = buffer;
        tracker.Write(now, ref room);
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, buffer.Length - room.Length);
        Assert.Equal((byte)FrameKind.Ack, rest[0]);
        rest = rest[1..];
        (ulong largest, ulong delay, ulong more) = (Next(ref rest), Next(ref rest), Next(ref rest));
        ulong start = largest + 1 - Next(ref rest);
        List<(ulong, ulong)> ranges = [(start, largest + 1)];
        for (; more > 0; more--)
        {
            ulong end = start - Next(ref rest);
            start = end - Next(ref rest);
            ranges.Add((start, end));
        }

        Assert.True(rest.IsEmpty);
        return (ranges, largest, delay);
    }

    private static ulong Next(ref ReadOnlySpan<byte> rest)
    {
        Assert.True(Varint.TryRead(ref rest, out ulong value));
        return value;
    }
}
