using Godwit.Transport;

namespace Godwit.Client.Tests;

public sealed class TrialFiguresTests
{
    [Fact]
    public void Figures_NothingMeasured_AreNothing()
    {
        var figures = new TrialFigures((10, 3));
        Assert.Equal((0, 0, 0.0, 0, 0.0, (double?)null, 0L), (figures.RoundTrips, figures.ShortestMs, figures.MeanMs, figures.LongestMs, figures.LossBack, figures.LossThere, figures.Lost));
    }

    [Fact]
    public void NoteTotals_SinceTheStart_CountsOnlyWhatCameAfterIt()
    {
        var figures = new TrialFigures((10, 3));
        figures.NoteTotals((18, 5));
        Assert.Equal((8, 2, 0.2), (figures.Received, figures.Lost, figures.LossBack));
    }

    [Fact]
    public void NoteDatagram_Reports_AreAveraged()
    {
        var figures = new TrialFigures(default);
        var rtt = new RttEstimator(20);
        figures.NoteDatagram(new Instant(0), rtt, null);
        Assert.Null(figures.LossThere);
        figures.NoteDatagram(new Instant(100), rtt, 0.1);
        figures.NoteDatagram(new Instant(500), rtt, 0.3);
        Assert.Equal(0.2, figures.LossThere!.Value, tolerance: 1e-9);
        Assert.Equal((0, 400L), (figures.RoundTrips, figures.LongestSilenceMs));
    }
}
