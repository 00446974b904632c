using System.Globalization;
using Godwit.Streams.Tests.Support;
using Godwit.Transport;

namespace Godwit.Streams.Tests;

public sealed class CongestionControllerTests
{
    private const int Size = Bottleneck.Size;
    private const int InitialWindow = 10 * Size;
    private const int WindowMin = 4 * Size;
    private const int WindowMinSlow = 4 * 488; // Where datagrams are short.
    private const double WindowMax = 16 * 1024 * 1024;

    // 20 Mbit/s over 50 ms.
    private const double Rate = 2500;
    private const double RoundTrip = 50;

    private readonly CongestionController controller = new(Size);
    private readonly Bottleneck path;

    public CongestionControllerTests() => path = new Bottleneck(controller, Rate, RoundTrip);

    [Fact]
    public void Search_TheQueueShows_EndsNearThePathsRoom()
    {
        Assert.True(controller.IsSearching);
        Assert.Equal(InitialWindow, controller.Window);
        path.Run(20 * RoundTrip);
        Assert.False(controller.IsSearching);
        AssertWindow(0.7, 1.4);
        Assert.Equal(RoundTrip, controller.BaseRtt, 1.0);
    }

    [Fact]
    public void Search_NothingHoldsTheSenderBack_LeavesTheWindow()
    {
        path.HasMore = false;
        for (int count = 0; count < 1000; count++)
        {
            controller.NoteAcknowledged(path.Now + (60 * count), Size, (ulong)count, (ulong)count + 1, 50, Size);
        }

        Assert.Equal(InitialWindow, controller.Window);
    }

    [Fact]
    public void Steady_OwnQueue_StaysNearTheAim()
    {
        path.Run(2000);
        double most = 0;
        long before = path.Arrived;
        path.Run(8000, () => most = Math.Max(most, controller.Window));
        Assert.InRange(most / Rate, 0, RoundTrip + (3 * CongestionController.Aim));
        Assert.InRange(path.Arrived - before, 0.9 * 8000 * Rate, 1.01 * 8000 * Rate);
    }

    /// <summary>A third gets lost whatever is sent: less sent does not make it less, so it is not paid for.</summary>
    [Fact]
    public void Loss_OfThePathsOwn_IsToleratedAfterATry()
    {
        path.Run(2000);
        double before = controller.Window;
        path.Loss = 0.3;
        for (int round = 0; round < 20 && controller.Window > 0.8 * before; round++)
        {
            path.Run(RoundTrip);
        }

        Assert.InRange(controller.Window / before, 0.6, 0.8); // It is tried,
        path.Run(6 * RoundTrip);
        Assert.InRange(controller.Window / before, 0.9, 1.2); // and taken back.
        double least = before;
        path.Run(5000, () => least = Math.Min(least, controller.Window));
        Assert.InRange(least / before, 0.65, 1.5);
    }

    [Fact]
    public void Loss_OfTwoInAHundred_IsNoReasonToSendLess()
    {
        path.Run(2000);
        double before = controller.Window;
        path.Loss = 0.02;
        double least = before;
        path.Run(5000, () => least = Math.Min(least, controller.Window));
        Assert.InRange(least / before, 0.8, 1.2);
    }

    /// <summary>Loss that goes away as less is sent is congestion: the window stays where it is less.</summary>
    [Fact]
    public void Loss_OfAShortQueue_MakesTheWindowSmaller()
    {
        double most = 0;
        path.Run(60_000, () =>
        {
            // All beyond the path's room is dropped: there is no queue to be seen.
            path.Loss = Math.Max(0, 1 - (0.6 * path.Capacity / controller.Window));
            most = path.Now > new Instant(20_000) ? Math.Max(most, controller.Window) : most;
        });
        Assert.InRange(most / path.Capacity, 0.3, 1.05);
    }

    /// <summary>What was taken for lost comes a bit later: it costs nothing.</summary>
    [Fact]
    public void NoteLate_AfterACut_TakesItBack()
    {
        path.Run(2000);
        double before = controller.Window;
        path.Loss = 0.3;
        long lost = 0;
        for (int round = 0; round < 20 && controller.Window > 0.8 * before; round++)
        {
            long sent = (long)path.Sent * Size;
            long arrived = path.Arrived;
            path.Run(RoundTrip);
            lost += ((long)path.Sent * Size) - sent - (path.Arrived - arrived);
        }

        Assert.InRange(controller.Window / before, 0.6, 0.8);
        controller.NoteLate((long)(0.1 * before));
        Assert.InRange(controller.Window / before, 0.6, 0.8); // The rest is too much still.
        controller.NoteLate(lost);
        Assert.InRange(controller.Window / before, 0.9, 1.2);
    }

