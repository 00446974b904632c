using Godwit.Testing;
using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests.Paths;

/// <summary>What an idle session costs, and what it notices.</summary>
public sealed class HeartbeatTests
{
    private static readonly PeerFeatures Ours = new(1, PeerFeatures.Packed | PeerFeatures.Paths);

    [Fact]
    public void Idle_BetweenGodwits_TwoPacketsPerLongGapAndOneWakeUpOfTheServer()
    {
        using var pair = Idle(out var tap);
        pair.RunFor(600_000);
        var own = tap.FromClient.Select(sighting => sighting.Time).ToList();
        Assert.InRange(own.Count, 23, 28);
        Assert.InRange(tap.FromServer.Count(), own.Count - 1, own.Count + 1);
        Assert.All(own.Skip(3).Zip(own.Skip(4)), two => Assert.InRange(two.Second - two.First, 24_000, 25_100));
        Assert.Empty(tap.Controls);
        // Each of the server's packets is the answer to one of the client's.
        Assert.All(tap.FromServer, sighting => Assert.Contains(own, time => sighting.Time - time == 20));
        Assert.Null(pair.Client.AwaitingSince is { } since && since != Instant.Never ? "awaits" : null);
    }

    [Fact]
    public void Idle_FirstMinuteAfterText_CostsLessThanThreeTenthsOfStock()
    {
        using var stock = Pairs.Stock();
        using var ours = Create();
        Assert.InRange(OctetsAndPackets(ours).Packets, 2, OctetsAndPackets(stock).Packets * 3 / 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Idle_OneEndIsOld_BothKeepStocksRhythm(bool isClientOld)
    {
        var old = new PeerFeatures(1, PeerFeatures.Packed);
        using var pair = Pairs.Create(1, TransportTuning.Default, TransportTuning.DefaultServer, isClientOld ? old : Ours, isClientOld ? Ours : old);
        pair.SetDelay(20);
        pair.RunFor(10_000);
        var tap = pair.Watch();
        pair.RunFor(60_000);
        Assert.InRange(tap.FromClient.Count(), 19, 20);
        Assert.InRange(tap.FromServer.Count(), 19, 20);
    }

    [Fact]
    public void PathDies_WhileIdle_IsNoticedWithTheNextHeartbeatAndTriedUntilItIsBack()
    {
        using var pair = Idle(out _);
        pair.RunFor(120_000);
        pair.Cut(true);
        Assert.True(pair.RunUntil(() => pair.Client.AwaitingSince != Instant.Never, 25_100));
        pair.RunFor(60_000);
        pair.Cut(false);
        var restored = pair.Clock.Now;
        Assert.True(pair.RunUntil(() => pair.Client.LastHeard > restored, 1000));
        Assert.InRange(pair.Clock.Now - restored, 0, 150 + 40);
    }

    [Fact]
    public void PathDies_WhileIdle_ServerStillSpeaksAfterLongSilence()
    {
        using var pair = Idle(out _);
        pair.RunFor(120_000);
        pair.Up.IsCut = true;
        pair.RunFor(45_000);
        pair.Up.IsCut = false;
        pair.Print("news");
        Assert.True(pair.RunUntil(() => pair.Client.Remote.Text == "news", 500));
    }

    [Fact]
    public void TranslatorForgets_AfterALongGap_GapsStayBelowIt()
    {
        using var pair = Idle(out var tap);

        // A translator that gives another port to what was silent for 20 s.
        var last = pair.Clock.Now;
        var watch = pair.Tap!;
        var port = 1;
        pair.Tap = (now, direction, datagram) =>
        {
            watch(now, direction, datagram);
            if (now - last > 20_000)
            {
                pair.ClientPort = ++port;
            }

            last = now;
        };
        var known = 1;
        pair.ServerReceived = _ =>
        {
            if (pair.PeerPort != known)
            {
                known = pair.PeerPort;
                pair.Server.NotePeerMoved(pair.Clock.Now);
            }
        };
        pair.RunFor(600_000);
        Assert.Equal(2, port);
        var later = tap.FromClient.Where(sighting => sighting.Time > 200_000).Select(sighting => sighting.Time).ToList();
        Assert.All(later.Zip(later.Skip(1)), two => Assert.InRange(two.Second - two.First, 11_000, 12_100));
    }

    [Fact]
    public void SilenceMax_OfTheServer_IsKeptByTheClient()
    {
        using var pair = new ConnectionPair<Keys, Screen>(
            1, Keys.Create, Screen.Create, options => options with { Features = Ours }, options => options with { Features = Ours, SilenceMax = 8000 });
        pair.SetDelay(10);
        pair.Type("x");
        pair.RunFor(60_000);
        var tap = pair.Watch();
        pair.RunFor(80_000);
        Assert.InRange(tap.FromClient.Count(), 9, 10);
    }

    [Fact]
    public void Addresses_FirstOnesLost_ComeAgain()
    {
        using var pair = Create();
        pair.Server.Advertise([4, 192, 0, 2, 1, 0, 99]);
        pair.SetDelay(20);
        pair.Down.Conditions = new() { Delay = 20, Loss = 0.5 };
        pair.Type("x");
        pair.RunFor(10_000);
        Assert.Equal(7, pair.Client.AdvertisedAddresses.Length);
        Assert.NotNull(pair.Server.AwaitingSince);
    }

    private static ConnectionPair<Keys, Screen> Create() =>
        Pairs.Create(1, TransportTuning.Default, TransportTuning.DefaultServer, Ours, Ours);

    private static ConnectionPair<Keys, Screen> Idle(out WireTap tap)
    {
        var pair = Create();
        pair.SetDelay(20);
        pair.Type("x");
        pair.RunFor(2000);
        tap = pair.Watch();
        return pair;
    }

    // From 6 s after the first text on, as bench/run does.
    private static (int Packets, long Octets) OctetsAndPackets(ConnectionPair<Keys, Screen> pair)
    {
        pair.SetDelay(1);
        pair.Type("x");
        pair.Print("$ ");
        pair.RunFor(6000);
        var before = pair.Up.Sent + pair.Down.Sent;
        var octets = pair.Up.OctetsSent + pair.Down.OctetsSent;
        pair.RunFor(60_000);
        return (pair.Up.Sent + pair.Down.Sent - before, pair.Up.OctetsSent + pair.Down.OctetsSent - octets);
    }
}
