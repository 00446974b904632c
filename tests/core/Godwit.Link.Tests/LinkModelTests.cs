namespace Godwit.Link.Tests;

public sealed class LinkModelTests
{
    private const long Second = 1_000_000;
    private const int Datagram = 500;

    private static readonly LinkDirection Rough = new()
    {
        DelayMilliseconds = 20,
        JitterMilliseconds = 30,
        Loss = 0.1,
        Burst = new BurstLoss(0.02, 0.2, 0.9),
        RateBitsPerSecond = 1_000_000,
        QueueBytes = 20_000,
    };

    public static TheoryData<string> PresetNames => [.. LinkProfile.Presets.Select(preset => preset.Name)];

    [Fact]
    public void TryAdmit_SameSeed_SameFate()
    {
        Assert.Equal(Fates(Rough, 7, 5000), Fates(Rough, 7, 5000));
        Assert.NotEqual(Fates(Rough, 7, 5000), Fates(Rough, 8, 5000));
    }

    [Fact]
    public void TryAdmit_OtherTimesAndSizes_SameRandomLosses()
    {
        LinkDirection lossy = new() { Loss = 0.3, JitterMilliseconds = 5 };
        var slow = new LinkModel(lossy, 3);
        var fast = new LinkModel(lossy, 3);
        for (int i = 0; i < 2000; i++)
        {
            Assert.Equal(slow.TryAdmit(i * Second, 40, out _), fast.TryAdmit(i, 1400, out _));
        }
    }

    [Fact]
    public void TryAdmit_WithHarderBursts_TheOtherLossesStay()
    {
        var hard = new LinkModel(new LinkDirection { Loss = 0.3, Burst = new BurstLoss(0.1, 0.2, 1) }, 13);
        var soft = new LinkModel(new LinkDirection { Loss = 0.3, Burst = new BurstLoss(0.1, 0.2, 0) }, 13);
        for (int i = 0; i < 2000; i++)
        {
            bool survivesBursts = hard.TryAdmit(i, Datagram, out _);
            Assert.True(soft.TryAdmit(i, Datagram, out _) || !survivesBursts, $"datagram {i}");
        }

        Assert.True(hard.Counters.Lost > soft.Counters.Lost);
    }

    [Fact]
    public void TryAdmit_AfterAQueueDrop_LaterRandomLossesStay()
    {
        LinkDirection narrow = new() { Loss = 0.3, RateBitsPerSecond = 8000, QueueBytes = 600 };
        var crowded = new LinkModel(narrow, 11);
        var quiet = new LinkModel(narrow, 11);
        long lostCrowded = 0;
        long lostQuiet = 0;
        for (int i = 0; i < 1000; i++)
        {
            crowded.TryAdmit(i, Datagram, out _);
            quiet.TryAdmit(i * Second, Datagram, out _);
            Assert.Equal(quiet.Counters.Lost - lostQuiet, crowded.Counters.Lost - lostCrowded);
            (lostCrowded, lostQuiet) = (crowded.Counters.Lost, quiet.Counters.Lost);
        }

        Assert.True(crowded.Counters.QueueDropped > 0);
        Assert.Equal(0, quiet.Counters.QueueDropped);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(20120613UL)]
    public void TryAdmit_Delay_IsWithinDelayAndJitter(ulong seed)
    {
        var model = new LinkModel(new LinkDirection { DelayMilliseconds = 40, JitterMilliseconds = 60, Reorders = true }, seed);
        long least = long.MaxValue;
        long most = 0;
        long sum = 0;
        const int Count = 5000;
        for (int i = 0; i < Count; i++)
        {
            Assert.True(model.TryAdmit(i * 1000, Datagram, out long at));
            long delay = at - (i * 1000);
            (least, most, sum) = (Math.Min(least, delay), Math.Max(most, delay), sum + delay);
        }

        Assert.InRange(least, 40_000, 41_000);
        Assert.InRange(most, 99_000, 100_001);
        Assert.InRange(sum / Count, 68_500, 71_500); // The mean of 5000 uniform values: σ = 0.25 ms.
    }

