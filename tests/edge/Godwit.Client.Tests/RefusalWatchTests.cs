using Godwit.Transport;

namespace Godwit.Client.Tests;

/// <summary>A host that says for long enough that nobody listens is believed; nothing else makes a server count as gone.</summary>
public sealed class RefusalWatchTests
{
    private static readonly Instant Start = new(500_000);

    private readonly RefusalWatch watch = new();

    [Fact]
    public void IsGone_RefusedEveryThreeSeconds_AfterTheTimeAndNotBefore()
    {
        for (long at = 0; at < RefusalWatch.GoneAfterMs; at += 3000)
        {
            watch.Note(Start + at);
            Assert.False(watch.IsGone(Start + at, Start + -1));
        }

        watch.Note(Start + (RefusalWatch.GoneAfterMs - 1));
        Assert.False(watch.IsGone(Start + (RefusalWatch.GoneAfterMs - 1), Start + -1));
        watch.Note(Start + RefusalWatch.GoneAfterMs);
        Assert.True(watch.IsGone(Start + RefusalWatch.GoneAfterMs, Start + -1));
    }

    /// <summary>A firewall that was being set up said so, and then the lid was shut.</summary>
    [Fact]
    public void IsGone_RefusalsInAMomentAndThenSilence_Never()
    {
        for (int count = 0; count < 4 * RefusalWatch.RefusalsMin; count++)
        {
            watch.Note(Start + count);
        }

        Assert.False(watch.IsGone(Start + 3_600_000, Start + -1));
    }

    [Fact]
    public void IsGone_FewRefusals_Never()
    {
        for (int count = 1; count < RefusalWatch.RefusalsMin; count++)
        {
            watch.Note(Start + count);
        }

        Assert.False(watch.IsGone(Start + 3_600_000, Start + -1));
    }

    [Fact]
    public void IsGone_ServerHeardMeanwhile_BeginsAnew()
    {
        for (int count = 0; count < 10; count++)
        {
            watch.Note(Start + (count * 3000));
        }

        Assert.False(watch.IsGone(Start + 30_000, Start + 29_000));
        watch.Note(Start + 31_000);
        Assert.False(watch.IsGone(Start + 60_000, Start + 29_000));
    }

    [Fact]
    public void IsGone_ServerNeverHeard_Never()
    {
        for (int count = 0; count < 100; count++)
        {
            watch.Note(Start + (count * 3000));
        }

        Assert.False(watch.IsGone(Start + 300_000, lastHeard: null));
    }

    [Fact]
    public void IsGone_Silence_Never() => Assert.False(watch.IsGone(Start + 86_400_000, Start));
}
