namespace Godwit.Link.Tests;

public sealed class LinkTraceTests
{
    private const long Millisecond = 1000;
    private const int Opportunity = LinkTrace.OpportunityBytes;

    [Fact]
    public void TryParse_MahimahiFile_IsRead()
    {
        Assert.True(LinkTrace.TryParse("0\n3\r\n\n3\n10\n", out LinkTrace? trace, out string reason), reason);
        Assert.Equal(4, trace!.Count);
        Assert.Equal(10, trace.DurationMilliseconds);
        Assert.Equal(4 * Opportunity * 8 * 100.0, trace.MeanBitsPerSecond);
    }

    [Theory]
    [InlineData("", "no line")]
    [InlineData("1\nx\n", "line 2")]
    [InlineData("-1\n5\n", "line 1")]
    [InlineData("5\n4\n", "opportunity 2")]
    [InlineData("0\n0\n", "between 1 and")]
    [InlineData("99999999\n", "between 1 and")]
    public void TryParse_NotATrace_SaysWhy(string text, string reason)
    {
        Assert.False(LinkTrace.TryParse(text, out LinkTrace? trace, out string said));
        Assert.Null(trace);
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public void TryAdmit_Trace_LeavesAtTheNextOpportunity()
    {
        var model = Model(20, 10, 30, 100);
        Assert.Equal(30 * Millisecond, At(model, 0, Opportunity));
        Assert.Equal(50 * Millisecond, At(model, 5 * Millisecond, Opportunity));
        Assert.Equal(120 * Millisecond, At(model, 31 * Millisecond, Opportunity));
    }

    [Fact]
    public void TryAdmit_SmallDatagrams_ShareAnOpportunity()
    {
        var model = Model(0, 10, 20, 100);
        Assert.Equal(10 * Millisecond, At(model, 0, 1000));
        Assert.Equal(10 * Millisecond, At(model, 1, 504));
        Assert.Equal(20 * Millisecond, At(model, 2, 1));
    }

    [Fact]
    public void TryAdmit_LargeDatagram_TakesSeveralOpportunities()
    {
        var model = Model(0, 10, 20, 30, 100);
        Assert.Equal(30 * Millisecond, At(model, 0, (2 * Opportunity) + 1));
        Assert.Equal(30 * Millisecond, At(model, 0, Opportunity - 1));
        Assert.Equal(100 * Millisecond, At(model, 0, 1));
    }

    [Fact]
    public void TryAdmit_UnusedOpportunity_IsLost()
    {
        var model = Model(0, 10, 20, 100);
        Assert.Equal(10 * Millisecond, At(model, 0, 100));
        Assert.Equal(20 * Millisecond, At(model, 15 * Millisecond, Opportunity)); // Does not get the rest of the one at 10.
    }

    [Fact]
    public void TryAdmit_AfterTheEnd_TheTraceGoesRound()
    {
        var model = Model(0, 10, 100);
        Assert.Equal(110 * Millisecond, At(model, 101 * Millisecond, Opportunity));
        Assert.Equal(7 * 100 * Millisecond, At(model, 620 * Millisecond, Opportunity));
    }

    [Fact]
    public void TryAdmit_Offset_BeginsInside()
    {
        LinkDirection direction = new() { Trace = LinkTrace.FromMilliseconds([10, 60, 100]), TraceOffsetMilliseconds = 250 };
        Assert.Equal(10 * Millisecond, At(new LinkModel(direction, 1), 0, Opportunity));
        Assert.Equal(50 * Millisecond, At(new LinkModel(direction, 1), 11 * Millisecond, Opportunity));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(777)]
    public void TryAdmit_Flood_GetsEveryOpportunityAndNoMore(long offset)
    {
        // A uneven trace of 150 opportunities in 500 ms; for 5 s every one of them is filled.
        var random = new Random(5);
        int[] stamps = [.. Enumerable.Range(0, 149).Select(_ => random.Next(500)).Append(500).Order()];
        var model = new LinkModel(
            new LinkDirection { Trace = LinkTrace.FromMilliseconds(stamps), TraceOffsetMilliseconds = offset, QueueBytes = 50_000 }, 1);
        long arrived = 0;
        long last = 0;
        for (long now = 0; now < 5_000 * Millisecond; now += 500)
        {
            if (model.TryAdmit(now, 700, out long at))
            {
                Assert.True(at >= last && at >= now);
                last = at;
                arrived += at <= 5_000 * Millisecond ? 700 : 0;
            }
        }

        Assert.InRange(arrived, (1500 - 2) * Opportunity, 1501 * Opportunity);
        Assert.True(model.Counters.QueueDropped > 0);
    }

    [Fact]
    public void TryAdmit_QueueOfATrace_HoldsWhatItSays()
    {
        LinkDirection direction = new() { Trace = LinkTrace.FromMilliseconds([1000, 2000, 3000, 4000, 5000]), QueueBytes = 5000 };
        var model = new LinkModel(direction, 1);
        int admitted = Enumerable.Range(0, 20).Count(n => model.TryAdmit(0, 1000, out long _));
        Assert.Equal(5, admitted);
        Assert.False(model.TryAdmit(999 * Millisecond, 1000, out _));
        Assert.True(model.TryAdmit(1001 * Millisecond, 1000, out _)); // 1504 octets have left.
        Assert.False(model.TryAdmit(1001 * Millisecond, 1000, out _));
    }

    [Fact]
    public void TryAdmit_BulkFlow_KeepsTheQueueBetweenSevenTenthsAndFull()
    {
        // 8 Mbit/s: an octet takes a microsecond, so the delay is the octets in the queue.
        const int Queue = 1_000_000;
        var model = new LinkModel(new LinkDirection { RateBitsPerSecond = 8_000_000, QueueBytes = Queue, HasBulkFlow = true }, 1);
        List<long> delays = [];
        for (long now = 0; now < 60_000 * Millisecond; now += 200 * Millisecond)
        {
            Assert.True(model.TryAdmit(now, 100, out long at), "the transfer leaves room for what is smaller than its packets");
            delays.Add(at - now);
        }

        Assert.InRange(delays.Min(), 0.69 * Queue, 0.72 * Queue);
        Assert.InRange(delays.Max(), 0.98 * Queue, Queue);
        Assert.True(delays.Zip(delays.Skip(1)).Count(pair => pair.Second < pair.First - 100_000) is >= 4 and <= 12, "it falls when the queue was full");
    }

    [Fact]
    public void TryAdmit_BlackHole_SwallowsOnlyTheLarge()
    {
        var model = new LinkModel(new LinkDirection { DatagramBytesMax = 1100 }, 1);
        Assert.True(model.TryAdmit(0, 1100, out _));
        Assert.False(model.TryAdmit(0, 1101, out _));
        Assert.Equal(1, model.Counters.Lost);
        Assert.Equal(1100, model.Counters.DeliveredBytes);
    }

    [Fact]
    public void Constructor_BulkFlowWithoutAQueue_Throws()
    {
        Assert.ThrowsAny<ArgumentException>(() => new LinkModel(new LinkDirection { HasBulkFlow = true, QueueBytes = 1 }, 1));
        Assert.ThrowsAny<ArgumentException>(() => new LinkModel(new LinkDirection { HasBulkFlow = true, RateBitsPerSecond = 1000 }, 1));
        Assert.ThrowsAny<ArgumentException>(() =>
            new LinkModel(new LinkDirection { RateBitsPerSecond = 1000, Trace = LinkTrace.FromMilliseconds([1]) }, 1));
    }

    private static LinkModel Model(double delay, params int[] stamps) =>
        new(new LinkDirection { DelayMilliseconds = delay, Trace = LinkTrace.FromMilliseconds(stamps) }, 1);

    private static long At(LinkModel model, long now, int bytes)
    {
        Assert.True(model.TryAdmit(now, bytes, out long at));
        return at;
    }
}
