using Godwit.Crypto;
using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests;

/// <summary>The extension handshake of spec 03 section 7.1.</summary>
public sealed class NegotiationTests
{
    private static readonly PeerFeatures ClientFeatures = new(3, 0b0111, Tables: 1700);
    private static readonly PeerFeatures ServerFeatures = new(2, 0b1110, Tables: 1700);
    private static readonly PeerFeatures Common = new(2, 0b0110, Tables: 1700);

    [Fact]
    public void TwoOfOurs_PerfectPath_AgreeInOneRoundTripAndStopTalkingAboutIt()
    {
        using var pair = Ours(1);
        var tap = pair.Watch();
        pair.SetDelay(50);
        pair.RunFor(100);
        Assert.Equal(Common, pair.Server.Features);
        Assert.Equal(Common, pair.Client.Features);
        pair.RunFor(10_000);
        Assert.Equal(new Hello(ClientFeatures, 0), tap.FromClient.First().Hello);
        Assert.Equal(new Hello(Common, Hello.SeenYours), tap.FromServer.First().Hello);
        Assert.Contains(tap.FromClient, sighting => sighting.Hello is { HasSeenOurs: true });
        var count = tap.Seen.Count;
        pair.RunFor(60_000);
        Assert.All(tap.Seen.Skip(count), sighting => Assert.Null(sighting.Hello));
    }

    [Theory]
    [InlineData(1700u, 1600u)]
    [InlineData(1700u, 0u)]
    [InlineData(0u, 1700u)]
    public void TwoOfOurs_OtherCharacterTables_AgreeOnNone(uint client, uint server)
    {
        using var pair = Pairs.Create(
            1,
            TransportTuning.Default,
            TransportTuning.DefaultServer,
            ClientFeatures with { Tables = client },
            ServerFeatures with { Tables = server });
        pair.RunFor(5000);
        Assert.Equal(Common with { Tables = 0 }, pair.Client.Features);
        Assert.Equal(Common with { Tables = 0 }, pair.Server.Features);
    }

    [Fact]
    public void TwoOfOurs_ThirtyPercentLossAndReordering_AlwaysAgree()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            using var pair = Ours(seed);
            pair.Up.Conditions = new() { Loss = 0.3, Delay = 40, Jitter = 100, Duplication = 0.1 };
            pair.Down.Conditions = pair.Up.Conditions;
            pair.EchoKeys();
            for (var i = 0; i < 20; i++)
            {
                pair.Type("k");
                pair.RunFor(50);
            }

            Assert.True(pair.RunUntil(() => pair.Client.FeaturesAreDecided && pair.Server.FeaturesAreDecided, 30_000));
            Assert.Equal(Common, pair.Server.Features);
            Assert.Equal(Common, pair.Client.Features);
        }
    }

    [Fact]
    public void OurClient_StockServer_StopsAfterTheFirstAcknowledgement()
    {
        using var pair = Pairs.Create(1, TransportTuning.Default, TransportTuning.Stock, clientFeatures: ClientFeatures);
        var tap = pair.Watch();
        pair.SetDelay(50);
        pair.RunFor(99);
        Assert.False(pair.Client.FeaturesAreDecided);
        pair.RunFor(10_000);
        Assert.True(pair.Client.FeaturesAreDecided);
        Assert.Null(pair.Client.Features);
        Assert.NotNull(tap.FromClient.First().Hello);
        Assert.All(tap.FromClient.Where(sighting => sighting.Time > 100), sighting => Assert.Null(sighting.Hello));
        Assert.All(tap.FromServer, sighting => Assert.Null(sighting.Hello));
    }

    [Fact]
    public void StockClient_OurServer_NeverHearsOfIt()
    {
        using var pair = Pairs.Create(1, TransportTuning.Stock, TransportTuning.Default, serverFeatures: ServerFeatures);
        var tap = pair.Watch();
        pair.EchoKeys();
        pair.Type("abc");
        pair.RunFor(10_000);
        Assert.True(pair.Server.FeaturesAreDecided);
        Assert.Null(pair.Server.Features);
        Assert.All(tap.Seen, sighting => Assert.Null(sighting.Hello));
    }

    [Fact]
    public void Server_FirstInstructionWithoutHello_StaysWithStockForGood()
    {
        using var peer = new Forger(Direction.ToServer);
        using var server = Forger.Server(peer.Clock, TransportTuning.Default, ServerFeatures);
        server.HandleDatagram(peer.Clock.Now, Ecn.None, peer.State(0, 1));
        server.HandleDatagram(peer.Clock.Now, Ecn.None, peer.State(1, 2, hello: new Hello(ClientFeatures, 0)));
        Assert.True(server.FeaturesAreDecided);
        Assert.Null(server.Features);
    }

    [Fact]
    public void Client_HelloBeforeAnyAcknowledgement_IsNotYetDecisive()
    {
        using var peer = new Forger(Direction.ToClient);
        using var client = Forger.Client(peer.Clock, TransportTuning.Default, ClientFeatures);
        client.TryTransmit(peer.Clock.Now, new byte[2048], out _);
        client.HandleDatagram(peer.Clock.Now, Ecn.None, peer.State(0, 1, ack: 0));
        Assert.False(client.FeaturesAreDecided);
        client.HandleDatagram(peer.Clock.Now, Ecn.None, peer.State(1, 2, ack: 1, hello: new Hello(ServerFeatures, Hello.SeenYours)));
        Assert.Equal(Common, client.Features);
    }

    [Fact]
    public void Client_OlderStockAnswerAfterTheDecision_ChangesNothing()
    {
        using var peer = new Forger(Direction.ToClient);
        using var client = Forger.Client(peer.Clock, TransportTuning.Default, ClientFeatures);
        client.TryTransmit(peer.Clock.Now, new byte[2048], out _);
        client.HandleDatagram(peer.Clock.Now, Ecn.None, peer.State(0, 1, ack: 1, hello: new Hello(ServerFeatures, Hello.SeenYours)));
        client.HandleDatagram(peer.Clock.Now, Ecn.None, peer.State(1, 2, ack: 1));
        Assert.Equal(Common, client.Features);
    }

    private static Godwit.Testing.ConnectionPair<Keys, Screen> Ours(int seed) =>
        Pairs.Create(seed, TransportTuning.Default, TransportTuning.DefaultServer, ClientFeatures, ServerFeatures);
}
