using Godwit.Bench.Judging;
using Godwit.Bench.Links;
using Godwit.Bench.Results;
using Godwit.Bench.Scenarios;
using Godwit.Bench.Systems;
using Godwit.Bench.Tests.Support;

namespace Godwit.Bench.Tests.Results;

public sealed class ScenarioTableTests
{
    private const int Keys = 20;
    private static readonly SystemEnd End = new(SystemKind.Mosh, [], [], [], null, new Dictionary<string, string>());
    private static readonly NamedLink Link = NamedLinks.Find(PredictionBars.Link);

    [Theory]
    [InlineData(16, "| bash: bash, three commands | rtt200 | 0 | 35 % · 2 · 0.5 (12 ms) | 80 % · 2 · 0.5 (12 ms) | instant ≥ 80 %; instant godwit/stock ≥ 65 % | pass; ? |", true)]
    [InlineData(15, "| bash: bash, three commands | rtt200 | 0 | 35 % · 2 · 0.5 (12 ms) | 75 % · 2 · 0.5 (12 ms) | instant ≥ 80 %; instant godwit/stock ≥ 65 % | FAIL; ? |", false)]
    public void Markdown_BarsOfARow_AreTold(int instant, string line, bool met)
    {
        ScenarioTable table = Measured("bash", ("stock", 7, 12), ("godwit", instant, 12));
        Assert.Contains(line, table.Markdown());
        Assert.Equal(met, table.AreAllBarsMet);
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(5, 1)]
    public void Shortfalls_WorseThanStockByMoreThanAKey_AreTold(int instant, int count)
    {
        ScenarioTable table = Measured("nano", ("stock", 7, 0), ("stock/godwit", instant, 0));
        Assert.Equal(count, table.Shortfalls.Count);
        Assert.Equal(count == 0, table.AreAllBarsMet);
        Assert.All(table.Shortfalls, shortfall => Assert.Equal("nano, rtt200: stock/godwit is worse than stock: 25 % of the keys instant, stock 35 %", shortfall));
    }

    [Theory]
    [InlineData("godwit/stock", 250, 0)]
    [InlineData("godwit/stock", 251, 1)]
    [InlineData("stock/godwit", 251, 0)]
    [InlineData("stock", 251, 0)]
    public void Shortfalls_WrongLetterOfOurClientThatStays_IsTold(string system, double milliseconds, int count) =>
        Assert.Equal(count, Measured("nano", (system, 20, milliseconds)).Shortfalls.Count);

    [Fact]
    public void Markdown_SystemThatDidNotTakePart_HasADash()
    {
        ScenarioTable table = Measured("nano", ("stock", 7, 0));
        Assert.Contains(table.Markdown(), line => line.Contains("| 35 % · 2 · 0.5 | – |", StringComparison.Ordinal));
    }

    [Fact]
    public void All_EachPredictionBar_IsOfALineOfTheReport()
    {
        foreach (Bar bar in PredictionBars.All)
        {
            ScenarioTable table = Measured(ScenarioCatalog.Find(bar.Workload).Name, ("stock", 1, 0));
            Assert.Contains(table.Lines, line => line.Reading.Quantity == bar.Quantity && line.Reading.Statistic == bar.Statistic && line.Link == bar.Link);
        }
    }

    private static ScenarioTable Measured(string scenario, params (string System, int Instant, double LongestWrong)[] systems)
    {
        var measurements = new Measurements();
        foreach (var (system, instant, longest) in systems)
        {
            var lane = new Lane(Link, new Contender(system, End, End));
            measurements.Add(scenario, lane, "instant", [.. Enumerable.Range(0, Keys).Select(key => key < instant ? 100.0 : 0)]);
            measurements.Add(scenario, lane, "rewritten", 2);
            measurements.Add(scenario, lane, "rewritten-needlessly", 2);
            measurements.Add(scenario, lane, "wrong-cells-per-100-keys", 0.5);
            measurements.Add(scenario, lane, "longest-wrong", longest);
        }

        Script script = Play.Typed("abc");
        return new(measurements, ["stock", .. systems.Select(one => one.System).Append("godwit").Distinct().Where(name => name != "stock")], [(ScenarioCatalog.Find(scenario), script)], [Link]);
    }
}
