using Godwit.Crypto;
using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests.Packets;

public sealed class RttEstimatorTests
{
    [Fact]
    public void AddSample_400Then400Then0_FollowsTheFormula()
    {
        var rtt = new RttEstimator(RttEstimator.FrameGapMax);
        Assert.Equal((1000.0, 1000, 250), (rtt.Smoothed, rtt.Rto, rtt.FrameGap));
        rtt.AddSample(400);
        Assert.Equal((400.0, 1000, 200), (rtt.Smoothed, rtt.Rto, rtt.FrameGap));
        rtt.AddSample(400);
        Assert.Equal((400.0, 1000, 200), (rtt.Smoothed, rtt.Rto, rtt.FrameGap));
        rtt.AddSample(0);
        Assert.Equal((350.0, 175), (rtt.Smoothed, rtt.FrameGap));
    }

    [Fact]
    public void AddSample_Extremes_AreClamped()
    {
        var fast = new RttEstimator(250);
        var slow = new RttEstimator(250);
        for (var i = 0; i < 100; i++)
        {
            fast.AddSample(0);
            slow.AddSample(4999);
        }

        Assert.Equal((50, 20), (fast.Rto, fast.FrameGap));
        Assert.Equal((1000, 250), (slow.Rto, slow.FrameGap));
    }

    [Theory]
    [InlineData(1000, 900, 100)]
    [InlineData(5, 65_500, 41)]
    [InlineData(10_000, 5001, 4999)]
    [InlineData(10_000, 5000, -1)]
    [InlineData(10_000, 65_535, -1)]
    public void HandleReply_ReplyField_GivesTheSampleOrNothing(int now, int reply, int expected)
    {
        var rtt = new RttEstimator(250);
        rtt.HandleReply(new Instant(65_536 + now), (ushort)reply);
        Assert.Equal(expected >= 0, rtt.HasSample);
        Assert.Equal(expected >= 0 ? expected : 1000, rtt.Smoothed);
        Assert.Equal(Math.Max(0, expected), rtt.Latest);
    }

    [Fact]
    public void Now16_AnyTime_IsNever65535()
    {
        Assert.Equal(0, PacketHeader.Now16(new Instant(65_535)));
        Assert.Equal(0, PacketHeader.Now16(new Instant(65_536)));
        Assert.Equal(65_534, PacketHeader.Now16(new Instant(65_534)));
    }

    [Theory]
    [InlineData(2000, Ecn.CongestionExperienced, 0, 1500)]
    [InlineData(2000, Ecn.CongestionExperienced, 30, 1530)]
    [InlineData(100, Ecn.CongestionExperienced, 0, 65_136)]
    [InlineData(100, Ecn.CongestionExperienced, 400, 0)]
    [InlineData(2000, Ecn.Capable0, 999, 2999)]
    [InlineData(65_000, Ecn.None, 600, 64)]
    [InlineData(2000, Ecn.Capable0, 1000, 65_535)]
    [InlineData(65_535, Ecn.None, 0, 65_535)]
    public void Take_HeldTimestamp_IsCorrectedByTheHoldingTimeAndCongestion(int timestamp, Ecn ecn, int holding, int expected)
    {
        TimestampEcho echo = default;
        var now = new Instant(1_000_000);
        echo.Hold(now, (ushort)timestamp, ecn);
        Assert.Equal(expected, echo.Take(now + holding));
        Assert.Equal(PacketHeader.None, echo.Take(now + holding));
    }

    [Fact]
    public void Packets_OfASession_EchoEachTimestampOnceAndSoonOnly()
    {
        using var pair = Pairs.Default();
        var tap = pair.Watch();
        pair.EchoKeys();
        pair.SetDelay(100);
        for (var i = 0; i < 40; i++)
        {
            pair.Type(new string('x', 50));
            pair.RunFor(i * 40);
        }

        Assert.All(tap.Packets, packet => Assert.NotEqual(PacketHeader.None, packet.Header.Timestamp));
        Assert.InRange(pair.Client.Rtt.Smoothed, 195, 215);
        Assert.InRange(pair.Server.Rtt.Smoothed, 195, 215);

        // Every reply names a time at which the other side sent something, one way ago and the holding time later.
        foreach (var packet in tap.Packets.Where(packet => packet.Header.Reply != PacketHeader.None))
        {
            var now = unchecked((ushort)(packet.Header.Timestamp - packet.Header.Reply));
            Assert.InRange(now, 100, 1100);
        }
    }

    [Fact]
    public void HandleDatagram_CongestionMark_IsReportedToThePeer()
    {
        using var peer = new Forger(Direction.ToServer) { Timestamp = 2000 };
        using var server = Forger.Server(peer.Clock, TransportTuning.Stock);
        server.HandleDatagram(peer.Clock.Now, Ecn.CongestionExperienced, peer.State(0, 1));
        var buffer = new byte[2048];
        Assert.True(server.TryTransmit(peer.Clock.Now, buffer, out var length));
        var tap = new WireTap(Forger.KeyOctets, peer.Clock.Now);
        tap.Watch(peer.Clock.Now, Direction.ToClient, buffer.AsMemory(0, length));
        Assert.Equal(1500, tap.Packets[0].Header.Reply);
    }
}