    [Fact]
    public void TryAdmit_JitterWithoutReordering_KeepsTheOrder()
    {
        var model = new LinkModel(new LinkDirection { DelayMilliseconds = 10, JitterMilliseconds = 80 }, 5);
        long last = 0;
        for (int i = 0; i < 2000; i++)
        {
            Assert.True(model.TryAdmit(i * 1000, Datagram, out long at));
            Assert.InRange(at, Math.Max(last, (i * 1000) + 10_000), (i * 1000) + 90_001);
            last = at;
        }
    }

    [Fact]
    public void TryAdmit_JitterWithReordering_ChangesTheOrder()
    {
        var model = new LinkModel(new LinkDirection { DelayMilliseconds = 10, JitterMilliseconds = 80, Reorders = true }, 5);
        int overtaken = 0;
        long last = 0;
        for (int i = 0; i < 2000; i++)
        {
            Assert.True(model.TryAdmit(i * 1000, Datagram, out long at));
            overtaken += at < last ? 1 : 0;
            last = at;
        }

        Assert.InRange(overtaken, 500, 1500);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.29)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void TryAdmit_Loss_IsTheGivenFraction(double loss)
    {
        const int Count = 20_000;
        double deviation = Math.Sqrt(loss * (1 - loss) / Count);
        for (ulong seed = 0; seed < 5; seed++)
        {
            var model = new LinkModel(new LinkDirection { Loss = loss }, seed);
            Offer(model, Count, 1000);
            double measured = (double)model.Counters.Lost / Count;
            Assert.InRange(measured, loss - (4 * deviation), loss + (4 * deviation));
        }
    }

    [Fact]
    public void TryAdmit_BurstLoss_HasTheMeanAndTheLengthOfTheModel()
    {
        // Bad a share of Enter / (Enter + Exit) = 1/11 of the time; 9 in 10 lost then; mean stay 1 / Exit = 5 datagrams.
        var model = new LinkModel(new LinkDirection { Burst = new BurstLoss(0.02, 0.2, 0.9) }, 42);
        const int Count = 100_000;
        int bursts = 0;
        int lost = 0;
        bool before = true;
        for (int i = 0; i < Count; i++)
        {
            bool arrived = model.TryAdmit(i, Datagram, out _);
            lost += arrived ? 0 : 1;
            bursts += before && !arrived ? 1 : 0;
            before = arrived;
        }

        Assert.InRange((double)lost / Count, 0.075, 0.090);
        // Independent loss of the same share would give runs of 1.09.
        Assert.InRange((double)lost / bursts, 2.8, 3.8);
    }

    [Fact]
    public void TryAdmit_BurstThatNeverEnds_LosesEverything()
    {
        var model = new LinkModel(new LinkDirection { Burst = new BurstLoss(1, 0, 1) }, 1);
        Offer(model, 1000, 1000);
        Assert.Equal(1000, model.Counters.Lost);
    }

    [Fact]
    public void TryAdmit_Flood_LeavesAtTheRate()
    {
        // 1 Mbit/s carries 125 000 octets in a second, whatever is offered.
        var model = new LinkModel(new LinkDirection { RateBitsPerSecond = 1_000_000, QueueBytes = 10_000 }, 1);
        long arrived = 0;
        for (long now = 0; now < 10 * Second; now += 500)
        {
            if (model.TryAdmit(now, Datagram, out long at) && at <= 10 * Second)
            {
                arrived += Datagram;
            }
        }

        Assert.InRange(arrived, 1_249_000, 1_250_000);
    }

    [Fact]
    public void TryAdmit_OneDatagram_TakesItsTimeOnTheWire()
    {
        var model = new LinkModel(new LinkDirection { RateBitsPerSecond = 8000, DelayMilliseconds = 5 }, 1);
        Assert.True(model.TryAdmit(0, 100, out long first));
        Assert.True(model.TryAdmit(0, 100, out long second));
        Assert.True(model.TryAdmit(10 * Second, 100, out long later));
        Assert.Equal(105_000, first);
        Assert.Equal(205_000, second);
        Assert.Equal((10 * Second) + 105_000, later);
    }

