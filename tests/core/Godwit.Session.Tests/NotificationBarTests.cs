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
