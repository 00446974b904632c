using Godwit.Link;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <summary>The faults of the link do what their names say: a simulation on a link without faults proves nothing.</summary>
public sealed class SimulatedLinkTests
{
    private const int Datagrams = 2000;

    [Fact]
    public void Send_WithLossInBursts_LosesTheShareThatTheModelSays()
    {
        var arrived = Arrivals(new LinkConditions { Burst = new BurstLoss(0.02, 0.2, 0.9) }, gap: 10);
        Assert.InRange(arrived.Count, Datagrams * 0.87, Datagrams * 0.96);
    }

    [Fact]
    public void Send_FasterThanTheRate_WaitsInTheQueueAndOverflowsIt()
    {
        // 100 octets and headers every millisecond are 1024 kbit/s.
        var arrived = Arrivals(new LinkConditions { RateBitsPerSecond = 512_000, QueueOctets = 12_800 }, gap: 1);
        Assert.InRange(arrived.Count, (Datagrams / 2) - 20, (Datagrams / 2) + 120);
        Assert.InRange(arrived.Max(one => one.Arrival - one.Sent), 180, 220);
    }

    [Fact]
    public void Send_FasterThanThePolicer_DropsAndDelaysNothing()
    {
        var arrived = Arrivals(new LinkConditions { PolicedBitsPerSecond = 512_000, PolicerBurst = 2000 }, gap: 1);
        Assert.InRange(arrived.Count, (Datagrams / 2) - 20, (Datagrams / 2) + 40);
        Assert.All(arrived, one => Assert.Equal(one.Sent, one.Arrival));
    }

    [Fact]
    public void Send_WithCorruption_SpoilsTheShare()
    {
        var arrived = Arrivals(new LinkConditions { Corruption = 0.25 }, gap: 1);
        Assert.Equal(Datagrams, arrived.Count);
        Assert.InRange(arrived.Count(one => one.IsSpoilt), Datagrams * 0.2, Datagrams * 0.3);
    }

    [Fact]
    public void Send_WithReplay_BringsBackWhatWasReadAndFromElsewhere()
    {
        var link = new SimulatedLink(1) { Conditions = new LinkConditions { Replay = 0.5 }, ReplayedFrom = _ => 99 };
        int replays = 0;
        for (int number = 0; number < Datagrams; number++)
        {
            Instant now = new(1000 + (100L * number));
            link.Send(now, BitConverter.GetBytes(number), 7);
            while (link.TryReceive(now + 50, out byte[] datagram, out int source))
            {
                replays += source == 99 ? 1 : 0;
                Assert.Equal(source == 7, BitConverter.ToInt32(datagram) == number);
                link.Record(datagram, source);
            }
        }

        Assert.InRange(replays, Datagrams * 0.4, Datagrams * 0.6);
    }

    private static List<(long Sent, long Arrival, bool IsSpoilt)> Arrivals(LinkConditions conditions, int gap)
    {
        var link = new SimulatedLink(1) { Conditions = conditions };
        var arrived = new List<(long, long, bool)>();
        for (int number = 0; number < Datagrams; number++)
        {
            var octets = new byte[100];
            BitConverter.TryWriteBytes(octets, number);
            BitConverter.TryWriteBytes(octets.AsSpan(96), number);
            link.Send(new Instant(1000 + (gap * number)), octets);
        }

        while (link.NextArrival != Instant.Never)
        {
            Instant at = link.NextArrival;
            Assert.True(link.TryReceive(at, out byte[] datagram, out _));
            bool isSpoilt = datagram.Length != 100 || datagram.AsSpan(4, 92).ContainsAnyExcept((byte)0) || !datagram.AsSpan(0, 4).SequenceEqual(datagram.AsSpan(96));
            arrived.Add((isSpoilt ? at.Milliseconds : 1000 + (gap * BitConverter.ToInt32(datagram)), at.Milliseconds, isSpoilt));
        }

        return arrived;
    }
}
