using Godwit.Crypto;
using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests;

/// <summary>When and what an end sends (spec 02 sections 8, 10, 15), on stock's timing.</summary>
public sealed class SendTests
{
    [Fact]
    public void Client_NeverAnswered_SendsEvery3SecondsThenShutsDownIn16Tries()
    {
        using var pair = Pairs.Stock();
        var tap = pair.Watch();
        pair.Cut(true);
        pair.Type("R");
        pair.RunFor(14_999);
        Assert.Equal([0, 3000, 6000, 9000, 12_000], tap.Seen.Select(sighting => sighting.Time));
        Assert.All(tap.Seen, sighting => Assert.Equal("C 0->1 ack 0 thr 0 diff", sighting.Numbers));
        tap.Seen.Clear();

        pair.Client.BeginShutdown(pair.Clock.Now);
        pair.RunFor(10_000);
        Assert.Equal(16, tap.Seen.Count);
        Assert.All(tap.Seen, sighting => Assert.Equal("C 0->MAX ack 0 thr 0 diff", sighting.Numbers));
        Assert.All(tap.Seen.Zip(tap.Seen.Skip(1)), two => Assert.Equal(250, two.Second.Time - two.First.Time));
        Assert.Equal(ConnectionPhase.GaveUp, pair.Client.Phase(pair.Clock.Now));
        Assert.Equal(Instant.Never, pair.Client.NextDeadline(pair.Clock.Now));
    }

    [Fact]
    public void Server_Unanswered_RepeatsFor10SecondsThenEvery3ThenIsSilentAfter40()
    {
        using var pair = Pairs.Stock();
        pair.EchoKeys();
        pair.SetDelay(1);
        pair.RunFor(2000);
        pair.Type("x");
        pair.RunFor(4000);
        var tap = pair.Watch();
        var fresh = pair.Server.LastRemoteStateAt - pair.Clock.Now;
        var heard = pair.Server.LastHeard!.Value - pair.Clock.Now;
        pair.Cut(true);
        pair.RunFor(3500);
        pair.Print("news");
        pair.RunFor(60_000);
        var server = tap.FromServer.ToArray();
        var fast = server.Where(sighting => sighting.Time < fresh + 10_000).ToArray();
        var slow = server.Where(sighting => sighting.Time >= fresh + 10_000 + 3000).ToArray();
        Assert.InRange(fast.Length, 150, 500);
        Assert.All(slow.Zip(slow.Skip(1)), two => Assert.Equal(3000, two.Second.Time - two.First.Time));
        Assert.InRange(slow[^1].Time, heard + 40_000, heard + 43_001);
        Assert.False(pair.Server.HasPeer);
        Assert.Equal(Instant.Never, pair.Server.NextDeadline(pair.Clock.Now));

        pair.Cut(false);
        Assert.True(pair.RunUntil(() => pair.Client.Remote.Text.EndsWith("news", StringComparison.Ordinal), 3100));
        Assert.True(pair.Server.HasPeer);
    }

    [Fact]
    public void Idle_BothSides_SendOnePacketPer3Seconds()
    {
        using var pair = Pairs.Stock();
        pair.SetDelay(20);
        pair.RunFor(10_000);
        var tap = pair.Watch();
        pair.RunFor(60_000);
        Assert.Equal(20, tap.FromClient.Count());
        Assert.Equal(20, tap.FromServer.Count());
        Assert.All(tap.Seen, sighting => Assert.Equal(0, sighting.DiffLength));
    }

    [Fact]
    public void DataAfterIdle_StockTiming_IsRepeatedEveryFrameGapUntilAcknowledged()
    {
        using var pair = Pairs.Stock();
        pair.SetDelay(50);
        pair.RunFor(1500);
        pair.Print("so that there is a round trip to measure");
        pair.RunFor(9900);
        var tap = pair.Watch();
        pair.Type("x");
        pair.RunFor(300);
        var repeats = tap.FromClient.Where(sighting => sighting.DiffLength > 0).Select(sighting => sighting.Time).ToArray();
        Assert.Equal([1, 51, 101, 151], repeats);
    }

