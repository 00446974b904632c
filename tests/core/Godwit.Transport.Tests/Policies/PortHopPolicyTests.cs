using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests.Policies;

public sealed class PortHopPolicyTests
{
    [Fact]
    public void WantsNewPort_TenSecondsOnAPortWithoutRoundTrip_OnlyThen()
    {
        var start = new Instant(1_000_000);
        var policy = new PortHopPolicy(start);
        Assert.False(policy.WantsNewPort(start + 10_000, null));
        Assert.True(policy.WantsNewPort(start + 10_001, null));
        Assert.True(policy.WantsNewPort(start + 20_000, start + 9_999));
        Assert.False(policy.WantsNewPort(start + 20_000, start + 10_000));
        policy.Hopped(start + 20_000);
        Assert.False(policy.WantsNewPort(start + 30_000, null));
        Assert.True(policy.WantsNewPort(start + 30_001, null));
    }

    [Fact]
    public void PortsToKeep_AfterHops_AreTenAtMostAndOneAfterAMinute()
    {
        var start = new Instant(1_000_000);
        var policy = new PortHopPolicy(start);
        Assert.Equal(1, policy.PortsToKeep(start, 1));
        Assert.Equal(10, policy.PortsToKeep(start + 60_000, 11));
        Assert.Equal(1, policy.PortsToKeep(start + 60_001, 11));
        Assert.Equal(1, policy.PortsToKeep(start + 99_999, 1));
    }

    [Fact]
    public void WantsNewPort_ClientInAnOutage_HopsAfterTenSecondsAndRoamsTheServer()
    {
        using var pair = Pairs.Stock();
        var policy = new PortHopPolicy(pair.Clock.Now);
        var hops = new List<long>();
        pair.SetDelay(5);
        pair.RunFor(20_000);
        Assert.False(policy.WantsNewPort(pair.Clock.Now, pair.Client.LastRoundTripAt));
        var roundTrip = pair.Client.LastRoundTripAt!.Value;
        pair.Tap = (now, direction, _) =>
        {
            if (direction == Crypto.Direction.ToServer && policy.WantsNewPort(now, pair.Client.LastRoundTripAt))
            {
                policy.Hopped(now);
                hops.Add(now - roundTrip);
                pair.ClientPort++;
            }
        };
        pair.Cut(true);
        pair.RunFor(60_000);
        Assert.InRange(hops[0], 10_001, 13_001);
        Assert.All(hops.Zip(hops.Skip(1)), two => Assert.Equal(12_000, two.Second - two.First));
        pair.Cut(false);
        pair.RunFor(3100);
        Assert.Equal(pair.ClientPort, pair.PeerPort);
    }
}
