using Godwit.Crypto;
using Godwit.Link;
using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests;

/// <summary>Packed instructions, and diffs compressed against those before them.</summary>
public sealed class PackedTests
{
    private const string Page = "static int fn_29(struct offset *p, int child) { if (p->length > 23) return 35; printf(\"node 27 72\"); } ";
    private static readonly PeerFeatures Packs = new(1, PeerFeatures.Packed);

    [Fact]
    public void AnyPath_ThenQuiet_BothEndsHoldTheSame()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            using var pair = Create(seed);
            pair.EchoKeys();
            RandomLife.Live(pair, seed, steps: 100);
            pair.Up.Conditions = new() { Delay = 20 };
            pair.Down.Conditions = new() { Delay = 20 };
            pair.RunFor(10_000);
            Assert.True(pair.Client.Local.End == pair.Server.Remote.End, $"seed {seed}: keys");
            Assert.True(pair.Server.Local.Text == pair.Client.Remote.Text, $"seed {seed}: screen");
            Assert.Equal(pair.Server.Local.EchoAck, pair.Client.Remote.EchoAck);
            Assert.False(pair.Client.HasUnacknowledgedContent);
            foreach (var counters in new[] { pair.Client.Counters, pair.Server.Counters })
            {
                Assert.Equal(0, counters.BadDiffs + counters.BadNumbers + counters.Malformed + counters.NotInflatable);
            }
        }
    }

    [Fact]
    public void AfterTheHellos_EveryInstructionIsPacked_AndOnlyTheServersHaveAHistory()
    {
        using var pair = Create(1);
        var tap = Negotiated(pair);
        var decided = tap.Seen.Count;
        for (var i = 0; i < 20; i++)
        {
            pair.Type("j");
            pair.RunFor(200);
            pair.Print(Page + i);
            pair.RunFor(200);
        }

        var later = tap.Seen.Skip(decided).ToList();
        Assert.All(later, sighting => Assert.True(sighting.IsPacked));
        Assert.DoesNotContain(later, sighting => sighting.ContinuesHistory && sighting.Direction == Direction.ToServer);
        Assert.True(later.Count(sighting => sighting.ContinuesHistory) > 15);
        Assert.All(
            tap.FromServer.Where(sighting => sighting is { IsPacked: true, ContinuesHistory: true, DiffLength: > 0 }).Skip(2),
            sighting => Assert.InRange(sighting.DiffLength, 1, 20));
    }

    [Fact]
    public void Lengths_KeysOfSomeOctetsAndAcknowledgements_AreTheSame()
    {
        const int AroundTheBody = 28;
        using var pair = Create(1);
        var tap = Negotiated(pair);
        foreach (var key in new[] { "j", "\u00e9", "\u6f22", "\e[A", "kk" })
        {
            var decided = tap.Packets.Count;
            pair.Type(key);
            pair.RunFor(1000);
            Assert.NotEmpty(tap.Packets.Skip(decided));
            Assert.All(tap.Packets.Skip(decided), packet => Assert.Equal(AroundTheBody + 16, packet.Length));
        }

        var before = tap.Packets.Count;
        for (var length = 1; length < 300; length += 7)
        {
            pair.Print(new string('x', length));
            pair.RunFor(500);
        }

        Assert.All(tap.Packets.Skip(before), packet => Assert.Equal(0, (packet.Length - AroundTheBody) % 8));
    }

    [Fact]
    public void LossReport_LossOnTheWayDownOnly_DoesNotMakeTheClientRepeatItsKeys()
    {
        int Packets(ulong features)
        {
            var both = Packs with { Bits = features };
            using var pair = Pairs.Create(1, TransportTuning.Default, TransportTuning.DefaultServer, both, both);
            pair.EchoKeys();
            Negotiated(pair);
            pair.SetDelay(100);
            pair.Down.Conditions = pair.Down.Conditions with { Loss = 0.3 };
            for (var i = 0; i < 60; i++)
            {
                pair.Type("j");
                pair.RunFor(250);
            }

            var before = pair.Up.Sent;
            for (var i = 0; i < 100; i++)
            {
                pair.Type("j");
                pair.RunFor(250);
            }

            return pair.Up.Sent - before;
        }

        Assert.InRange(Packets(PeerFeatures.Packed | PeerFeatures.LossReport), 100, Packets(PeerFeatures.Packed) - 40);
    }

    [Fact]
    public void LossReport_CleanPath_IsZeroAndNothingIsRepeated()
    {
        var both = Packs with { Bits = PeerFeatures.Packed | PeerFeatures.LossReport };
        using var pair = Pairs.Create(1, TransportTuning.Default, TransportTuning.DefaultServer, both, both);
        pair.EchoKeys();
        var tap = Negotiated(pair);
        tap.HasLossReports = true;
        var before = tap.Seen.Count;
        pair.Type("j");
        pair.RunFor(1000);
        Assert.All(tap.Seen.Skip(before), sighting => Assert.Equal(0ul, sighting.LossReport));
        Assert.Equal(1, tap.Seen.Skip(before).Count(sighting => sighting is { Direction: Direction.ToServer, DiffLength: > 0 }));
    }

    [Fact]
    public void Repeat_OfWhatDidNotFitOneDatagram_BringsOnlyWhatWasLost()
    {
        var both = Packs with { Bits = PeerFeatures.Packed | PeerFeatures.LossReport };
        using var pair = Pairs.Create(1, TransportTuning.Default, TransportTuning.DefaultServer, both, both);
        var tap = Negotiated(pair);
        tap.HasLossReports = true;
        pair.SetDelay(50);
        pair.Type("j");
        pair.RunFor(3000);
        pair.Up.Conditions = pair.Up.Conditions with { Loss = 0.5 };
        var text = new char[30_000];
        var random = new Random(1);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)random.Next(' ', '~');
        }

        var before = tap.Packets.Count;
        pair.Type(new string(text));
        for (var i = 0; i < 10; i++)
        {
            // What is said meanwhile does not end the group.
            pair.RunFor(300);
            pair.Print(Page + i);
        }

        // 25 pieces, or 60 small ones: without what arrived before, half of them would not arrive at once in a thousand years.
        Assert.Equal(pair.Client.Local.End, pair.Server.Remote.End);
        var groups = tap.Packets.Skip(before).Where(packet => packet.Direction == Direction.ToServer && packet.Fragment.Group != 0).Select(packet => packet.Fragment.Group);
        Assert.InRange(groups.Distinct().Count(), 1, 2);
        pair.RunFor(1000);
        Assert.False(pair.Client.HasUnacknowledgedContent);
        Assert.Equal(pair.Server.Local.Text, pair.Client.Remote.Text);
    }

    /// <summary>The picture is again what the peer has acknowledged, and the peer shows another one since.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Picture_ThatIsAgainTheAcknowledgedOne_IsShown(bool isLost)
    {
        foreach (var features in new PeerFeatures?[] { null, Packs with { Bits = PeerFeatures.Packed | PeerFeatures.LossReport } })
        {
            using var pair = Pairs.Create(1, TransportTuning.Default, TransportTuning.DefaultServer, features, features);
            pair.SetDelay(50);
            pair.Print("one");
            pair.RunFor(5000);
            Assert.Equal("one", pair.Client.Remote.Text);
            pair.Print("two");
            pair.RunFor(60);
            Assert.Equal("two", pair.Client.Remote.Text);
            pair.Cut(isLost);
            pair.Print("one");
            pair.RunFor(220);
            pair.Cut(false);
            pair.RunFor(isLost ? 1000 : 0);
            Assert.Equal("one", pair.Client.Remote.Text);
        }
    }

    /// <summary>The acknowledgement of a frame comes 150 ms late and more: that is no loss, also where some of them do get lost.</summary>
    [Fact]
    public void Frames_OfSeveralDatagramsWhereSomeGetLost_AreSentTwiceOnlyIfLost()
    {
        const int Frames = 60;
        var both = Packs with { Bits = PeerFeatures.Packed | PeerFeatures.LossReport | PeerFeatures.Paths };
        using var pair = Pairs.Create(1, TransportTuning.Default, TransportTuning.DefaultServer, both, both);
        pair.SetDelay(50);
        pair.RunFor(5000);
        var bursts = new BurstLoss(Enter: 0.2 / 17, Exit: 0.2, BadLoss: 0.9);
        pair.Up.Conditions = pair.Up.Conditions with { Burst = bursts };
        pair.Down.Conditions = pair.Down.Conditions with { Burst = bursts };
        var random = new Random(5);
        var before = pair.Down.Sent;
        for (var frame = 0; frame < Frames; frame++)
        {
            var text = new char[1900];
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)random.Next('!', 'a');
            }

            pair.Print(new string(text));
            pair.RunFor(1000);
        }

        Assert.Equal(pair.Server.Local.Text, pair.Client.Remote.Text);
        Assert.InRange(pair.Down.Sent - before, 2 * Frames, 3 * Frames);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneEndWithoutTheFeature_NothingIsPacked(bool isClient)
    {
        var lacks = Packs with { Bits = 1 };
        using var pair = Pairs.Create(
            1, TransportTuning.Default, TransportTuning.DefaultServer, isClient ? lacks : Packs, isClient ? Packs : lacks);
        var tap = Negotiated(pair);
        pair.Print(Page);
        pair.Type("j");
        pair.RunFor(1000);
        Assert.Equal(Page, pair.Client.Remote.Text);
        Assert.DoesNotContain(tap.Seen, sighting => sighting.IsPacked);
    }

    [Fact]
    public void Acknowledgement_IsAtMostFiftyOctets()
    {
        using var pair = Create(1);
        var tap = Negotiated(pair);
        tap.Packets.Clear();
        pair.RunFor(60_000);
        Assert.True(tap.Packets.Count > 30);
        Assert.All(tap.Packets, packet => Assert.InRange(packet.Length, 33, 50));
    }

    [Fact]
    public void StateSentTwiceAlike_KeepsItsHistory()
    {
        using var pair = Create(1);
        var tap = Negotiated(pair);
        Print(pair, 1);
        pair.Cut(true);
        pair.Print(Page + 2);
        pair.RunFor(1500);
        pair.Cut(false);
        pair.RunFor(500);
        Assert.Equal(Page + 2, pair.Client.Remote.Text);
        Print(pair, 3);
        Assert.True(LastFrame(tap).ContinuesHistory);
        Assert.InRange(LastFrame(tap).DiffLength, 1, 20);
        Assert.Equal(0, pair.Client.Counters.NotInflatable);
    }

    [Fact]
    public void StateSentFromTwoBases_HasNoHistory_TheNextOneBegins()
    {
        using var pair = Create(1);
        var tap = Negotiated(pair);
        Print(pair, 1);
        pair.Print(Page + 2);
        pair.RunFor(25);
        pair.Down.IsCut = true;
        pair.Print(Page + 3);
        pair.RunFor(1000);
        Assert.Equal(Page + 2, pair.Client.Remote.Text);
        pair.Down.IsCut = false;
        pair.RunFor(1000);
        Assert.Equal(2, tap.FromServer.Where(sighting => sighting.New == LastFrame(tap).New).Select(sighting => sighting.Old).Distinct().Count());
        Assert.Equal(Page + 3, pair.Client.Remote.Text);
        Print(pair, 4);
        Assert.False(LastFrame(tap).ContinuesHistory);
        Print(pair, 5);
        Assert.True(LastFrame(tap).ContinuesHistory);
        Assert.Equal(Page + 5, pair.Client.Remote.Text);
        Assert.Equal(0, pair.Client.Counters.NotInflatable);
    }

    [Fact]
    public void LargeState_InManyDatagrams_Arrives()
    {
        using var pair = Create(1);
        Negotiated(pair);
        pair.Tap = null;
        var random = new Random(1);
        var text = new string([.. Enumerable.Range(0, 100_000).Select(_ => (char)random.Next(' ', '~'))]);
        for (var i = 0; i < 3; i++)
        {
            pair.Print(text + i);
            pair.RunFor(3000);
            Assert.Equal(text + i, pair.Client.Remote.Text);
        }
    }

    [Fact]
    public void HostilePeer_CostsACountAndNothingElse()
    {
        using var peer = new Forger(Direction.ToClient);
        using var client = Forger.Client(peer.Clock, TransportTuning.Default, Packs);
        var now = peer.Clock.Now;
        Assert.True(client.TryTransmit(now, new byte[2048], out _));
        client.HandleDatagram(now, Ecn.None, peer.Body([0x90, 1, 1, 0, 0]));
        client.HandleDatagram(now, Ecn.None, peer.Body([0x80, 1]));
        Assert.Equal(2, client.Counters.Malformed);
        client.HandleDatagram(now, Ecn.None, peer.Body([0xc0, 1, 1, 0, 0, 0xff, 0xff]));
        Assert.Equal(1, client.Counters.NotInflatable);
        Assert.Equal(0ul, client.AcknowledgedNumber);
        client.HandleDatagram(now, Ecn.None, peer.Body([0xe0, 9, 1, 0, 1, 0xff, 0xff]));
        Assert.Equal(1, client.Counters.UnknownBases);
        Assert.Equal(1ul, client.AcknowledgedNumber);
        client.HandleDatagram(now, Ecn.None, peer.Body([0x80, 1, 5, 0, 0]));
        Assert.Equal(2, client.Counters.UnknownBases);
        client.HandleDatagram(now, Ecn.None, peer.Body([0x80, 1, 1, 0, 1, .. Forger.Printed("x")]));
        Assert.Equal("x", client.Remote.Text);
    }

    [Fact]
    public void EndWithoutTheFeature_ReadsNoPackedInstruction()
    {
        using var peer = new Forger(Direction.ToClient);
        using var client = Forger.Client(peer.Clock, TransportTuning.Default);
        client.HandleDatagram(peer.Clock.Now, Ecn.None, peer.Body([0x80, 1, 1, 0, 0, .. Forger.Printed("x")]));
        Assert.Equal("", client.Remote.Text);
    }

    private static Godwit.Testing.ConnectionPair<Keys, Screen> Create(int seed) =>
        Pairs.Create(seed, TransportTuning.Default, TransportTuning.DefaultServer, Packs, Packs);

    private static void Print(Godwit.Testing.ConnectionPair<Keys, Screen> pair, int number)
    {
        pair.Print(Page + number);
        pair.RunFor(1000);
    }

    private static WireTap.Sighting LastFrame(WireTap tap) => tap.FromServer.Last(sighting => sighting.DiffLength > 0);

    private static WireTap Negotiated(Godwit.Testing.ConnectionPair<Keys, Screen> pair)
    {
        pair.SetDelay(20);
        var tap = pair.Watch();
        pair.RunFor(10_000);
        return tap;
    }
}
