using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Results;

/// <summary>All bars: the table "Figures" of issue 4, and of issue 6 what belongs here.</summary>
internal static class Bars
{
    private const string Stock = Contender.Baseline;

    public static IReadOnlyList<Bar> All { get; } =
    [
        // A key on the local network: as ssh.
        new("typing", "lan", Quantities.Latency, Statistic.Median, 1.1, "ssh"),
        new("typing", "lan", Quantities.Latency, Statistic.Percentile95, 1.1, "ssh"),

        new("typing", "rtt100", Quantities.Latency, Statistic.Median, 102),
        new("typing", "rtt100", Quantities.Latency, Statistic.Percentile99, 112),
        new("typing", "rtt100", Quantities.KeyOctets, Statistic.Median, 0.6, Stock),

        new("typing", "rtt100-loss29", Quantities.Latency, Statistic.Median, 115),
        new("typing", "rtt100-loss29", Quantities.Latency, Statistic.Mean, 145),
        new("typing", "rtt100-loss29", Quantities.Latency, Statistic.Mean, 0.8, Stock, "godwit/stock"),
        new("typing", "rtt100-loss29", Quantities.Latency, Statistic.Percentile99, 320),
        new("typing", "rtt100-loss29", Quantities.KeyOctets, Statistic.Median, 1.0, Stock),

        new("typing", "rtt200-loss29", Quantities.Latency, Statistic.Mean, 0.65, Stock),
        new("typing", "rtt200-loss29", Quantities.Latency, Statistic.Percentile95, 0.65, Stock),

        new("typing", "lte", Quantities.Latency, Statistic.Mean, 0.95, Stock),
        new("typing", "lte", Quantities.Latency, Statistic.Percentile95, 0.95, Stock),
        new("typing", "evdo-queue", Quantities.Latency, Statistic.Mean, 0.95, Stock),
        new("typing", "evdo-queue", Quantities.Latency, Statistic.Percentile95, 0.95, Stock),

        new("idle", "rtt100", Quantities.Octets, Statistic.Median, 0.3, Stock),
        new("idle", "rtt100", Quantities.ServerWakeUps, Statistic.Median, 0.3, Stock),
        new("idle", "rtt100", Quantities.ClientWakeUps, Statistic.Median, 0.3, Stock),

        new("login", "lan", Quantities.Latency, Statistic.Median, 0.15, Stock),
        new("login", "singapore", Quantities.Latency, Statistic.Median, 2 * 273),

        // As ssh, with a round trip for the first datagrams, and 30 ms for the server's start.
        new("connect", "lan", Quantities.Latency, Statistic.Median, 1, "ssh", More: 31),
        new("connect", "lan", Quantities.Latency, Statistic.Median, 0.6, Stock),
        new("connect", "rtt100", Quantities.Latency, Statistic.Median, 1, "ssh", More: 130),
        new("connect", "rtt100", Quantities.Latency, Statistic.Median, 0.6, Stock),

        // One round trip and 150 ms after the path is back.
        new("outage", "outage30", Quantities.DisplayWithoutKeys, Statistic.Median, 250),
        new("outage", "outage30", Quantities.DisplayWithKeys, Statistic.Median, 250),

        // Two round trips and 50 ms.
        new("flood", "1mbit", Quantities.Latency, Statistic.Median, 250),

        // Three round trips and a timeout: a round trip and some variance.
        new("redraw", "blackhole1100", Quantities.Stall, Statistic.Largest, 450),
    ];
}
