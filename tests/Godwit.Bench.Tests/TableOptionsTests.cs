using Godwit.Bench.Workloads;

namespace Godwit.Bench.Tests;

public sealed class TableOptionsTests
{
    [Fact]
    public void Parse_Nothing_MeansEverything()
    {
        var options = TableOptions.Parse([]);
        Assert.Null(options.Systems);
        Assert.Equal(1, options.Seed);
        Assert.All(WorkloadCatalog.All, workload => Assert.Equal(workload.Links, options.LinksOf(workload).Select(link => link.Name)));
    }

    [Fact]
    public void LinksOf_LinksAlone_AreThoseThatSuitTheWorkload()
    {
        var options = TableOptions.Parse(["--links", "lan,outage30"]);
        Assert.Equal(["lan"], options.LinksOf(WorkloadCatalog.Find("typing")).Select(link => link.Name));
        Assert.Equal(["outage30"], options.LinksOf(WorkloadCatalog.Find("outage")).Select(link => link.Name));
        Assert.Empty(options.LinksOf(WorkloadCatalog.Find("idle")));
    }

    [Fact]
    public void LinksOf_LinksAndWorkloads_AreAllCombinations()
    {
        var options = TableOptions.Parse(["--links", "lan,16kbit", "--workloads", "idle"]);
        Assert.Equal(["lan", "16kbit"], options.LinksOf(WorkloadCatalog.Find("idle")).Select(link => link.Name));
    }

    [Theory]
    [InlineData("--links")]
    [InlineData("--links", "avian")]
    [InlineData("--workloads", "sleeping")]
    [InlineData("--seed", "x")]
    [InlineData("--seed", "-1")]
    [InlineData("--rounds", "0")]
    [InlineData("--systems", ",")]
    [InlineData("--fast")]
    [InlineData("typing")]
    public void Parse_Wrong_Throws(params string[] arguments) => Assert.Throws<BenchException>(() => TableOptions.Parse(arguments));
}
