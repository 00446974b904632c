using Godwit.Platform;

namespace Godwit.Cli.Demo.Tests;

public sealed class DemoServerTests
{
    private const string Key = "4NeCCgvZFe2RnPgrcU1PQw";

    [Theory]
    [InlineData("MOSH CONNECT 60001 " + Key + "\n")]
    [InlineData("a warning\r\nMOSH CONNECT 60001 " + Key + " \r\n[detached, pid = 5]\n")]
    public void TryParse_ConnectLine_GivesPortAndKey(string said)
    {
        Assert.True(DemoServer.TryParse(said, out DemoServer? server));
        Assert.Equal(new DemoServer(60001, Key), server);
    }

    [Theory]
    [InlineData("")]
    [InlineData("xMOSH CONNECT 60001 " + Key)]
    [InlineData("MOSH CONNECT 60001")]
    [InlineData("MOSH CONNECT 600010 " + Key)]
    public void TryParse_AnythingElse_ReturnsFalse(string said) => Assert.False(DemoServer.TryParse(said, out _));

    [Fact]
    public void Start_ProgramThatFails_SaysWhatItSaid()
    {
        PlatformException trouble = Assert.Throws<PlatformException>(
            () => DemoServer.Start(Programs("echo no luck; exit 1"), EnvironmentBlock.Inherit(), []));
        Assert.Contains("no luck", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_Command_ComesAfterTheOptions()
    {
        DemoServer server = DemoServer.Start(
            Programs($"[ \"$*\" = 'new -i 127.0.0.1 -p 0 -c 256 -- vi a' ] && echo MOSH CONNECT 7 {Key}"), EnvironmentBlock.Inherit(), ["vi", "a"]);
        Assert.Equal(7, server.Port);
    }

    private static DemoPrograms Programs(string script) => new("/bin/sh", ["sh", "-c", script, "sh"], "/bin/sh", ["sh"]);
}