    [Fact]
    public void DataWhileIdle_IsAcknowledgedAfter100Milliseconds()
    {
        using var pair = Pairs.Stock();
        pair.SetDelay(1);
        pair.RunFor(4500);
        var tap = pair.Watch();
        pair.Print("x");
        pair.RunFor(150);
        var data = tap.FromServer.First(sighting => sighting.DiffLength > 0);
        var ack = tap.FromClient.First(sighting => sighting.Ack == data.New);
        Assert.Equal(101, ack.Time - data.Time);
    }

    [Fact]
    public void Acknowledgement_OfCulledOrUnknownState_IsIgnored()
    {
        using var peer = new Forger(Direction.ToServer);
        using var server = Forger.Server(peer.Clock, TransportTuning.Stock);
        var buffer = new byte[2048];
        server.HandleDatagram(peer.Clock.Now, Ecn.None, peer.State(0, 1));
        for (var i = 0; i < 48; i++)
        {
            server.Local.Text = $"{i}";
            server.MarkLocalChanged();
            server.NextDeadline(peer.Clock.Now);
            peer.Clock.MoveTo(peer.Clock.Now + 260);
            Assert.True(server.TryTransmit(peer.Clock.Now, buffer, out _));
        }

        Assert.Equal(48ul, server.SentNumber);
        // Kept are the oldest 17 and the newest 15.
        foreach (var (ack, expected) in new[]
        {
            (17ul, 0ul), (18ul, 0ul), (23ul, 0ul), (33ul, 0ul), (999ul, 0ul), (16ul, 16ul), (5ul, 16ul), (34ul, 34ul), (47ul, 47ul),
        })
        {
            server.HandleDatagram(peer.Clock.Now, Ecn.None, peer.State(0, 1, ack: ack));
            Assert.Equal(expected, server.AcknowledgedNumber);
        }
    }

    [Fact]
    public void Shutdown_CarriesTheOutstandingDiff()
    {
        using var pair = Pairs.Stock();
        var tap = pair.Watch();
        pair.SetDelay(1);
        pair.RunFor(4000);
        tap.Seen.Clear();
        pair.Print("bye");
        pair.Server.BeginShutdown(pair.Clock.Now);
        pair.Print("never sent");
        Assert.True(pair.RunUntil(() => pair.Server.IsFinished(pair.Clock.Now), 1000));
        Assert.Equal("bye", pair.Client.Remote.Text);
        Assert.Equal(StateNumber.Shutdown, pair.Client.RemoteNumber);
        Assert.Equal(ConnectionPhase.Closed, pair.Client.Phase(pair.Clock.Now));
        Assert.Equal(ConnectionPhase.Closed, pair.Server.Phase(pair.Clock.Now));
        Assert.Single(tap.FromClient);
    }

