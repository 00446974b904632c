using Godwit.Bench.Links;
using Godwit.Bench.Results;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Tests.Results;

public sealed class BarTests
{
    [Theory]
    [InlineData(102.0, true)]
    [InlineData(102.1, false)]
    public void IsMet_AbsoluteBar_ComparesWithTheLimit(double own, bool met)
    {
        var bar = new Bar("typing", "rtt100", "latency", Statistic.Median, 102);
        Assert.Equal(met, bar.IsMet(system => system == "godwit" ? own : null));
        Assert.Equal("≤ 102 ms", bar.Text("ms"));
    }

    [Theory]
    [InlineData(60.0, true)]
    [InlineData(61.0, false)]
    public void IsMet_RatioBar_ComparesWithTheOther(double own, bool met)
    {
        var bar = new Bar("typing", "rtt100", "latency", Statistic.Median, 0.6, "stock", "godwit/stock");
        Assert.Equal(met, bar.IsMet(system => system == "stock" ? 100 : system == "godwit/stock" ? own : 1));
        Assert.Equal("godwit/stock ≤ 0.6 × stock", bar.Text("ms"));
    }

    [Fact]
    public void IsMet_OtherDidNotTakePart_IsNotKnown() =>
        Assert.Null(new Bar("typing", "lan", "latency", Statistic.Median, 1.1, "ssh").IsMet(system => system == "godwit" ? 3 : null));

    [Fact]
    public void All_EachBar_IsOfALineOfTheReport()
    {
        foreach (Bar bar in Bars.All)
        {
            IWorkload workload = WorkloadCatalog.Find(bar.Workload);
            Assert.Contains(bar.Link, workload.Links);
            Assert.Contains(workload.Readings, reading => reading.Quantity == bar.Quantity && reading.Statistic == bar.Statistic);
            Assert.NotNull(NamedLinks.Find(bar.Link));
        }
    }
}
