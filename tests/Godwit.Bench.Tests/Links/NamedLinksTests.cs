using Godwit.Bench.Links;
using Godwit.Link;

namespace Godwit.Bench.Tests.Links;

public sealed class NamedLinksTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void Burst5_LosesFivePercentInBursts()
    {
        var model = new LinkModel(NamedLinks.Find("burst5").Profile.Down, 7);
        const int Count = 200_000;
        var (lost, bursts, before) = (0, 0, true);
        for (var i = 0; i < Count; i++)
        {
            var arrived = model.TryAdmit(i, 100, out _);
            lost += arrived ? 0 : 1;
            bursts += before && !arrived ? 1 : 0;
            before = arrived;
        }

        Assert.InRange(lost * 100.0 / Count, 4.5, 5.5);
        Assert.InRange((double)lost / bursts, 2.5, 4);
    }

    [Theory]
    [InlineData("lte", 5_000_000, 20_000_000)]
    [InlineData("evdo", 300_000, 1_500_000)]
    public void Traces_OfRadios_HaveTheRateOfTheirKindAndGaps(string name, double least, double most)
    {
        LinkTrace trace = NamedLinks.Find(name).Profile.Down.Trace!;
        Assert.InRange(trace.MeanBitsPerSecond, least, most);
        Assert.Equal(TraceMaker.DurationMilliseconds, trace.DurationMilliseconds);

        // Offered a packet every 10 ms, some wait far longer than the mean.
        var model = new LinkModel(NamedLinks.Find(name).Profile.Down with { DelayMilliseconds = 0, HasBulkFlow = false }, 1);
        long longest = 0;
        for (var now = 0L; now < 60 * Second; now += Second / 20)
        {
            Assert.True(model.TryAdmit(now, 100, out var at));
            longest = Math.Max(longest, at - now);
        }

        Assert.InRange(longest, Second / 10, 3 * Second);
    }

    [Fact]
    public void Make_SameRecipe_SameTrace()
    {
        TraceMaker.Recipe recipe = new(Seed: 3, MeanMegabits: 2, Swing: 0.5, GapMilliseconds: 100);
        Assert.Equal(TraceMaker.Make(recipe).Count, TraceMaker.Make(recipe).Count);
        Assert.NotEqual(TraceMaker.Make(recipe).Count, TraceMaker.Make(recipe with { Seed = 4 }).Count);
    }

    [Fact]
    public void Lte_UnderADownload_WaitsForSeconds()
    {
        var model = new LinkModel(NamedLinks.Find("lte").Profile.Down, 1);
        List<double> seconds = [];
        for (var now = 0L; now < 30 * Second; now += Second / 5)
        {
            Assert.True(model.TryAdmit(now, 100, out var at));
            seconds.Add((at - now) / (double)Second);
        }

        Assert.InRange(seconds.Average(), 1, 4);
    }

    [Fact]
    public void RoundTrip_OfNamedLinks_IsWhatTheNameSays()
    {
        Assert.Equal(0.5, NamedLinks.Find("lan").RoundTripMilliseconds);
        Assert.Equal(273, NamedLinks.Find("singapore").RoundTripMilliseconds);
        Assert.True(NamedLinks.Find("lan").IsLocal);
        Assert.False(NamedLinks.Find("rtt70").IsLocal);
    }

    [Fact]
    public void Round_OfATrace_BeginsElsewhere()
    {
        NamedLink lte = NamedLinks.Find("lte");
        Assert.NotEqual(lte.Round(0).Down.TraceOffsetMilliseconds, lte.Round(1).Down.TraceOffsetMilliseconds);
        Assert.Null(lte.WhileConnecting.Down.Trace);
        Assert.False(lte.WhileConnecting.Down.HasBulkFlow);
    }

    [Fact]
    public void Find_TraceFiles_AreUsedForBothWays()
    {
        var folder = Directory.CreateTempSubdirectory("godwit-trace-").FullName;
        try
        {
            var (up, down) = (Path.Combine(folder, "a.up"), Path.Combine(folder, "a.down"));
            File.WriteAllText(up, "1\n2\n");
            File.WriteAllText(down, "1\n2\n3\n");
            LinkProfile profile = NamedLinks.Find($"trace:{up}+{down}").Profile;
            Assert.Equal((2, 3), (profile.Up.Trace!.Count, profile.Down.Trace!.Count));
            Assert.Equal(2, NamedLinks.Find($"trace:{up}").Profile.Down.Trace!.Count);
            File.WriteAllText(up, "2\n1\n");
            Assert.Contains("a.up", Assert.Throws<BenchException>(() => NamedLinks.Find($"trace:{up}")).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("avian")]
    [InlineData("trace:/nonexistent/file")]
    public void Find_Unknown_Throws(string name) => Assert.Throws<BenchException>(() => NamedLinks.Find(name));
}