    [Fact]
    public void Shutdown_OnAHeavilyLossyPath_EndsOnBothSides()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            using var pair = Pairs.Default(seed);
            pair.SetDelay(30);
            pair.RunFor(5000);
            pair.Up.Conditions = pair.Up.Conditions with { Loss = 0.3 };
            pair.Down.Conditions = pair.Down.Conditions with { Loss = 0.3 };
            pair.Client.BeginShutdown(pair.Clock.Now);
            Assert.True(pair.RunUntil(
                () => pair.Client.IsFinished(pair.Clock.Now) && pair.Server.IsFinished(pair.Clock.Now), 11_000));
        }
    }

    [Fact]
    public void Datagrams_OfALongPaste_AreFullSizeExceptTheLast()
    {
        foreach (var size in new[] { ConnectionOptions.DatagramSizeIPv4, ConnectionOptions.DatagramSizeIPv6, ConnectionOptions.DatagramSizeFallback })
        {
            using var pair = Pairs.Stock();
            pair.SetDelay(1);
            pair.RunFor(4000);
            pair.Client.MaxDatagramSize = size;
            var tap = pair.Watch();
            var paste = Incompressible(4000);
            pair.Type(paste);
            Assert.True(pair.RunUntil(() => pair.Server.Remote.End == 4000, 1000));
            Assert.Equal(paste, pair.Server.Remote.Text);
            var group = tap.Packets.First(packet => packet.Direction == Direction.ToServer && packet.Length > 400).Fragment.Group;
            var lengths = tap.Packets.Where(packet => packet.Direction == Direction.ToServer && packet.Fragment.Group == group)
                .Select(packet => packet.Length).ToArray();
            Assert.True(lengths.Length > 3);
            Assert.All(lengths[..^1], length => Assert.Equal(size, length));
            Assert.InRange(lengths[^1], 39, size);
        }
    }

    [Fact]
    public void MaxDatagramSize_LoweredMidGroup_DeliversTheContentInSmallerPieces()
    {
        using var pair = Pairs.Default();
        pair.SetDelay(1);
        pair.RunFor(4000);
        pair.Up.Conditions = pair.Up.Conditions with { MaxLength = 500 };
        pair.Type(Incompressible(4000));
        var buffer = new byte[2048];
        pair.Client.NextDeadline(pair.Clock.Now);
        pair.Clock.MoveTo(pair.Clock.Now + 1);
        Assert.True(pair.Client.TryTransmit(pair.Clock.Now, buffer, out var length));
        Assert.Equal(1252, length);
        pair.Client.MaxDatagramSize = ConnectionOptions.DatagramSizeFallback;
        Assert.True(pair.RunUntil(() => pair.Server.Remote.End == 4000, 2000));
    }

    [Fact]
    public void Packets_Always_CountUpFromZeroAndGroupsFromOne()
    {
        using var pair = Pairs.Default();
        var tap = pair.Watch();
        pair.EchoKeys();
        pair.SetDelay(40);
        for (var i = 0; i < 50; i++)
        {
            pair.Type(Incompressible(i * 100));
            pair.RunFor(150);
        }

        foreach (var direction in new[] { Direction.ToServer, Direction.ToClient })
        {
            var packets = tap.Packets.Where(packet => packet.Direction == direction).ToArray();
            Assert.Equal(Enumerable.Range(0, packets.Length).Select(i => (ulong)i), packets.Select(packet => packet.Sequence));
            Assert.Equal(1ul, packets[0].Fragment.Group);
            var groups = packets.Select(packet => packet.Fragment.Group).Distinct().ToArray();
            Assert.Equal(Enumerable.Range(1, groups.Length).Select(i => (ulong)i), groups);
        }
    }

    [Fact]
    public void Instructions_Always_KeepTheSendersInvariants()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            using var pair = Pairs.Create(seed, seed % 2 == 0 ? TransportTuning.Stock : TransportTuning.Default, TransportTuning.DefaultServer);
            var tap = pair.Watch();
            pair.EchoKeys();
            RandomLife.Live(pair, seed, steps: 200);
            foreach (var direction in new[] { Direction.ToServer, Direction.ToClient })
            {
                var sent = new HashSet<ulong> { 0 };
                foreach (var sighting in tap.Seen.Where(sighting => sighting.Direction == direction))
                {
                    Assert.True(sighting.Throwaway <= sighting.Old && sighting.Old <= sighting.New, sighting.Numbers);
                    Assert.Contains(sighting.Old, sent);
                    sent.Add(sighting.New);
                }
            }
        }
    }

    [Fact]
    public void Chaff_OverManyPackets_CoversZeroTo16AboutUniformly()
    {
        using var pair = Pairs.Stock();
        var tap = pair.Watch();
        pair.RunFor(3000 * 3400);
        var counts = tap.FromClient.GroupBy(sighting => sighting.ChaffLength).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(17, counts.Count);
        Assert.Equal(16, counts.Keys.Max());
        Assert.All(counts.Values, count => Assert.InRange(count, 120, 280));
    }

    [Fact]
    public void Seal_KeyExhausted_EndsTheConnectionWithoutADatagram()
    {
        using var pair = Pairs.Stock();
        Assert.Equal(ConnectionPhase.Open, pair.Client.Phase(pair.Clock.Now));
        pair.Client.Dispose();
        Assert.False(pair.Client.TryTransmit(pair.Clock.Now, new byte[2048], out var length));
        Assert.Equal(0, length);
        Assert.Equal(ConnectionPhase.KeyExhausted, pair.Client.Phase(pair.Clock.Now));
        Assert.Equal(Instant.Never, pair.Client.NextDeadline(pair.Clock.Now));
    }

    private static string Incompressible(int length)
    {
        var random = new Random(length);
        return string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(256)));
    }
}