    /// <summary>Every packet is late by another time: neither taken for a queue, nor for loss.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(50)]
    public void Samples_Vary_DoNotKeepTheWindowDown(double jitter)
    {
        path.Jitter = jitter;
        path.Run(5000);
        long before = path.Arrived;
        path.Run(20_000);
        Assert.InRange(path.Arrived - before, 0.9 * 20_000 * Rate, 1.01 * 20_000 * Rate);
    }

    [Theory]
    [InlineData(1000, 1200)]
    [InlineData(80, 800)] // 640 kbit/s
    [InlineData(32, 488)]
    [InlineData(16, 488)] // 128 kbit/s
    public void PacketSize_OnASlowPath_IsOfTenMilliseconds(double rate, int size)
    {
        var slow = new CongestionController(Size);
        new Bottleneck(slow, rate, RoundTrip).Run(8000);
        Assert.InRange(slow.PacketSize, 0.9 * size, Math.Min(Size, 1.2 * size));
    }

    [Fact]
    public void Queue_OfSomebodyElse_IsTakenForThePathsOwnAfterAWhile()
    {
        path.Run(2000);
        path.ForeignQueue = 100;
        double least = double.PositiveInfinity;
        path.Run(8000, () => least = Math.Min(least, controller.Window));
        Assert.InRange(least, WindowMin, 2 * WindowMin); // It gave way at first.
        path.Run(10_000);
        long before = path.Arrived;
        path.Run(10_000);
        Assert.InRange(path.Arrived - before, 0.2 * Rate * 10_000, Rate * 10_000);
    }

    [Fact]
    public void NoteIdle_LargeWindow_SearchesAnew()
    {
        path.Run(5000);
        Assert.True(controller.Window > InitialWindow);
        controller.NoteIdle();
        Assert.Equal((InitialWindow, true), (controller.Window, controller.IsSearching));
        path.Run(20 * RoundTrip);
        AssertWindow(0.7, 1.4);
    }

    /// <summary>Every ten seconds the queue is emptied for a round trip or two, and the window is as before.</summary>
    [Fact]
    public void Slowdown_EveryTenSeconds_IsShortAndTheWindowComesBack()
    {
        path.Run(5000);
        double before = controller.Window;
        List<Instant> slow = [];
        path.Run(40_000, () =>
        {
            if (controller.Window <= WindowMin)
            {
                slow.Add(path.Now);
            }
        });
        int times = slow.Zip(slow.Skip(1)).Count(pair => pair.Second - pair.First > 1000) + (slow.Count > 0 ? 1 : 0);
        Assert.InRange(times, 3, 4);
        Assert.InRange(slow.Zip(slow.Skip(1)).Where(pair => pair.Second - pair.First < 1000).Sum(pair => pair.Second - pair.First), 0, times * 4 * (long)RoundTrip);
        Assert.InRange(controller.Window / before, 0.8, 1.25);
    }

    [Fact]
    public void Slowdown_ThePathHasBecomeLonger_IsNoticed()
    {
        path.Run(5000);
        path.RoundTrip = 2 * RoundTrip;
        path.Run(60_000);
        Assert.Equal(path.RoundTrip, controller.BaseRtt, 3.0);
        AssertWindow(0.7, 1.4);
    }

    [Fact]
    public void Reset_ForgetsThePath()
    {
        path.Run(5000);
        controller.Reset();
        Assert.Equal((InitialWindow, true, double.PositiveInfinity), (controller.Window, controller.IsSearching, controller.BaseRtt));
    }

    [Fact]
    public void AnyEvents_TheWindowStaysWithinItsBounds()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var any = new CongestionController(Size);
            Instant now = new(1000);
            for (ulong number = 0; number < 2000; number++)
            {
                now += random.Next(3) == 0 ? random.Next(300) : 0;
                switch (random.Next(40))
                {
                    case 0:
                        any.NoteLost(random.Next(100_000));
                        break;
                    case 1 when random.Next(20) == 0:
                        any.NoteIdle();
                        break;
                    case 2 when random.Next(20) == 0:
                        any.Reset();
                        break;
                    default:
                        any.NoteLimited();
                        any.NoteAcknowledged(now, random.Next(1, 100_000), number, number + (ulong)random.Next(50), random.Next(5) - 1 + (random.Next(3) * random.Next(500)), random.Next(10_000_000));
                        break;
                }

                Assert.True(any.Window is >= WindowMinSlow and <= WindowMax, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {any.Window}"));
            }
        }
    }

    private void AssertWindow(double shareMin, double shareMax) => Assert.InRange(controller.Window / path.Capacity, shareMin, shareMax);
}
