namespace Godwit.Transport.Tests.Policies;

public sealed class HeartbeatPolicyTests
{
    private static readonly Instant Start = new(1000);

    [Fact]
    public void Interval_NotAgreed_IsStocksWhateverHappens()
    {
        foreach (var isServer in new[] { false, true })
        {
            var policy = new HeartbeatPolicy(isServer);
            policy.NoteSent(Start);
            policy.NoteAnswered();
            Assert.Equal(3000, policy.Interval(50));
            Assert.Equal(Instant.Never, policy.AwaitingSince);
        }
    }

    [Fact]
    public void Interval_EachOneAnswered_GrowsToTheLimit()
    {
        var policy = Client();
        Assert.Equal([3000, 6000, 12_000, 25_000, 25_000], Answered(policy, 5));
    }

    [Fact]
    public void Interval_LimitOfTheServer_IsKept()
    {
        var policy = new HeartbeatPolicy(isServer: false);
        policy.Agree(10_000);
        Assert.Equal([3000, 6000, 10_000, 10_000], Answered(policy, 4));
        policy.Agree(1000);
        Assert.False(policy.IsAgreed);
        Assert.Equal(3000, policy.Interval(50));
        policy.Agree(long.MaxValue);
        Assert.Equal(25_000, policy.SilenceMax);
    }

    [Fact]
    public void Interval_Unanswered_RetriesSoonAndThenAsStock()
    {
        var policy = Client();
        Answered(policy, 4);
        policy.NoteSent(Start);
        Assert.Equal(Start, policy.AwaitingSince);
        Assert.Equal(1000, policy.Interval(50));
        Assert.Equal(2400, policy.Interval(1200));
        policy.NoteSent(Start + 1000);
        Assert.Equal(3000, policy.Interval(50));
        Assert.Equal(Start, policy.AwaitingSince);
        policy.NoteAnswered();
        Assert.Equal(25_000, policy.Interval(50));
    }

    [Fact]
    public void NoteMappingLost_AfterAGap_NeverWaitsSoLongAgainOnThisNetwork()
    {
        var policy = Client();
        Answered(policy, 3);
        policy.NoteSent(Start);
        policy.NoteAnswered();
        policy.NoteMappingLost();
        policy.NoteActivity();
        Assert.Equal([3000, 6000, 12_000, 12_000, 12_000], Answered(policy, 5));
        policy.NoteNetworkChanged();
        Assert.Equal([3000, 6000, 12_000, 25_000], Answered(policy, 4));
    }

    [Fact]
    public void Interval_Server_IsLongerThanAnyOfTheClients()
    {
        var policy = new HeartbeatPolicy(isServer: true);
        policy.Agree(25_000);
        Assert.Equal(30_000, policy.Interval(50));
    }

    private static HeartbeatPolicy Client()
    {
        var policy = new HeartbeatPolicy(isServer: false);
        policy.Agree(25_000);
        return policy;
    }

    private static List<int> Answered(HeartbeatPolicy policy, int count)
    {
        List<int> gaps = [];
        for (var i = 0; i < count; i++)
        {
            gaps.Add(policy.Interval(50));
            policy.NoteSent(Start);
            policy.NoteAnswered();
        }

        return gaps;
    }
}
