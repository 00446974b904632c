using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests.States;

/// <summary>Between Godwits where packets get lost: how often what is small leaves, and how long an acknowledgement may wait. A round trip takes 100 ms.</summary>
public sealed class LossySenderTests
{
    private const int RoundTrip = 100;
    private const int ThirtyPercent = 38;

    private readonly Screen live = Screen.Create();
    private readonly RttEstimator rtt = new(100);
    private Instant now = new(1000);
    private bool isChanged;

    [Fact]
    public void Output_NotAcknowledged_LeavesTwiceThenThreeTimesAfterTheTimeout()
    {
        var sender = Create(isServer: true);
        Print("output");
        Assert.Equal([0, 10], Copies(sender, RoundTrip));
        Assert.Equal([0, 10, 20], Copies(sender, RoundTrip));
    }

    /// <summary>Whoever waits for the answer asks again.</summary>
    [Fact]
    public void Answer_NotAcknowledged_WaitsForTheKeyToComeAgain()
    {
        var sender = Create(isServer: true);
        sender.HandlePeerState(now, diffLength: 5, isShutdown: false);
        Print("echo");
        Assert.Equal([0, 10], Copies(sender, RoundTrip));
        Assert.True(sender.NextDeadline(now) > now + RoundTrip);
    }

    [Fact]
    public void Answer_KeyComesAgainAfterARoundTrip_LeavesWithTheAcknowledgementAtOnce()
    {
        var sender = Create(isServer: true);
        sender.HandlePeerState(now, diffLength: 5, isShutdown: false);
        Print(new string('x', 150)); // Too long to be said again on the off chance.
        Assert.Equal([0, 10], Copies(sender, RoundTrip));
        sender.HandlePeerRepeat(now); // It left when the echo could not be there yet.
        Assert.True(sender.NextDeadline(now) > now);
        now += 50;
        sender.HandlePeerRepeat(now);
        Assert.True(sender.NextDeadline(now) <= now);
        Assert.True(sender.TryBuild(now, out _, out _, out _));
        Assert.NotEqual(0, sender.Diff.Length);
        now += 1;
        Assert.Equal([0, 10, 60], Copies(sender, RoundTrip)); // As after a timeout: three times with the one above, and from then on once in a frame gap.
    }

    [Fact]
    public void NewKey_TheOneBeforeIsOverdue_LeavesOnceMore()
    {
        var sender = Create(isServer: false);
        Print("a");
        Assert.Equal([0, 10], Copies(sender, 40));
        Print("ab");
        Assert.Equal([0, 10], Copies(sender, 40));
        now += 30;
        Print("abc");
        Assert.Equal([0, 10, 20], Copies(sender, 40));
    }

    /// <summary>The peer repeats before an acknowledgement that waits for company could be there.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Acknowledgement_NoContentIsLikelyToFollow_LeavesBeforeThePeerRepeats(bool isServer)
    {
        var sender = Create(isServer);
        sender.HandlePeerState(now, diffLength: 5, isShutdown: false);
        Assert.Equal(now + 20, sender.NextDeadline(now));
    }

    [Fact]
    public void Acknowledgement_OfSmallOutputWhileSomebodyTypes_WaitsForTheNextKey()
    {
        var sender = Create(isServer: false);
        Print("key");
        sender.MarkLocalChanged();
        Assert.True(sender.NextDeadline(now) <= now);
        Assert.True(sender.TryBuild(now, out _, out var number, out _));
        now += RoundTrip;
        sender.HandleAcknowledgement(now, number);
        sender.HandlePeerState(now, diffLength: 5, isShutdown: false);
        Assert.Equal(now + TransportTuning.Default.AckDelay, sender.NextDeadline(now));
    }

    private void Print(string text)
    {
        live.Text = text;
        isChanged = true;
    }

    // When the content leaves in the next milliseconds, counted from the first time.
    private long[] Copies(StateSender<Screen> sender, int milliseconds)
    {
        if (isChanged)
        {
            sender.MarkLocalChanged();
            isChanged = false;
        }

        List<Instant> times = [];
        for (var i = 0; i <= milliseconds || times.Count == 0; i++)
        {
            Assert.True(i < 10_000, "Nothing leaves.");
            if (sender.NextDeadline(now) <= now && sender.TryBuild(now, out _, out _, out _) && sender.Diff.Length > 0)
            {
                times.Add(now);
            }

            now += 1;
        }

        return [.. times.Select(time => time - times[0])];
    }

    private StateSender<Screen> Create(bool isServer)
    {
        for (var i = 0; i < 50; i++)
        {
            rtt.AddSample(RoundTrip);
        }

        var tuning = isServer ? TransportTuning.DefaultServer : TransportTuning.Default;
        var sender = new StateSender<Screen>(new SenderSettings(0, isServer, tuning), rtt, now, live) { PeerIsPacked = true };
        sender.HandleLossReport(ThirtyPercent);
        for (var i = 0; i < 40; i++)
        {
            sender.HandlePacket(gap: (ulong)(i % 2));
        }

        Assert.True(sender.TryBuild(now, out _, out _, out _)); // The first sign of life.
        return sender;
    }
}
