using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests.States;

public sealed class StateSenderTests
{
    private readonly Screen live = Screen.Create();
    private readonly StateSender<Screen> sender;
    private Instant now = new(1000);

    public StateSenderTests()
    {
        sender = new StateSender<Screen>(new SenderSettings(0, IsServer: true, TransportTuning.DefaultServer), new RttEstimator(100), now, live);
    }

    [Fact]
    public void TryReplaceBuilt_NothingElseWasSentSince_TakesTheEarlierOne()
    {
        var number = Send("large");
        now += 2000;
        Assert.True(sender.TryBuild(now, out _, out _, out var isNew));
        Assert.False(isNew);
        Assert.True(sender.TryReplaceBuilt(now, number, acknowledges: true));
    }

    /// <summary>The peer may hold the one between, and would not go back to the first.</summary>
    [Fact]
    public void TryReplaceBuilt_AnotherOneWasSentSince_IsRefused()
    {
        var number = Send("large");
        Send("other");
        Send("large");
        Assert.False(sender.TryReplaceBuilt(now, number, acknowledges: true));
    }

    [Fact]
    public void TryReplaceBuilt_NumberThatIsNotKept_IsRefused()
    {
        Send("large");
        Assert.False(sender.TryReplaceBuilt(now, 77, acknowledges: true));
    }

    [Fact]
    public void TryReplaceBuilt_OlderAcknowledgement_IsFollowedByANewOneAtOnce()
    {
        var number = Send("large");
        now += 2000;
        Assert.True(sender.TryBuild(now, out _, out _, out _));
        Assert.True(sender.TryReplaceBuilt(now, number, acknowledges: false));
        Assert.Equal(now, sender.NextDeadline(now));
        Assert.True(sender.TryBuild(now, out var oldNumber, out var newNumber, out _));
        Assert.Equal((sender.AcknowledgedNumber, sender.AcknowledgedNumber), (oldNumber, newNumber));
        Assert.Equal(0, sender.Diff.Length);
        Assert.False(sender.TryBuild(now, out _, out _, out _));
    }

    private ulong Send(string text)
    {
        live.Text = text;
        sender.MarkLocalChanged();
        now += 500;
        Assert.True(sender.NextDeadline(now) <= now);
        Assert.True(sender.TryBuild(now, out _, out var number, out var isNew));
        Assert.True(isNew);
        return number;
    }
}
