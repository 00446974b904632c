using Godwit.Testing;
using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests.Paths;

/// <summary>Paths on which large datagrams vanish without a word.</summary>
public sealed class BlackHoleTests
{
    private const int RoundTrip = 100;
    private static readonly PeerFeatures Ours = new(1, PeerFeatures.Packed | PeerFeatures.Paths);

    [Theory]
    [InlineData(1100, true)]
    [InlineData(600, true)]
    [InlineData(1100, false)]
    public void HoleAppears_MidSession_StallsAreShortAndThenNone(int size, bool isGodwit)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            using var pair = Create(isGodwit, seed);
            Show(pair, seed);
            SetHole(pair, size);
            var bar = (3 * RoundTrip) + pair.Server.Rtt.Rto;
            List<long> stalls = [];
            for (var i = 0; i < 6; i++)
            {
                stalls.Add(Show(pair, seed + 100 + i));
                pair.RunFor(400);
            }

            Assert.True(stalls.Max() <= bar, $"{string.Join(' ', stalls)} bar {bar}");
            Assert.All(stalls.Skip(2), stall => Assert.InRange(stall, 0, (RoundTrip / 2) + 60));
            Assert.InRange(pair.Server.MaxDatagramSize, 500, size);
        }
    }

    [Fact]
    public void Hole_BetweenGodwits_TheLargestStepBelowItIsFoundAndTheFullSizeWhenItIsGone()
    {
        using var pair = Create(isGodwit: true, 1);
        SetHole(pair, 1050);
        for (var i = 0; i < 6; i++)
        {
            Show(pair, i);
            pair.RunFor(2000);
        }

        Assert.Equal(1000, pair.Server.MaxDatagramSize);
        SetHole(pair, int.MaxValue);
        pair.RunFor(600_000);
        Show(pair, 50);
        pair.RunFor(2000);
        Assert.Equal(1200, pair.Server.MaxDatagramSize);
    }

    [Fact]
    public void Hole_IdleSession_IsNotProbed()
    {
        using var pair = Create(isGodwit: true, 1);
        SetHole(pair, 1050);
        for (var i = 0; i < 6; i++)
        {
            Show(pair, i);
            pair.RunFor(2000);
        }

        var tap = pair.Watch();
        pair.RunFor(3_600_000);
        Assert.DoesNotContain(tap.Controls, seen => seen.Time > 15_000);
    }

    [Fact]
    public void Hole_WayUp_PasteArrives()
    {
        using var pair = Create(isGodwit: true, 1);
        SetHole(pair, 700);
        var random = new Random(1);
        for (var i = 0; i < 5; i++)
        {
            pair.Type(Noise(random, 3000));
            var wanted = pair.Client.Local.End;
            Assert.True(pair.RunUntil(() => pair.Server.Remote.End == wanted, (3 * RoundTrip) + pair.Client.Rtt.Rto));
            pair.RunFor(500);
        }
    }

    [Theory]
    [InlineData(0.29, 5)]
    [InlineData(0.05, 5)]
    public void Loss_WithoutAHole_SizeIsBackSoon(double loss, int seeds)
    {
        for (var seed = 0; seed < seeds; seed++)
        {
            using var pair = Create(isGodwit: true, seed);
            pair.Up.Conditions = pair.Up.Conditions with { Loss = loss };
            pair.Down.Conditions = pair.Down.Conditions with { Loss = loss };
            var small = 0;
            for (var i = 0; i < 60; i++)
            {
                Show(pair, (seed * 100) + i, limit: 20_000);
                pair.RunFor(300);
                small += pair.Server.MaxDatagramSize < 1200 ? 1 : 0;
            }

            Assert.InRange(small, 0, 20);
        }
    }

    [Fact]
    public void FullSize_WithAStockPeer_IsTriedAgainAfterTenMinutes()
    {
        using var pair = Create(isGodwit: false, 1);
        SetHole(pair, 1100);
        for (var i = 0; i < 4; i++)
        {
            Show(pair, i);
            pair.RunFor(1000);
        }

        Assert.Equal(500, pair.Server.MaxDatagramSize);
        SetHole(pair, int.MaxValue);
        pair.RunFor(600_000);
        Show(pair, 10);
        pair.RunFor(1000);
        Assert.Equal(1200, pair.Server.MaxDatagramSize);
    }

    private static ConnectionPair<Keys, Screen> Create(bool isGodwit, int seed)
    {
        var pair = new ConnectionPair<Keys, Screen>(
            seed,
            Keys.Create,
            Screen.Create,
            options => options with { MaxDatagramSize = 1200, Features = isGodwit ? Ours : null, Tuning = isGodwit ? null : TransportTuning.Stock },
            options => options with { MaxDatagramSize = 1200, Features = Ours });
        pair.SetDelay(RoundTrip / 2);
        for (var i = 0; i < 20; i++)
        {
            pair.Type("x");
            pair.Print($"{i}");
            pair.RunFor(300);
        }

        return pair;
    }

    private static void SetHole(ConnectionPair<Keys, Screen> pair, int size)
    {
        pair.Up.Conditions = pair.Up.Conditions with { MaxLength = size };
        pair.Down.Conditions = pair.Down.Conditions with { MaxLength = size };
    }

    // A screen that takes some 3000 octets after compression: until the client shows it.
    private static long Show(ConnectionPair<Keys, Screen> pair, int seed, int limit = 5000)
    {
        var text = Noise(new Random(seed), 3000);
        var start = pair.Clock.Now;
        pair.Print(text);
        Assert.True(pair.RunUntil(() => pair.Client.Remote.Text == text, limit), "shown at all");
        return pair.Clock.Now - start;
    }

    private static string Noise(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(32, 127)));
}