    [Fact]
    public void TryAdmit_Flood_NeverWaitsLongerThanTheQueue()
    {
        var model = new LinkModel(new LinkDirection { RateBitsPerSecond = 1_000_000, QueueBytes = 10_000, DelayMilliseconds = 7 }, 1);
        long longest = 0;
        for (long now = 0; now < 2 * Second; now += 100)
        {
            if (model.TryAdmit(now, Datagram, out long at))
            {
                longest = Math.Max(longest, at - now);
            }
        }

        // A full queue of 10 000 octets takes 80 ms.
        Assert.InRange(longest, 75_000 + 7_000, 80_001 + 7_000);
        Assert.True(model.Counters.QueueDropped > 0);
    }

    [Fact]
    public void TryAdmit_LargerThanTheQueue_PassesWhenTheQueueIsEmpty()
    {
        var model = new LinkModel(new LinkDirection { RateBitsPerSecond = 8_000_000, QueueBytes = 100 }, 1);
        Assert.True(model.TryAdmit(0, 1400, out long at));
        Assert.False(model.TryAdmit(at - 1, 1400, out _));
        Assert.True(model.TryAdmit(at, 1400, out _));
    }

    [Fact]
    public void TryAdmit_ClockThatGoesBack_DeliversNotEarlier()
    {
        var model = new LinkModel(new LinkDirection { DelayMilliseconds = 1 }, 1);
        Assert.True(model.TryAdmit(Second, Datagram, out long first));
        Assert.True(model.TryAdmit(0, Datagram, out long second));
        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Counters_OfEveryPreset_AddUp(string name)
    {
        Assert.True(LinkProfile.TryFind(name, out LinkProfile profile));
        foreach (LinkDirection direction in new[] { profile.Up, profile.Down, Rough })
        {
            var model = new LinkModel(direction, 9);
            Offer(model, 3000, 200);
            LinkCounters counters = model.Counters;
            Assert.Equal(3000, counters.Offered);
            Assert.Equal(counters.Offered, counters.Delivered + counters.Lost + counters.QueueDropped);
            Assert.Equal(counters.Offered * Datagram, counters.OfferedBytes);
            Assert.Equal(counters.Delivered * Datagram, counters.DeliveredBytes);
        }
    }

    public static TheoryData<LinkDirection> BadDirections =>
    [
        new LinkDirection { DelayMilliseconds = -1 },
        new LinkDirection { DelayMilliseconds = double.NaN },
        new LinkDirection { JitterMilliseconds = LinkDirection.DelayMillisecondsMax + 1 },
        new LinkDirection { Loss = 1.01 },
        new LinkDirection { RateBitsPerSecond = LinkDirection.RateMin - 1 },
        new LinkDirection { RateBitsPerSecond = LinkDirection.RateMax + 1 },
        new LinkDirection { QueueBytes = -1 },
        new LinkDirection { Burst = new BurstLoss(0.1, 2, 0.5) },
    ];

    [Theory]
    [MemberData(nameof(BadDirections), DisableDiscoveryEnumeration = true)]
    public void Constructor_ValueOutOfRange_Throws(LinkDirection direction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkModel(direction, 1));

    private static List<(bool Arrives, long At)> Fates(LinkDirection direction, ulong seed, int count)
    {
        var model = new LinkModel(direction, seed);
        var fates = new List<(bool, long)>();
        for (int i = 0; i < count; i++)
        {
            bool arrives = model.TryAdmit(i * 3000, Datagram, out long at);
            fates.Add((arrives, arrives ? at : 0));
        }

        return fates;
    }

    private static void Offer(LinkModel model, int count, long intervalMicroseconds)
    {
        for (int i = 0; i < count; i++)
        {
            model.TryAdmit(i * intervalMicroseconds, Datagram, out _);
        }
    }
}
