using Godwit.Streams.Tests.Support;

namespace Godwit.Streams.Tests;

public sealed class StreamMuxMemoryTests
{
    private const int StreamOctetsMax = 4096;

    /// <summary>A forwarded connection that waits, of which there may be hundreds.</summary>
    [Fact]
    public void Stream_SaidAFewWordsAndWasRead_CostsLittle()
    {
        const int Streams = 200;
        var pair = new QuietPair();
        Exchange(pair); // What the first one brings, all share.
        (long client, long server) = (pair.ClientAllocated, pair.ServerAllocated);
        long own = 0;
        for (int count = 0; count < Streams; count++)
        {
            own += Exchange(pair);
        }

        Assert.Equal((Streams + 1, Streams + 1), (pair.Client.Count, pair.Server.Count));
        Assert.Equal((0L, 0L), (pair.Client.HeldOctets, pair.Server.HeldOctets));

        // Opening, writing and reading is counted at each end in full.
        Assert.InRange((pair.ClientAllocated - client + own) / Streams, 1, StreamOctetsMax);
        Assert.InRange((pair.ServerAllocated - server + own) / Streams, 1, StreamOctetsMax);
    }

    [Fact]
    public void GetRoom_NothingIsWritten_HoldsNothing()
    {
        var pair = new QuietPair();
        MuxStream stream = pair.Client.Open()!;
        Assert.False(stream.GetRoom().IsEmpty);
        stream.Advance(0);
        Assert.Equal(0, pair.Client.HeldOctets);
    }

    [Fact]
    public void Transfer_AfterTheBeginning_AllocatesNothing()
    {
        const long Length = 20_000_000;
        var pair = new QuietPair();
        MuxStream writer = pair.Client.Open()!;
        MuxStream? reader = null;
        ulong read = 0;
        long own = 0;
        pair.Turn = () =>
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            while (!writer.GetRoom().IsEmpty)
            {
                writer.Advance(writer.GetRoom().Length);
            }

            if (reader is null)
            {
                _ = pair.Server.TryAccept(out reader);
            }

            while (reader is { Readable.Length: > 0 and var length })
            {
                reader.Consume(length);
                read += (ulong)length;
            }

            own += GC.GetAllocatedBytesForCurrentThread() - start;
        };
        pair.Run(12_000);
        (ulong readBefore, long packetsBefore) = (read, pair.Packets);
        long before = pair.ClientAllocated + pair.ServerAllocated + own;
        while (read - readBefore < Length)
        {
            pair.Run(100);
            Assert.Null(pair.Client.Fault ?? pair.Server.Fault);
        }

        Assert.InRange(pair.Packets - packetsBefore, Length / 1172, long.MaxValue);
        Assert.Equal(0, pair.ClientAllocated + pair.ServerAllocated + own - before);
    }

    // Opens a stream; a word there and one back. What the calls of the owners allocated at both ends.
    private static long Exchange(QuietPair pair)
    {
        long start = GC.GetAllocatedBytesForCurrentThread();
        MuxStream mine = pair.Client.Open()!;
        mine.Write("hello"u8);
        long own = GC.GetAllocatedBytesForCurrentThread() - start;
        pair.Run(100);
        start = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(pair.Server.TryAccept(out MuxStream? theirs));
        theirs.Consume(theirs.Readable.Length);
        theirs.Write("you"u8);
        own += GC.GetAllocatedBytesForCurrentThread() - start;
        pair.Run(100);
        start = GC.GetAllocatedBytesForCurrentThread();
        mine.Consume(mine.Readable.Length);
        own += GC.GetAllocatedBytesForCurrentThread() - start;
        pair.Run(100);
        Assert.Equal((5UL, 3UL, 0L), (theirs.TotalRead, mine.TotalRead, mine.Unacknowledged + theirs.Unacknowledged));
        return own;
    }
}
