using Godwit.Testing;
using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests.Paths;

/// <summary>Outages that end with another address of the client.</summary>
public sealed class RoamingTests
{
    private static readonly PeerFeatures Ours = new(1, PeerFeatures.Packed | PeerFeatures.Paths);

    [Theory]
    [InlineData(true, 50)]
    [InlineData(false, 50)]
    [InlineData(true, 130)]
    [InlineData(false, 10)]
    public void Outage30Seconds_ThenANewAddress_FirstFrameWithinOneRoundTripAnd150(bool isTyping, int oneWay)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            using var pair = Create(seed);
            pair.SetDelay(oneWay);
            pair.Type("x");
            pair.RunFor(4000 + (seed * 37));
            pair.Cut(true);
            if (isTyping)
            {
                pair.After(7000, () => pair.Type("a"));
                pair.After(21_000, () => pair.Type("b"));
            }

            // A program that goes on printing, five times a second.
            for (var i = 0; i < 150; i++)
            {
                var text = $"frame {i}";
                pair.After(i * 200, () => pair.Print(text));
            }

            pair.RunFor(30_000);
            pair.Cut(false);
            pair.ClientPort++;
            var restored = pair.Clock.Now;
            if (isTyping)
            {
                // The keys themselves are the probes.
                Assert.True(pair.RunUntil(() => pair.Server.Remote.End == 3, 5000));
                Assert.InRange(pair.Clock.Now - restored, 0, oneWay + 125);
            }

            Assert.True(pair.RunUntil(() => pair.Client.Remote.Text == "frame 149", 5000));
            Assert.InRange(pair.Clock.Now - restored, 0, (2 * oneWay) + 150);
        }
    }

    [Fact]
    public void OwnAddressChanges_NothingTyped_ScreenGoesOnAfterOneRoundTrip()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            using var pair = Create(seed);
            pair.SetDelay(50);
            pair.Type("x");
            pair.RunFor(5000 + (seed * 17));
            pair.ClientPort++;
            pair.Print("after");
            pair.Client.NoteOwnMove(pair.Clock.Now, isNewNetwork: true);
            var moved = pair.Clock.Now;
            Assert.True(pair.RunUntil(() => pair.Client.Remote.Text == "after", 5000));
            Assert.InRange(pair.Clock.Now - moved, 0, 150);
        }
    }

    [Fact]
    public void Outage_OfAnHour_DatagramsAreBounded()
    {
        using var pair = Create(1);
        pair.SetDelay(50);
        pair.Type("x");
        pair.RunFor(5000);
        pair.Cut(true);
        pair.Type("y");
        var before = pair.Up.Sent;
        pair.RunFor(3_600_000);
        Assert.InRange(pair.Up.Sent - before, 1000, 4500);
    }

    private static ConnectionPair<Keys, Screen> Create(int seed)
    {
        var pair = new ConnectionPair<Keys, Screen>(
            seed, Keys.Create, Screen.Create, options => options with { Features = Ours }, options => options with { Features = Ours });
        var known = pair.ClientPort;
        pair.ServerReceived = _ =>
        {
            if (pair.PeerPort != known)
            {
                known = pair.PeerPort;
                pair.Server.NotePeerMoved(pair.Clock.Now);
            }
        };
        pair.ClientReceived = outcome =>
        {
            if ((outcome & DatagramOutcome.Newest) != 0)
            {
                pair.Client.NoteNewestPath(pair.Clock.Now, 0);
            }
        };
        return pair;
    }
}
