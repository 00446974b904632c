using Godwit.Server;

namespace Godwit.Cli.Tests.Sessions;

public sealed class SessionStatusTests
{
    [Fact]
    public void Format_Sessions_TellsWhatTheClientsCannotDo() =>
        Assert.Equal(
            """
            session 60001, up 3d 4h
              client    192.0.2.1:4711, heard 2s ago
              peer      Godwit, level 1, without path changes
              terminal  80x24, vim
              server    process 12, ends 7d 0h after the last word of client and program
              forwards  -R 8080: 1 open of 3, 1200 B to the host, 34 kB from it
                        to ?[2Jhost:80: no connections yet
            session 60002, up 5s
              client    lost: 192.0.2.1:4711 was last heard 1h 0m ago
              peer      stock Mosh, without exit status, path changes
              terminal  80x24, no program yet
              server    process 13, is kept for ever

            """,
            SessionStatus.Format(
            [
                new(Facts(60001) with { Age = (3 * 86_400) + (4 * 3600), Contact = SessionContact.Attached, Silence = 2, Peer = "godwit 1", Missing = "path changes", Command = "vim", TimeToLive = 604_800, Forwards = [new("-R 8080", 1, 3, 1200, 34_000), new("to \e[2Jhost:80", 0, 0, 0, 0)] }, 12),
                new(Facts(60002) with { Age = 5, Contact = SessionContact.Lost, Silence = 3600, Peer = "mosh", Missing = "exit status, path changes" }, 13),
            ]));

    [Fact]
    public void Format_NoSession_SaysSo() => Assert.Equal("No sessions.\n", SessionStatus.Format([]));

    private static SessionFacts Facts(int port) => new() { Port = port, Client = "192.0.2.1:4711", Columns = 80, Rows = 24 };
}
