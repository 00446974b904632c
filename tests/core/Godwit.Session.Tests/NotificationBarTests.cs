using Godwit.Transport;

namespace Godwit.Session.Tests;

public sealed class NotificationBarTests
{
    private const string Quit = " [To quit: Ctrl-^ .]";
    private readonly NotificationBar bar = new("mosh", EscapeKey.Default, new Instant(0));

    [Fact]
    public void Text_ServerThatIsSilentOnPurpose_OnlyAnAwaitedAnswerCounts()
    {
        var start = new Instant(1_000_000);
        var bar = new NotificationBar("godwit", EscapeKey.Default, start);
        bar.SetContact(start, start, Instant.Never);
        Assert.Null(bar.Text(start + 24_000));
        Assert.Equal(Instant.Never, bar.NextDeadline(start + 24_000));

        // A heartbeat, or a key, at 24 s.
        bar.SetContact(start, start, start + 24_000);
        Assert.Null(bar.Text(start + 27_500));
        Assert.Equal(start + 27_501, bar.NextDeadline(start + 27_000));
        Assert.StartsWith("godwit: Last contact 27 seconds ago.", bar.Text(start + 27_501), StringComparison.Ordinal);

        // The server is heard, but does not hear us.
        bar.SetContact(start + 30_000, start, start + 24_000);
        Assert.Null(bar.Text(start + 31_000));
        Assert.StartsWith("godwit: Last reply 31 seconds ago.", bar.Text(start + 31_001), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_FreshContact_IsNull() => Assert.Null(bar.Text(new Instant(6500)));

    [Fact]
    public void Text_ServerSilent_CountsSinceLastContact()
    {
        Assert.Equal("mosh: Last contact 7 seconds ago." + Quit, bar.Text(new Instant(7000)));
        Assert.Equal("mosh: Last contact 59 seconds ago." + Quit, bar.Text(new Instant(59_999)));
        Assert.Equal("mosh: Last contact 1:01 ago." + Quit, bar.Text(new Instant(61_000)));
        Assert.Equal("mosh: Last contact 1:01:01 ago." + Quit, bar.Text(new Instant(3_661_000)));
    }

    [Fact]
    public void Text_HeartbeatsWithoutReplies_CountsSinceLastReply()
    {
        bar.SetContact(new Instant(10_000), new Instant(0));
        Assert.Equal("mosh: Last reply 10 seconds ago." + Quit, bar.Text(new Instant(10_001)));
    }

    [Fact]
    public void NextDeadline_ForTheThreshold_IsExact()
    {
        bar.SetContact(new Instant(1000), new Instant(1000));
        Assert.Equal(new Instant(7501), bar.NextDeadline(new Instant(1000)));
        Assert.NotNull(bar.Text(new Instant(7501)));
        Assert.Null(bar.Text(new Instant(7500)));
    }

    [Fact]
    public void NextDeadline_WhileCounting_IsOnceASecond()
    {
        Assert.Equal(new Instant(8000), bar.NextDeadline(new Instant(7000)));
        Assert.Equal(new Instant(8000), bar.NextDeadline(new Instant(7400)));
        Assert.Equal(new Instant(72_000), bar.NextDeadline(new Instant(69_500)));
    }

    [Fact]
    public void Show_Message_ExpiresAndCarriesTheQuitHint()
    {
        bar.Show(new Instant(0), "something");
        Assert.Equal("mosh: something" + Quit, bar.Text(new Instant(999)));
        Assert.Null(bar.Text(new Instant(1000)));
    }

    [Fact]
    public void Text_MessageWhileSilent_SaysBoth()
    {
        bar.ShowPermanently("no route", withQuitHint: true);
        Assert.Equal("mosh: no route (7 s without contact.)" + Quit, bar.Text(new Instant(7000)));
    }

    [Fact]
    public void Text_NetworkErrorAlone_IsSaidAtOnceAndGoes()
    {
        bar.ShowNetworkError(new Instant(100), "no route to 192.0.2.1");
        Assert.Equal("mosh: No route to 192.0.2.1." + Quit, bar.Text(new Instant(100)));
        Assert.Equal(new Instant(100 + NotificationBar.ErrorMs), bar.NextDeadline(new Instant(100)));
        Assert.Null(bar.Text(new Instant(100 + NotificationBar.ErrorMs)));
    }

    /// <summary>Errors come with each retry, every 3 s at the slowest; the words do not come and go between them.</summary>
    [Fact]
    public void Text_ErrorDuringASilence_SaysWhyAndSinceWhenUntilItIsOver()
    {
        for (long now = 0; now < 80_000; now += 3000)
        {
            bar.ShowNetworkError(new Instant(now), "no route to 192.0.2.1");
            if (now > 9000)
            {
                string since = now < 60_000 ? $"{now / 1000} seconds" : $"1:{(now / 1000) - 60:00}";
                Assert.Equal($"mosh: Last contact {since} ago: no route to 192.0.2.1.{Quit}", bar.Text(new Instant(now)));
                Assert.Contains(": no route", bar.Text(new Instant(now + 2999)), StringComparison.Ordinal);
            }
        }

        bar.SetContact(new Instant(80_000), new Instant(80_000));
        bar.ClearNetworkError(new Instant(80_000));
        Assert.Null(bar.Text(new Instant(81_001)));
        Assert.Equal("mosh: Last contact 7 seconds ago." + Quit, bar.Text(new Instant(87_000)));
    }

    [Fact]
    public void Text_ErrorThatDoesNotComeAgain_DoesNotExplainTheSilenceForEver()
    {
        bar.ShowNetworkError(new Instant(1000), "no route to 192.0.2.1");
        Assert.Contains("no route", bar.Text(new Instant(15_999)), StringComparison.Ordinal);
        Assert.Equal("mosh: Last contact 16 seconds ago." + Quit, bar.Text(new Instant(16_000)));
    }

    [Fact]
    public void Text_ErrorWhileConnecting_IsPartOfTheMessage()
    {
        bar.ShowPermanently("Nothing received from 192.0.2.1 yet.", withQuitHint: true);
        bar.ShowNetworkError(new Instant(0), "port unreachable");
        Assert.Equal("mosh: Nothing received from 192.0.2.1 yet: port unreachable." + Quit, bar.Text(new Instant(300)));
    }

    /// <summary>Whatever happens, the words change once a second at most: a terminal that watches for activity has rest.</summary>
    [Fact]
    public void Text_ErrorsThatTakeTurns_ChangeOnceASecondAtMost()
    {
        string? shown = null;
        int changes = 0;
        for (long now = 7000; now < 27_000; now += 10)
        {
            bar.ShowNetworkError(new Instant(now), now % 20 == 0 ? "no route" : "port unreachable");
            string? text = bar.Text(new Instant(now));
            changes += text != shown ? 1 : 0;
            shown = text;
        }

        Assert.InRange(changes, 19, 21);
    }

    /// <summary>Whoever waits for the deadline sees each threshold on time (P14), and nothing in between.</summary>
    [Fact]
    public void NextDeadline_Followed_ShowsEachSecondOnceAndOnTime()
    {
        var shown = new List<long>();
        string? last = null;
        for (Instant now = bar.NextDeadline(new Instant(0)); now < new Instant(70_000); now = bar.NextDeadline(now))
        {
            string? text = bar.Text(now);
            Assert.NotEqual(last, text);
            last = text;
            shown.Add(now.Milliseconds);
        }

        Assert.Equal(6501, shown[0]);
        Assert.Equal(7000, shown[1]);
        Assert.All(shown.Zip(shown.Skip(1)).Skip(1), pair => Assert.InRange(pair.Second - pair.First, 1000, 3000));
        Assert.Equal([60_000, 61_000, 63_000, 66_000, 69_000], shown[^5..]);
    }

    [Fact]
    public void ClearNetworkError_KeepsItASecondAtMost()
    {
        bar.ShowNetworkError(new Instant(0), "no route");
        bar.ClearNetworkError(new Instant(500));
        Assert.NotNull(bar.Text(new Instant(1499)));
        Assert.Null(bar.Text(new Instant(1500)));
    }

    [Fact]
    public void Text_WithoutEscapeKey_HasNoQuitHint()
    {
        var silent = new NotificationBar("godwit", EscapeKey.None, new Instant(0));
        Assert.Equal("godwit: Last contact 7 seconds ago.", silent.Text(new Instant(7000)));
    }
}
