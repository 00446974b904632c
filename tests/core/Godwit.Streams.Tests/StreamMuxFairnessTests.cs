using System.Globalization;
using Godwit.Streams.Tests.Support;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Streams.Tests;

public sealed class StreamMuxFairnessTests
{
    private const long Rate = 20_000_000;
    private const int Delay = 25;
    private const int QueueMs = 20;

    private static readonly LinkConditions Link = new() { Delay = Delay, RateBitsPerSecond = Rate, QueueOctets = 250_000 };

    private readonly MuxPair pair = new(5) { Conditions = Link };
    private readonly Dictionary<ulong, Transfer> transfers = [];
    private readonly Dictionary<ulong, MuxStream> accepted = [];

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void Bulk_SeveralStreams_EachGetsItsShare(int count)
    {
        OpenBulk(count);
        pair.Turn = Work;
        pair.Run(3000);
        Dictionary<ulong, ulong> before = transfers.ToDictionary(one => one.Key, one => one.Value.Read);
        pair.Run(10_000);
        List<double> shares = [.. transfers.Select(one => (double)(one.Value.Read - before[one.Key]))];
        double fair = shares.Sum() / count;
        Assert.True(fair * count * 8 / 10 > 0.85 * Rate);
        Assert.All(shares, share => Assert.InRange(share / fair, 0.9, 1.1));
    }

    [Fact]
    public void SmallStream_BesideBulk_IsNotStarved()
    {
        OpenBulk(4);
        MuxStream small = pair.Client.Mux.Open()!;
        MuxStream? reader = null;
        pair.Turn = side =>
        {
            Work(side);
            reader ??= accepted.GetValueOrDefault(small.Id);
        };
        pair.Run(3000);
        List<long> times = [];
        for (int word = 0; word < 60; word++)
        {
            Instant start = pair.Now;
            Assert.Equal(5, small.Write("hello"u8));
            Assert.True(pair.Run(5000, () => reader is { Readable.Length: 5 }));
            times.Add(pair.Now - start);
            reader!.Consume(5);
            pair.Run(37 + (word % 13));
        }

        Assert.True(times.Max() <= (2 * 2 * Delay) + QueueMs, string.Join(' ', times.Order()));
        Assert.True(times.Order().ElementAt(30) <= Delay + QueueMs, string.Join(' ', times.Order()));
    }

    /// <summary>A reader that stops holds nobody back but its own writer.</summary>
    [Fact]
    public void OneReaderStops_OthersGoOn()
    {
        OpenBulk(3);
        transfers[0].ReadMax = 0;
        pair.Turn = Work;
        pair.Run(3000);
        ulong before = transfers[2].Read;
        pair.Run(5000);
        Assert.True((transfers[2].Read - before) * 8 / 5 > 0.4 * Rate);
        Assert.Equal(0UL, transfers[0].Read);
    }

    /// <summary>However many are not read, what was promised to the others holds.</summary>
    [Fact]
    public void ManyReadersStop_OthersGoOn()
    {
        OpenBulk(60);
        Transfer last = transfers[transfers.Keys.Max()];
        foreach (Transfer other in transfers.Values.Where(other => other != last))
        {
            other.ReadMax = 0;
        }

        pair.Turn = Work;
        pair.Run(10_000);
        ulong before = last.Read;
        pair.Run(5000);
        Assert.True((last.Read - before) * 8 / 5 > 0.5 * Rate, $"{last.Read - before}");
    }

    /// <summary>Beside a transfer that fills the queue until it overflows: not much is asked for, but it must not be nothing.</summary>
    [Theory]
    [InlineData(30_000)]
    [InlineData(125_000)] // As much as the path holds.
    [InlineData(500_000)]
    public void Bulk_BesideALossBasedFlow_GetsAShareAndLeavesOne(int queue)
    {
        pair.Conditions = Link with { QueueOctets = queue };
        OpenBulk(1);
        var other = new LossBasedFlow(pair, Delay);
        pair.Turn = side =>
        {
            Work(side);
            if (side == pair.Client)
            {
                other.Live();
            }
        };
        pair.Run(20_000);
        (ulong read, long arrived) = (transfers[0].Read, other.Arrived);
        List<double> shares = [];
        for (int part = 0; part < 6; part++)
        {
            ulong start = transfers[0].Read;
            pair.Run(10_000);
            shares.Add((transfers[0].Read - start) * 8 / 10.0 / Rate);
        }

        double own = (transfers[0].Read - read) * 8 / 60.0 / Rate;
        double others = (other.Arrived - arrived) * 8 / 60.0 / Rate;
        string all = string.Create(CultureInfo.InvariantCulture, $"own {own:0.000}, other {others:0.000}; ") + string.Join(' ', shares.Select(share => share.ToString("0.000", CultureInfo.InvariantCulture)));
        Assert.True(own > 0.05 && shares.Min() > 0.01, all);
        Assert.True(others > 0.05, all);

        // And when the other is done it takes the link, and leaves the queue short.
        other.IsOn = false;
        pair.Run(4000);
        read = transfers[0].Read;
        pair.Server.OtherTimes.Clear();
        for (int key = 0; key < 100; key++)
        {
            pair.Client.OthersDue = 1;
            pair.Run(100);
        }

        double alone = (transfers[0].Read - read) * 8 / 10.0 / Rate;
        long wait = pair.Server.OtherTimes.Order().ElementAt(98) - Delay;
        Assert.True(alone > 0.7 && wait <= QueueMs, string.Create(CultureInfo.InvariantCulture, $"alone {alone:0.000}, keys wait {wait} ms"));
    }

    /// <summary>The least window is a queue of its own there; it is not to be taken for somebody else's, with whom one would have to contend.</summary>
    [Theory]
    [InlineData(128_000)]
    [InlineData(512_000)]
    [InlineData(1_000_000)]
    public void Bulk_AloneOnASlowLink_DoesNotContendWithItself(long rate)
    {
        const int PacketsMax = 6;
        Bulk bulk = Bulk.Measure(new LinkConditions { Delay = 50, RateBitsPerSecond = rate, QueueOctets = 200_000 }, 60_000);
        Assert.True(bulk.Goodput > 0.5 * rate, bulk.ToString());
        Assert.True(bulk.QueueP99 < PacketsMax * 1200 * 8 * 1000.0 / rate, bulk.ToString());
    }

    private void OpenBulk(int count)
    {
        for (int index = 0; index < count; index++)
        {
            MuxStream stream = pair.Client.Mux.Open()!;
            transfers.Add(stream.Id, new Transfer(index, ulong.MaxValue, 1 << 20, 1 << 20) { Writer = stream });
        }
    }

    private void Work(MuxPair.Side side)
    {
        while (pair.Server.Mux.TryAccept(out MuxStream? stream))
        {
            accepted.Add(stream.Id, stream);
            if (transfers.TryGetValue(stream.Id, out Transfer? transfer))
            {
                transfer.Reader = stream;
            }
        }

        foreach (Transfer transfer in transfers.Values)
        {
            if (side == pair.Client)
            {
                transfer.Write();
            }
            else
            {
                transfer.Take();
            }
        }
    }
}
