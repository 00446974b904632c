using System.Text.RegularExpressions;
using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Tests;

/// <summary>The wrapper as a process, with recorders for ssh and client (spec 04 section 5, checks 1 to 5).</summary>
public sealed partial class MoshWrapperTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Mosh_RecordersOfStockAndOurs_Agree()
    {
        if (!Workbench.HasStockMosh)
        {
            Assert.Skip("Stock mosh is not installed.");
        }

        string[][] lines =
        [
            ["host"],
            ["-4", "--no-ssh-pty", "-p", "60010:60020", "u@host", "ls", "--", "-l", "it's", "a b", "two\nlines", "naïve 日本", ""],
            ["--experimental-remote-ip=remote", "-6", "-a", "--bind-server=any", "host"],
            ["--experimental-remote-ip=remote", "--family=all", "-o", "--no-init", "--bind-server=192.0.2.1", "--server=env A=b mosh-server", "host"],
        ];
        foreach (var line in lines)
        {
            var stock = bench.RunMosh(Workbench.StockMosh, line);
            var stockRecord = bench.Record();
            var ours = bench.RunMosh("mosh", line);
            Assert.Equal(ProxyProgram().Replace(stockRecord, "<mosh>"), ProxyProgram().Replace(bench.Record(), "<mosh>"));
            Assert.Equal(stock.Output, ours.Output);
            Assert.Equal(stock.ExitStatus, ours.ExitStatus);
        }
    }

    [Fact]
    public void Mosh_WithRecorders_BecomesTheClient()
    {
        var run = bench.RunMosh("mosh", ["-n", "--no-init", "host", "a b"]);
        Assert.Equal(
            "hello\r\n" + $"""
            <-# --client={bench.PathOf("client")} --ssh={bench.PathOf("ssh")} -n --no-init host a b |>
            <127.0.0.1>
            <60001>
            KEY={Workbench.Key}
            PREDICTION=never
            OVERWRITE=
            NO_INIT=1

            """,
            run.Output);
        Assert.Equal(7, run.ExitStatus);
        Assert.Equal("", run.Error);
        Assert.EndsWith("SHELL=/bin/sh PREDICTION= PID=set\n", bench.Record(), StringComparison.Ordinal);
        Assert.Contains($"<ProxyCommand='{bench.PathOf("mosh")}' '--family=prefer-inet' --fake-proxy -- %h %p>\n", bench.Record(), StringComparison.Ordinal);
    }

    [Fact]
    public void Mosh_PredictionOfEnvironment_ReachesClientButNotSsh()
    {
        var run = bench.RunMosh("mosh", ["host"], ("MOSH_PREDICTION_DISPLAY", "experimental"));
        Assert.Contains("PREDICTION=experimental\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("PREDICTION= ", bench.Record(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1", "'0'")]
    [InlineData("junk", "'0'")]
    [InlineData("8", "'8'")]
    public void Mosh_ClientsColors_GoToTheServer(string colors, string expected)
    {
        bench.RunMosh("mosh", ["host"], ("COLORS", colors));
        Assert.Contains($"'new' '-c' {expected} ", bench.Record(), StringComparison.Ordinal);
    }

    [Fact]
    public void Mosh_ClientThatCannotCount_IsFatalBeforeSsh()
    {
        var run = bench.RunMosh("mosh", ["host"], ("COLORS_STATUS", "1"));
        Assert.Equal(1, run.ExitStatus);
        Assert.Equal("", bench.Record());
    }

    [Theory]
    [InlineData(@"MOSH IP 127.0.0.1\nMOSH IP 127.0.0.1\n", "second")]
    [InlineData(@"MOSH IP 127.0.0.1\nMOSH CONNECT 60001 short\n", "MOSH CONNECT")]
    [InlineData(@"MOSH IP 127.0.0.1\nxMOSH CONNECT 60001 " + Workbench.Key + @"\n", "no server was started")]
    [InlineData(@"MOSH IP 127.0.0.1\n", "no server was started")]
    [InlineData(@"MOSH IP 127.0.0.1\nBad UDP port\n", "range")]
    [InlineData(@"MOSH CONNECT 60001 " + Workbench.Key + @"\n", "address")]
    public void Mosh_WithoutSoundConnectLine_FailsInOneSentence(string says, string word)
    {
        var run = bench.RunMosh("mosh", ["-p", "60001:60002", "host"], ("SAYS", says));
        Assert.Equal(1, run.ExitStatus);
        Assert.Contains(word, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
        Assert.DoesNotContain("CLIENT", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mosh_SshConnectionOnly_IsUsedWithANotice()
    {
        var run = bench.RunMosh("mosh", ["--experimental-remote-ip=remote", "host"], ("SAYS", @"\nMOSH SSH_CONNECTION 1.2.3.4 5 6.7.8.9 22\n\nMOSH CONNECT 60001 " + Workbench.Key + @"\n"));
        Assert.Contains("<6.7.8.9>\n<60001>\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("6.7.8.9", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Mosh_SshThatIsNotThere_FailsInOneSentence()
    {
        var run = bench.Run("mosh", [$"--client={bench.PathOf("client")}", "--ssh=/nonexistent/ssh", "host"]);
        Assert.Equal(1, run.ExitStatus);
        Assert.StartsWith("mosh: cannot start /nonexistent/ssh", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Mosh_Local_RunsTheServerCommandInAShell()
    {
        var run = bench.Run("mosh", [$"--client={bench.PathOf("client")}", "--server=echo", "--local", "127.0.0.1"]);
        Assert.StartsWith("new -c 256 -i 127.0.0.1 ", run.Output, StringComparison.Ordinal);
        Assert.Contains("no server was started", run.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("ProxyCommand='[^']*'")]
    private static partial Regex ProxyProgram();
}
