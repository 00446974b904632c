namespace Godwit.Cli.Tests;

public sealed class GodwitSshCommandTests
{
    [Theory]
    [InlineData("host", false, "ssh|--|host")]
    [InlineData("--install=never|host", false, "ssh|-n|--|host")]
    [InlineData("--ssh-pty|--install=never|-4|u@host", false, "ssh|-n|-tt|-4|--|u@host")]
    [InlineData("--ssh=ssh -J jump|-6|host", false, "ssh|-J|jump|-6|--|host")]
    [InlineData("host", true, "ssh|-o|RemoteCommand=none|--|host")]
    [InlineData("--forward-agent=no|host", false, "ssh|-a|--|host")]
    [InlineData("--forward-agent=confirm|host", false, "ssh|-a|--|host")]
    [InlineData("--forward-agent=yes|host", false, "ssh|--|host")]
    public void Build_Options_LeaveSshConfigurationAlone(string line, bool hasRemoteCommand, string expected)
    {
        var options = Options(line);
        var script = new RemoteScript("abc", ["new"], []) { Install = options.Install, HasTerminal = options.SshPty ?? false };
        var vector = GodwitSshCommand.Build(options, script, hasRemoteCommand);
        Assert.Equal(expected.Split('|'), vector.SkipLast(1));
        Assert.StartsWith("sh -c '", vector[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("\n", vector[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void BuildQuery_Options_AsksSshForItsConfiguration() =>
        Assert.Equal(["ssh", "-p", "2", "-G", "-4", "--", "host"], GodwitSshCommand.BuildQuery(Options("--ssh=ssh -p 2|-4|host")));

    private static ConnectOptions Options(string line) => ConnectCommandLine.Parse(line.Split('|'), isStock: false, _ => null).Settings!;
}
