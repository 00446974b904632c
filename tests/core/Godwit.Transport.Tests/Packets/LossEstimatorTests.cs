namespace Godwit.Transport.Tests.Packets;

public sealed class LossEstimatorTests
{
    [Fact]
    public void IsLossy_OneLoss_IsRememberedForAWhileOnly()
    {
        LossEstimator loss = default;
        Assert.False(loss.IsLossy);
        loss.PacketArrived(gap: 1);
        Assert.True(loss.IsLossy);
        for (var i = 0; i < 60; i++)
        {
            loss.PacketArrived(gap: 0);
        }

        Assert.False(loss.IsLossy);
        loss.PacketArrived(gap: ulong.MaxValue);
        Assert.True(loss.IsLossy);
    }

    [Fact]
    public void Share_WithoutAReport_BothDirectionsCountAsEqual()
    {
        LossEstimator loss = default;
        Lose(ref loss, every: 4, packets: 200);
        Assert.InRange(loss.Share, 0.15, 0.35);
        Assert.Null(loss.Reported);
        loss.HandleReport(0);
        Assert.Equal((0, 0), (loss.Share, loss.Reported));
        loss.HandleReport(ulong.MaxValue);
        Assert.Equal(1, loss.Share);
    }

    [Fact]
    public void Report_SaysWhatWasLostOfThePeers_AndIsZeroAgainLater()
    {
        LossEstimator loss = default;
        Assert.Equal(0, loss.Report);
        Lose(ref loss, every: 4, packets: 200);
        Assert.InRange(loss.Report, 20, 45);
        loss.PacketLost();
        LossEstimator other = default;
        other.HandleReport((ulong)loss.Report);
        Assert.InRange(other.Share, 0.15, 0.35);
        for (var i = 0; i < 200; i++)
        {
            loss.PacketArrived(gap: 0);
        }

        Assert.Equal(0, loss.Report);
    }

    [Fact]
    public void PacketArrivedLate_ReorderingPath_IsNotALossyOne()
    {
        LossEstimator loss = default;
        for (var i = 0; i < 200; i++)
        {
            loss.PacketArrived(gap: 1);
            loss.PacketArrivedLate();
            loss.PacketArrived(gap: 0);
        }

        Assert.False(loss.IsLossy);
    }

    private static void Lose(ref LossEstimator loss, int every, int packets)
    {
        for (var i = 1; i <= packets; i++)
        {
            loss.PacketArrived(i % (every - 1) == 0 ? 1ul : 0ul);
        }
    }
}
