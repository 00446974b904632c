using Godwit.Transport;

namespace Godwit.Client.Tests;

public sealed class TrialFiguresTests
{
    [Fact]
    public void Figures_NothingMeasured_AreNothing()
    {
        var figures = new TrialFigures((10, 3), 0, null);
        Assert.Equal((0, 0, 0.0, 0, 0.0, (double?)null, 0L), (figures.RoundTrips, figures.ShortestMs, figures.MeanMs, figures.LongestMs, figures.LossBack, figures.LossThere, figures.Lost));
    }

    [Fact]
    public void NoteTotals_SinceTheStart_CountsOnlyWhatCameAfterIt()
    {
        var figures = new TrialFigures((10, 3), 0, null);
        figures.NoteTotals((18, 5));
        Assert.Equal((8, 2, 0.2), (figures.Received, figures.Lost, figures.LossBack));
    }

    [Fact]
    public void NoteDatagram_NoReport_SaysNothingOfLossThere()
    {
        var figures = new TrialFigures(default, 0, null);
        var rtt = new RttEstimator(20);
        figures.NoteDatagram(new Instant(0), rtt, null, 5);
        Assert.Null(figures.LossThere);
        figures.NoteDatagram(new Instant(400), rtt, null, 6);
        Assert.Equal((0, 400L), (figures.RoundTrips, figures.LongestSilenceMs));
    }

    // What got lost before the measurement (large datagrams, that a hole swallowed) is in the first reports, and is none of it.
    [Theory]
    [InlineData(0.0, 0, 0.0)]
    [InlineData(0.4, 0, 0.0)]
    [InlineData(0.0, 5, 0.2)]
    [InlineData(0.4, 5, 0.2)]
    [InlineData(0.9, 10, 0.1)]
    public void NoteDatagram_Reports_CountWhatGotLostSinceTheStart(double before, int everyNth, double share)
    {
        double reported = Said(before);
        var figures = new TrialFigures(default, 100, reported);
        var rtt = new RttEstimator(20);
        double exact = before;
        for (int sent = 1; sent <= 100; sent++)
        {
            exact -= exact / ConnectionOptions.LossMemory;
            if (everyNth > 0 && sent % everyNth == 0)
            {
                exact += 1.0 / ConnectionOptions.LossMemory;
                continue;
            }

            figures.NoteDatagram(new Instant(sent), rtt, Said(exact), 100 + sent);
        }

        Assert.Equal(share, figures.LossThere!.Value, tolerance: 0.02);
    }

    // In the 127ths of the wire, rounded up.
    private static double Said(double share) => Math.Ceiling(share * 127) / 127;
}
