using Godwit.Link;

namespace Godwit.Cli.Demo.Tests;

public sealed class DemoTableTests
{
    [Fact]
    public void Format_GoodSession_HasAllFacts()
    {
        string table = DemoTable.Format(new DemoOptions { Link = LinkProfile.Lossy29, Seed = 4 }, Result(null));
        Assert.Equal(
            """
            godwit demo: link lossy29 (100 ms round trip, 29 % loss each way), seed 4

              keystrokes              4
              latency median          20 ms
              latency p95             400 ms
              packets                 100 up, 50 down
              bytes                   9000 up, 8000 down
              loss suffered           30 of 150 packets (20.0 %)
              roaming event survived  yes
              final screen correct    yes

            """,
            table);
    }

    [Fact]
    public void Format_BadSession_EndsWithTheReason()
    {
        string table = DemoTable.Format(new DemoOptions(), Result("The screen is wrong."));
        Assert.Contains("final screen correct    no\n", table, StringComparison.Ordinal);
        Assert.EndsWith("\nThe screen is wrong.\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public void FormatLine_Always_IsOneLine()
    {
        string line = DemoTable.FormatLine(new DemoOptions(), new LinkCounters { Offered = 10, Delivered = 9 }, default);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains("1 of 10 packets (10.0 %)", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.95, 4)]
    [InlineData(0.25, 1)]
    [InlineData(1.0, 4)]
    public void LatencyMilliseconds_Quantile_IsTheNearestRank(double fraction, double expected) =>
        Assert.Equal(expected, Result(null, 4000, 1000, 3000, 2000).LatencyMilliseconds(fraction));

    private static DemoResult Result(string? failure, params long[] latencies) => new()
    {
        Keystrokes = 4,
        Latencies = latencies.Length == 0 ? [400_000, 10_000, 20_000, 30_000] : latencies,
        Up = new LinkCounters { Offered = 100, Delivered = 80, Lost = 20, OfferedBytes = 9000 },
        Down = new LinkCounters { Offered = 50, Delivered = 40, Lost = 10, OfferedBytes = 8000 },
        HasSurvivedRoaming = failure is null,
        IsScreenRight = failure is null,
        Failure = failure,
    };
}
