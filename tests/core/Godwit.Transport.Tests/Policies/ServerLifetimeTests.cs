namespace Godwit.Transport.Tests.Policies;

public sealed class ServerLifetimeTests
{
    private static readonly Instant Start = new(1_000_000);

    [Theory]
    [InlineData(59_999, LifetimeDecision.Stay)]
    [InlineData(60_000, LifetimeDecision.Exit)]
    public void Check_NoClientEver_EndsAfterAMinute(int after, LifetimeDecision expected)
    {
        var lifetime = new ServerLifetime(Start);
        Assert.Equal(expected, lifetime.Check(Start + after, null, hasPeer: false, isClosing: false));
        Assert.Equal(Start + 60_000, lifetime.NextDeadline(null));
    }

    [Fact]
    public void Check_ClientSilentForYears_StaysWithoutATimeout()
    {
        var lifetime = new ServerLifetime(Start);
        Assert.Equal(LifetimeDecision.Stay, lifetime.Check(Start + (100L * 365 * 86_400_000), Start, false, false));
        Assert.Equal(Instant.Never, lifetime.NextDeadline(Start));
    }

    [Theory]
    [InlineData(1999, true, false, LifetimeDecision.Stay)]
    [InlineData(2000, true, false, LifetimeDecision.ShutDown)]
    [InlineData(2000, true, true, LifetimeDecision.Exit)]
    [InlineData(2000, false, false, LifetimeDecision.Exit)]
    public void Check_NetworkTimeout_ShutsDownOrExits(int idle, bool hasPeer, bool isClosing, LifetimeDecision expected)
    {
        var lifetime = new ServerLifetime(Start, networkTimeoutSeconds: 2);
        Assert.Equal(expected, lifetime.Check(Start + 5000 + idle, Start + 5000, hasPeer, isClosing));
        Assert.Equal(Start + 7000, lifetime.NextDeadline(Start + 5000));
        Assert.Equal(Start + 2000, lifetime.NextDeadline(null));
    }

    [Fact]
    public void Check_NetworkTimeoutBeforeFirstContact_Applies()
    {
        var lifetime = new ServerLifetime(Start, networkTimeoutSeconds: 2);
        Assert.Equal(LifetimeDecision.Exit, lifetime.Check(Start + 2000, null, false, false));
    }

    /// <summary>What the program prints counts as use: a long job ends before its session does.</summary>
    [Theory]
    [InlineData(9999, false, LifetimeDecision.Stay)]
    [InlineData(10_000, false, LifetimeDecision.Exit)]
    [InlineData(1_000_000_000, true, LifetimeDecision.Stay)]
    public void Check_LostAndIdleForItsTimeToLive_Ends(int after, bool hasPeer, LifetimeDecision expected)
    {
        var lifetime = new ServerLifetime(Start, timeToLiveSeconds: 10);
        var lastUse = Start + 50_000;
        Assert.Equal(expected, lifetime.Check(lastUse + after, Start, hasPeer, isClosing: false, lastUse));
        Assert.Equal(hasPeer ? Instant.Never : lastUse + 10_000, lifetime.NextDeadline(Start, hasPeer, lastUse));
    }

    [Fact]
    public void OnUserSignal_WithTimeout_ActsOnlyWhenIdleLongEnough()
    {
        var lifetime = new ServerLifetime(Start, signalTimeoutSeconds: 3);
        Assert.Equal(LifetimeDecision.Stay, lifetime.OnUserSignal(Start + 2999, Start, true, false));
        Assert.Equal(LifetimeDecision.ShutDown, lifetime.OnUserSignal(Start + 3000, Start, true, false));
        Assert.Equal(LifetimeDecision.Exit, lifetime.OnUserSignal(Start + 3000, Start, false, false));
        Assert.Equal(LifetimeDecision.ShutDown, new ServerLifetime(Start).OnUserSignal(Start, Start, true, false));
    }

    [Fact]
    public void OnTerminate_AttachedOrNot_ShutsDownOrExits()
    {
        Assert.Equal(LifetimeDecision.ShutDown, ServerLifetime.OnTerminate(hasPeer: true, isClosing: false));
        Assert.Equal(LifetimeDecision.Exit, ServerLifetime.OnTerminate(hasPeer: true, isClosing: true));
        Assert.Equal(LifetimeDecision.Exit, ServerLifetime.OnTerminate(hasPeer: false, isClosing: false));
    }
}
