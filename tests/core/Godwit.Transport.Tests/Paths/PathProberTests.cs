namespace Godwit.Transport.Tests.Paths;

public sealed class PathProberTests
{
    private static readonly Instant Start = new(1_000_000);

    [Fact]
    public void TryNext_AllIsWell_ProbesNothing()
    {
        var prober = new PathProber();
        prober.SetCount(5);
        Assert.Equal(Instant.Never, prober.Deadline(isStock: false, 50));
        Assert.False(prober.TryNext(Start, isStock: false, 50, out _));
    }

    [Fact]
    public void TryNext_Silence_TriesTheCurrentPathAndTheOthersInTurn()
    {
        var prober = new PathProber();
        prober.SetCount(3);
        prober.NoteNewest(Start, 0, 50);
        prober.SetSilence(Start);
        Assert.Equal(Start + 1000, prober.Deadline(isStock: false, 50));
        Assert.Equal(Start + 3000, prober.Deadline(isStock: false, 1500));
        Assert.Empty(Tries(prober, Start, 999));
        Assert.Equal([0, 1, 0, 2, 0, 1, 0, 2], Tries(prober, Start, 1400));
        prober.NoteNewest(Start + 1400, 2, 50);
        Assert.Equal(2, prober.Current);
        Assert.Equal(Instant.Never, prober.Deadline(isStock: false, 50));
    }

    [Fact]
    public void TryNext_NeverAnswered_RacesTheCandidates()
    {
        var prober = new PathProber();
        prober.SetCount(3);
        Assert.Equal(Instant.Never, prober.Deadline(isStock: true, 1000));
        prober.SetSilence(Start);
        Assert.Equal(Start + 250, prober.Deadline(isStock: true, 1000));
        Assert.Empty(Tries(prober, Start, 249, isStock: true));
        Assert.Equal([1], Tries(prober, Start + 250, 250, isStock: true));
        Assert.Equal(Start + 500, prober.Deadline(isStock: true, 1000));
        Assert.Equal([2], Tries(prober, Start + 500, 499, isStock: true));
        prober.NoteNewest(Start + 999, 2, 50);
        Assert.Equal(2, prober.Current);
        prober.SetSilence(Start + 2000);
        Assert.Equal(Start + 3000, prober.Deadline(isStock: true, 50));
    }

    [Fact]
    public void TryNext_NewNetwork_TriesAllAtOnce()
    {
        var prober = new PathProber();
        prober.SetCount(4);
        prober.Suspect(Start);
        Assert.Equal([0, 1, 2, 3], Tries(prober, Start, 1));
    }

    [Fact]
    public void TryNext_LongOutage_BacksOffAndComesBackWithAKey()
    {
        var prober = new PathProber();
        prober.SetSilence(Start);
        Assert.InRange(Tries(prober, Start, 60_000).Count, 480, 500);
        _ = Tries(prober, Start + 60_000, 65_000);
        Assert.InRange(Tries(prober, Start + 125_000, 60_000).Count, 58, 61);
        _ = Tries(prober, Start + 185_000, 500_000);
        Assert.InRange(Tries(prober, Start + 3_600_000, 60_000).Count, 19, 21);
        prober.NotePresence(Start + 3_660_000);
        Assert.InRange(Tries(prober, Start + 3_660_000, 6_000).Count, 47, 52);
    }

    [Fact]
    public void TryNext_StockPeer_AtMostOnceASecond()
    {
        var prober = new PathProber();
        prober.SetCount(2);
        prober.SetSilence(Start);
        Assert.InRange(Tries(prober, Start, 11_000, isStock: true).Count, 20, 22);
    }

    [Fact]
    public void NoteNewest_UnknownPath_KeepsTheCurrentOne()
    {
        var prober = new PathProber();
        prober.SetCount(2);
        prober.NoteNewest(Start, 1, 50);
        prober.NoteNewest(Start + 60_000, -1, 50);
        prober.NoteNewest(Start + 60_000, 2, 50);
        Assert.Equal(1, prober.Current);
        prober.SetCount(1000);
        Assert.Equal(PathProber.PathsMax, prober.Count);
    }

    [Fact]
    public void NoteNewest_TwoPathsThatWork_StaysWithTheOneInUse()
    {
        var prober = new PathProber();
        prober.SetCount(3);
        prober.NoteNewest(Start, 1, 150);
        prober.NoteNewest(Start + 100, 2, 150);
        Assert.Equal(1, prober.Current);
        prober.NoteNewest(Start + 200, 1, 150);
        prober.NoteNewest(Start + 499, 2, 150);
        Assert.Equal(1, prober.Current);
        prober.NoteNewest(Start + 500, 2, 150);
        Assert.Equal(2, prober.Current);
        prober.Suspect(Start + 501);
        prober.NoteNewest(Start + 502, 0, 150);
        Assert.Equal(0, prober.Current);
    }

    private static List<int> Tries(PathProber prober, Instant from, int milliseconds, bool isStock = false)
    {
        List<int> tries = [];
        for (var now = from; now < from + milliseconds; now += 1)
        {
            while (prober.TryNext(now, isStock, 50, out var path))
            {
                tries.Add(path);
                Assert.True(tries.Count < 10_000);
            }
        }

        return tries;
    }
}
