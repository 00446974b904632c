namespace Godwit.Cli.Tests.Sessions;

public class SessionsCommandLineTests
{
    [Fact]
    public void List_HostAndSsh_AreTaken()
    {
        var options = SessionsCommandLine.Parse(["--ssh=ssh -p 2222", "me@host"], "ls").Settings!;
        Assert.Equal(("me@host", "ssh -p 2222"), (options.Host, options.Ssh));
        Assert.Null(SessionsCommandLine.Parse([], "ls").Settings!.Host);
    }

    [Fact]
    public void Kill_NumbersAreNames_TheWordBeforeThemIsTheHost()
    {
        var options = SessionsCommandLine.Parse(["host", "60001", "60002"], "kill").Settings!;
        Assert.Equal("host", options.Host);
        Assert.Equal([60001, 60002], options.Names);
        Assert.Null(SessionsCommandLine.Parse(["60001"], "kill").Settings!.Host);
        Assert.True(SessionsCommandLine.Parse(["--lost"], "kill").Settings!.IsForLost);
    }

    [Theory]
    [InlineData(true, "which session?")]
    [InlineData(true, "which session?", "host")]
    [InlineData(true, "'0' is no name", "0")]
    [InlineData(true, "'70000' is no name", "70000")]
    [InlineData(true, "'host' is one host too many", "60001", "host")]
    [InlineData(false, "'b' is one host too many", "a", "b")]
    [InlineData(false, "unknown option '--lost'", "--lost")]
    [InlineData(false, "unknown option '-oProxyCommand=x'", "-oProxyCommand=x")]
    [InlineData(false, "--ssh", "--ssh=")]
    [InlineData(false, "--ssh", "--ssh='ssh")]
    public void WrongWords_OneSentenceAndTheUsage(bool isKill, string says, params string[] words)
    {
        var parsed = SessionsCommandLine.Parse(words, isKill ? "kill" : "ls");
        Assert.Null(parsed.Settings);
        Assert.Equal(ExitCode.BadUsage, parsed.ExitStatus);
        Assert.Contains(says, parsed.Error, StringComparison.Ordinal);
        Assert.Contains("Usage: ", parsed.Error, StringComparison.Ordinal);
    }
}
