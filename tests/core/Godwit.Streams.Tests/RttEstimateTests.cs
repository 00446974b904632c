namespace Godwit.Streams.Tests;

public sealed class RttEstimateTests
{
    [Fact]
    public void Add_FirstSample_CountsAlone()
    {
        var rtt = new RttEstimate(333);
        Assert.Equal((333.0, 166.5, false), (rtt.Smoothed, rtt.Variation, rtt.HasSample));
        rtt.Add(50, 10);
        Assert.Equal((40.0, 40.0, 20.0, true), (rtt.Latest, rtt.Smoothed, rtt.Variation, rtt.HasSample));
    }

    [Fact]
    public void Add_Further_AreWeighedAsInRfc9002()
    {
        var rtt = new RttEstimate(333);
        rtt.Add(40, 0);
        rtt.Add(80, 0);
        Assert.Equal(((0.75 * 20) + (0.25 * 40), 45.0), (rtt.Variation, rtt.Smoothed));
        for (int count = 0; count < 200; count++)
        {
            rtt.Add(100, 0);
        }

        Assert.InRange(rtt.Smoothed, 99.9, 100);
        Assert.InRange(rtt.Variation, 0, 0.1);
    }

    /// <summary>A peer that lies about its delay changes the estimate by what it is allowed to wait, and no further.</summary>
    [Fact]
    public void Add_DelayIsALie_CountsAsMuchAsIsAllowed()
    {
        var rtt = new RttEstimate(333);
        rtt.Add(100, 10_000);
        Assert.Equal(100.0 - AckTracker.DelayMax, rtt.Latest);
        rtt.Add(10, 10_000);
        Assert.Equal(0, rtt.Latest);
    }

    [Fact]
    public void Reset_KeepsTheMeanUntilTheNextSample()
    {
        var rtt = new RttEstimate(333);
        rtt.Add(40, 0);
        rtt.Reset();
        Assert.Equal((40.0, false), (rtt.Smoothed, rtt.HasSample));
        rtt.Add(300, 0);
        Assert.Equal((300.0, 150.0), (rtt.Smoothed, rtt.Variation));
    }
}
