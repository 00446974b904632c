using System.Text.Json;
using Godwit.Bench.Links;
using Godwit.Bench.Results;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Tests.Results;

public sealed class ResultTableTests
{
    private static readonly SystemEnd End = new(SystemKind.Mosh, [], [], [], null, new Dictionary<string, string>());

    [Theory]
    [InlineData(101, "| typing | rtt100 | key to screen, median | ms | 113 (112–114) | 101 | 0.89 | ≤ 102 ms | pass |", true)]
    [InlineData(104, "| typing | rtt100 | key to screen, median | ms | 113 (112–114) | 104 | 0.92 | ≤ 102 ms | FAIL |", false)]
    public void Markdown_BarOfALine_IsTold(double ours, string line, bool met)
    {
        var table = new ResultTable(Measured(ours), ["stock", "godwit"], TableOptions.Parse(["--workloads", "typing"]));
        Assert.Contains(line, table.Markdown());
        Assert.Equal(met, table.AreAllBarsMet);
    }

    [Fact]
    public void Markdown_SystemThatDidNotTakePart_HasADashAndMissesNoBar()
    {
        var table = new ResultTable(Measured(100), ["stock", "godwit", "ssh"], TableOptions.Parse([]));
        Assert.Contains("| typing | rtt100 | key to screen, median | ms | 113 (112–114) | 100 | – | 0.88 | ≤ 102 ms | pass |", table.Markdown());
        Assert.True(table.AreAllBarsMet);
        Assert.DoesNotContain(table.Markdown(), line => line.Contains("| idle |", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_OfTheJson_HasEverySample()
    {
        var measurements = Measured(100);
        using var folder = new PrivateFolder();
        var bench = new TableContext(new EventLoop(), folder, measurements, Seed: 5, IsQuick: false, Rounds: null, UsesNamespaces: false);
        var table = new ResultTable(measurements, ["stock", "godwit"], TableOptions.Parse([]));
        using var document = JsonDocument.Parse(ResultJson.Text(["Seed: 5"], bench, table.Lines));
        Assert.Equal(5, document.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal(
            [[112], [114]],
            document.RootElement.GetProperty("samples")[0].GetProperty("sessions").EnumerateArray().Select(session => session.EnumerateArray().Select(sample => sample.GetDouble())));
        Assert.Contains(document.RootElement.GetProperty("lines").EnumerateArray(), line => line.GetProperty("bars").GetArrayLength() > 0);
    }

    private static Measurements Measured(double ours)
    {
        var measurements = new Measurements();
        measurements.Add("typing", Lane("stock"), "latency", 112);
        measurements.Add("typing", Lane("stock"), "latency", 114);
        measurements.Add("typing", Lane("godwit"), "latency", ours);
        return measurements;
    }

    private static Lane Lane(string system) => new(NamedLinks.Find("rtt100"), new Contender(system, End, End));
}
