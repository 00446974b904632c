using Godwit.Bench.Links;
using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Tests.Results;

public sealed class StatisticsTests
{
    private static readonly double[] OneToHundredAndOne = [.. Enumerable.Range(1, 101).Select(value => (double)value).Reverse()];

    [Fact]
    public void Apply_KnownSamples_GivesTheNumbersOfTheBook()
    {
        Assert.Equal(51, Statistics.Apply(Statistic.Median, OneToHundredAndOne));
        Assert.Equal(51, Statistics.Apply(Statistic.Mean, OneToHundredAndOne));
        Assert.Equal(96, Statistics.Apply(Statistic.Percentile95, OneToHundredAndOne));
        Assert.Equal(100, Statistics.Apply(Statistic.Percentile99, OneToHundredAndOne));
        Assert.Equal(101, Statistics.Apply(Statistic.Largest, OneToHundredAndOne));
        Assert.Equal(100 * 19 / 101.0, Statistics.Apply(Statistic.Instant, OneToHundredAndOne));
    }

    [Fact]
    public void Apply_EvenCount_TheMedianIsBetweenTheTwo() => Assert.Equal(2.5, Statistics.Apply(Statistic.Median, [4, 1, 3, 2]));

    [Fact]
    public void Apply_NoSamples_IsNull() => Assert.All(Enum.GetValues<Statistic>(), statistic => Assert.Null(Statistics.Apply(statistic, [])));

    [Fact]
    public void Apply_OneSample_IsThatOne() => Assert.Equal(7, Statistics.Apply(Statistic.Percentile99, [7]));

    [Fact]
    public void Summarize_SeveralSessions_TakesAllSamplesAndTheSpreadOfTheSessions()
    {
        var end = new SystemEnd(SystemKind.Mosh, [], [], [], null, new Dictionary<string, string>());
        var lane = new Lane(NamedLinks.Find("lan"), new Contender("one", end, end));
        var measurements = new Measurements();
        measurements.Add("typing", lane, "latency", 1, 2, 3);
        measurements.Add("typing", lane, "latency", 10, 20, 30, 40);
        Assert.Equal(new Summary(10, 2, 25, 2), measurements.Summarize(new("typing", "lan", "one", "latency"), Statistic.Median));
        Assert.Null(measurements.Summarize(new("typing", "lan", "other", "latency"), Statistic.Median));
    }
}
