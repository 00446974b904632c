using Godwit.Server;

namespace Godwit.Cli.Tests.Sessions;

public sealed class LostNoticeTests
{
    [Fact]
    public void Text_NobodyIsLost_IsEmpty() =>
        Assert.Equal("", LostNotice.Text([Session(1, SessionContact.Attached, 90_000), Session(2, SessionContact.Waiting, 90_000), Session(3, SessionContact.Lost, LostNotice.SilenceMin - 1)]));

    [Fact]
    public void Text_OneIsLost_NamesItAndHowToEndIt() =>
        Assert.Equal(
            "godwit: session 60007 (vi?m) has not heard from its client for 3d 4h; \"godwit kill 60007\" ends it.\n",
            LostNotice.Text([Session(60007, SessionContact.Lost, (3 * 86_400) + (4 * 3600)), Session(2, SessionContact.Attached, 0)]));

    [Fact]
    public void Text_SeveralAreLost_CountsThem() =>
        Assert.StartsWith("godwit: 2 sessions have not heard", LostNotice.Text([Session(1, SessionContact.Lost, 3600), Session(2, SessionContact.Lost, 3600)]), StringComparison.Ordinal);

    private static RunningSession Session(int port, SessionContact contact, long silence) =>
        new(new SessionFacts { Port = port, Contact = contact, Silence = silence, Command = "vi\em" }, 1);
}
