using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests;

/// <summary>The reference trace of spec 02 section 12, with both our ends on stock's timing.</summary>
public sealed class TraceTests
{
    [Fact]
    public void Session_StockTiming_FollowsTheReferenceTrace()
    {
        using var pair = Pairs.Stock();
        var tap = pair.Watch();
        pair.EchoKeys(delay: 3);
        pair.SetDelay(1);
        pair.Client.Local.Type("R");
        pair.Client.MarkLocalChanged();

        // The shell prints its prompt while the frame gap is still 250 ms; the echo ack of the resize comes with it.
        pair.RunFor(100);
        pair.Print("$ ");
        pair.RunFor(1400);
        pair.Type("ab");
        pair.RunFor(200);
        var trace = tap.Seen.Select(sighting => sighting.Numbers).ToArray();
        Assert.Equal(
            [
                "C 0->1 ack 0 thr 0 diff",
                "S 0->1 ack 1 thr 0",
                "S 0->2 ack 1 thr 0 diff",
                "C 1->2 ack 2 thr 1",
                "C 1->3 ack 2 thr 1 diff",
                "S 2->3 ack 3 thr 2 diff",
                "S 2->4 ack 3 thr 2 diff",
                "C 3->4 ack 4 thr 3",
            ],
            trace);
        // Reaction of the shell 3 ms, collection 8 ms; echo ack 50 ms after the keys plus collection; data ack 100 ms.
        Assert.Equal([0, 1, 251, 352, 1501, 1513, 1560, 1614], tap.Seen.Select(sighting => sighting.Time));
    }

    [Fact]
    public void Shutdown_ByTheClient_IsAnsweredOnceAndBothEnd()
    {
        using var pair = Pairs.Stock();
        var tap = pair.Watch();
        pair.SetDelay(1);
        pair.RunFor(4000);
        tap.Seen.Clear();
        pair.Client.BeginShutdown(pair.Clock.Now);
        Assert.True(pair.RunUntil(() => pair.Client.IsFinished(pair.Clock.Now) && pair.Server.IsFinished(pair.Clock.Now), 100));
        Assert.Equal(ConnectionPhase.Closed, pair.Client.Phase(pair.Clock.Now));
        Assert.Equal(ConnectionPhase.Closed, pair.Server.Phase(pair.Clock.Now));
        Assert.Equal(2, tap.Seen.Count);
        Assert.EndsWith("->MAX ack 2 thr 2", tap.Seen[0].Numbers, StringComparison.Ordinal);
        Assert.Contains("ack MAX", tap.Seen[1].Numbers, StringComparison.Ordinal);
        Assert.NotEqual(StateNumber.Shutdown, tap.Seen[1].New);
    }
}
