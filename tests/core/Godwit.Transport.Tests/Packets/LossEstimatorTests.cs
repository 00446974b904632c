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
}
