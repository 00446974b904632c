namespace Godwit.Streams.Tests;

public sealed class ReorderingTests
{
    private const int RoundsKept = 16;

    private readonly Reordering reordering = new();
    private readonly RttEstimate rtt = new(100);

    public ReorderingTests() => rtt.Add(40, 0);

    [Fact]
    public void Patience_OrderIsKept_IsNineEighthsOfARoundTripAndThreePackets()
    {
        Assert.Equal((3UL, 45.0), (reordering.Packets, reordering.Patience(rtt)));
        reordering.NoteLate(2, 44, rtt);
        Assert.Equal((3UL, 45.0), (reordering.Packets, reordering.Patience(rtt)));
    }

    /// <summary>Twice as many packets as often as is needed; the next quarter of the round trip.</summary>
    [Theory]
    [InlineData(3, 46, 6, 50)]
    [InlineData(5, 50, 6, 60)]
    [InlineData(6, 59, 12, 60)]
    [InlineData(100, 75, 192, 80)]
    public void NoteLate_LaterThanIsWaitedFor_AddsAsMuchAsWasNeeded(ulong distance, double age, ulong packets, double patience)
    {
        reordering.NoteLate(distance, age, rtt);
        Assert.Equal((packets, patience), (reordering.Packets, reordering.Patience(rtt)));
        Assert.True(reordering.Packets > distance && reordering.Patience(rtt) > age);
    }

    /// <summary>However late it is said that something has come: twice the round trip, and a bounded number.</summary>
    [Fact]
    public void NoteLate_Anything_IsBounded()
    {
        reordering.NoteLate(ulong.MaxValue, 1e9, rtt);
        Assert.Equal((Reordering.PacketsMax, 80.0), (reordering.Packets, reordering.Patience(rtt)));
    }

    [Fact]
    public void EndRound_NothingWasLateForLong_ForgetsIt()
    {
        reordering.NoteLate(20, 60, rtt);
        for (int round = 0; round < RoundsKept; round++)
        {
            reordering.EndRound();
        }

        Assert.Equal((24UL, 70.0), (reordering.Packets, reordering.Patience(rtt)));
        reordering.NoteLate(4, 46, rtt); // Less is still seen.
        for (int round = 0; round < RoundsKept; round++)
        {
            reordering.EndRound();
        }

        Assert.Equal((6UL, 50.0), (reordering.Packets, reordering.Patience(rtt)));
        for (int round = 0; round < RoundsKept; round++)
        {
            reordering.EndRound();
        }

        Assert.Equal((3UL, 45.0), (reordering.Packets, reordering.Patience(rtt)));
    }

    [Fact]
    public void Reset_ForgetsIt()
    {
        reordering.NoteLate(20, 60, rtt);
        reordering.Reset();
        Assert.Equal((3UL, 45.0), (reordering.Packets, reordering.Patience(rtt)));
    }
}
