using Godwit.Server;

namespace Godwit.Cli.Tests.Sessions;

public class SessionTableTests
{
    [Fact]
    public void Format_TwoSessions_ColumnsBelowTheHeading()
    {
        var attached = new SessionFacts { Port = 60001, Age = 59, Contact = SessionContact.Attached, Silence = 2, Client = "192.0.2.1:4711", Columns = 80, Rows = 24, Command = "bash" };
        var lost = attached with { Port = 60010, Age = 9 * 86400, Contact = SessionContact.Lost, Silence = 7260, Command = "vim" };
        var fresh = new SessionFacts { Port = 60011 };
        Assert.Equal(
            """
            NAME   AGE    CLIENT          LAST HEARD    SIZE   COMMAND
            60001  59s    192.0.2.1:4711  2s            80x24  bash
            60010  9d 0h  192.0.2.1:4711  2h 1m (lost)  80x24  vim
            60011  0s     -               never         0x0    -

            """,
            SessionTable.Format([new(attached, 1), new(lost, 2), new(fresh, 3)]));
    }

    [Fact]
    public void Format_ControlCharactersInAName_AreNotPrinted() =>
        Assert.DoesNotContain('\e', SessionTable.Format([new(new SessionFacts { Port = 1, Command = "a\e]2;x\a", Client = "\u009b" }, 1)]));

    [Fact]
    public void Format_None_SaysSo() => Assert.Equal("No sessions.\n", SessionTable.Format([]));
}
