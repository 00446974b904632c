using Godwit.Lab;

namespace Godwit.Session.Tests;

/// <summary>
/// From key to screen in virtual time (bench/Godwit.Lab): our pair and mixed pairs against stock's rules on both sides, on the same paths
/// with the same typing. The program takes 1 ms to echo.
/// </summary>
public sealed class LatencyTests
{
    private const int Rounds = 6;
    private const int Keys = 250;

    [Fact]
    public void CleanPath_EachKey_TakesTheRoundTripAndNothingElse()
    {
        Figures ours = Measure("rtt100", isStockClient: false, isStockServer: false);
        Figures stock = Measure("rtt100", isStockClient: true, isStockServer: true);
        Assert.InRange(ours.Median, 100, 102);
        Assert.InRange(ours.At(0.99), 100, 112);
        Assert.InRange(ours.Octets, 1, 0.6 * stock.Octets);
    }

    [Fact]
    public void Lan_Typing_IsNotCollected()
    {
        Figures ours = Measure("lan", isStockClient: false, isStockServer: false);
        Assert.InRange(ours.Median, 0, 3);
        Assert.InRange(ours.At(0.99), 0, 4);
    }

    [Fact]
    public void Loss29_OurPair_IsFastAtStocksPrice()
    {
        Figures ours = Measure("rtt100loss29", isStockClient: false, isStockServer: false);
        Figures stock = Measure("rtt100loss29", isStockClient: true, isStockServer: true);
        Assert.InRange(ours.Median, 100, 115);
        Assert.InRange(ours.Mean, 100, 145);
        Assert.InRange(ours.At(0.99), 100, 320);
        Assert.InRange(ours.Octets, 1, stock.Octets);
    }

    [Fact]
    public void Loss29_LongRoundTrip_TakesTwoThirdsOfStocksTime()
    {
        Figures ours = Measure("rtt200loss29", isStockClient: false, isStockServer: false);
        Figures stock = Measure("rtt200loss29", isStockClient: true, isStockServer: true);
        Assert.InRange(ours.Mean, 200, 0.65 * stock.Mean);
        Assert.InRange(ours.At(0.95), 200, 0.65 * stock.At(0.95));
    }

    [Theory]
    [InlineData("rtt100")]
    [InlineData("rtt100loss29")]
    [InlineData("rtt100loss5")]
    [InlineData("rtt273")]
    [InlineData("jitter")]
    [InlineData("slow16k")]
    public void StockPeer_AnyPath_IsServedNoWorse(string link)
    {
        Figures stock = Measure(link, isStockClient: true, isStockServer: true);
        Assert.InRange(Measure(link, isStockClient: false, isStockServer: true).Mean, 0, 1.03 * stock.Mean);
        Assert.InRange(Measure(link, isStockClient: true, isStockServer: false).Mean, 0, 1.04 * stock.Mean);
    }

    [Fact]
    public void Loss29_StockServer_OurClientAloneTakesAFifthLess()
    {
        Figures ours = Measure("rtt100loss29", isStockClient: false, isStockServer: true);
        Figures stock = Measure("rtt100loss29", isStockClient: true, isStockServer: true);
        Assert.InRange(ours.Mean, 100, 0.8 * stock.Mean);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(50)]
    public void SlowPath_ProgramThatPrintsAllTheTime_DoesNotFillTheQueue(int gap)
    {
        Figures ours = Measure("slow16k", isStockClient: false, isStockServer: false, gap);
        Figures stock = Measure("slow16k", isStockClient: true, isStockServer: true, gap);
        Assert.InRange(ours.Mean, 100, 0.85 * stock.Mean);
        Assert.InRange(ours.At(0.99), 100, 3000);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public void Flood_Interrupted_PromptIsThereWithinTwoRoundTrips(int columns, int rows)
    {
        List<long> ours = [], stock = [];
        for (int seed = 0; seed < 6; seed++)
        {
            using var pair = new LabSession(seed, LabConditions.All["mbit"], isStockClient: false, isStockServer: false, columns, rows);
            ours.Add(pair.Interrupt(new Random(seed)));
            using var stockPair = new LabSession(seed, LabConditions.All["mbit"], isStockClient: true, isStockServer: true, columns, rows);
            stock.Add(stockPair.Interrupt(new Random(seed)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{columns}x{rows}: ours {ours.Average()} to {ours.Max()}, stock {stock.Average()} to {stock.Max()}");

        // A screen of noise at 200x60 needs 80 ms of this path itself, the one before it as much; it goes in datagrams of 1200 octets, not 1252.
        double limit = columns == 80 ? (2 * 100) + 50 : 1.03 * stock.Max();
        Assert.InRange(ours.Max(), 100, limit);
    }

    private static Figures Measure(string link, bool isStockClient, bool isStockServer, int flood = 0)
    {
        List<double> all = [];
        long octets = 0;
        for (int seed = 0; seed < Rounds; seed++)
        {
            using var session = new LabSession(1000 * seed, LabConditions.All[link], isStockClient, isStockServer);
            session.Type(Keys, flood, new Random(seed));
            Assert.Equal(Keys, session.Latencies.Count);
            all.AddRange(session.Latencies);
            octets += session.OctetsUp + session.OctetsDown;
        }

        all.Sort();
        var figures = new Figures(all, octets / (double)(Keys * Rounds));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{link} {isStockClient} {isStockServer}: median {figures.Median} mean {figures.Mean:F1} p95 {figures.At(0.95)} p99 {figures.At(0.99)} octets {figures.Octets:F0}");
        return figures;
    }

    private sealed record Figures(List<double> Sorted, double Octets)
    {
        public double Median => At(0.5);

        public double Mean => Sorted.Average();

        public double At(double share) => Sorted[(int)(share * (Sorted.Count - 1))];
    }
}
