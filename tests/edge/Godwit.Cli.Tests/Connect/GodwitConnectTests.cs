using System.Net;
using System.Net.Sockets;
using System.Text;
using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Tests;

/// <summary>What can be seen of <c>godwit HOST</c> and the proxy without a terminal.</summary>
public sealed class GodwitConnectTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Godwit_WithoutTerminal_SaysSoBeforeSsh()
    {
        var run = bench.Run("godwit", [$"--ssh={bench.PathOf("ssh")}", "host"]);
        Assert.Equal(1, run.ExitStatus);
        Assert.StartsWith("godwit: standard input is not a terminal", run.Error, StringComparison.Ordinal);
        Assert.Equal("", bench.Record());
    }

    [Theory]
    [InlineData("", "255", 255, "could not log in to host (status 255)")]
    [InlineData("", "127", 127, "there is no server on host")]
    [InlineData(@"greeting\ncannot bind\n", "1", 1, "did not start (status 1)")]
    [InlineData(@"mosh-server: Bad UDP port range (60001)\n", "1", 1, "does not accept the port 60001")]
    [InlineData(@"MOSH CONNECT 60001 short\n", "0", 1, "MOSH CONNECT")]
    [InlineData("", "0", 1, "did not start (status 0)")]
    public void Godwit_WithoutConnectLine_SaysWhoFailed(string says, string ends, int status, string words)
    {
        var run = bench.RunOnTerminal("godwit", [$"--ssh={bench.PathOf("ssh")}", "-p", "60001", "u@host", "ls"], ("SAYS", says), ("ENDS", ends));
        Assert.Equal(status, run.ExitStatus);
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
        Assert.Equal(says.Contains("greeting", StringComparison.Ordinal), run.Output.Contains("greeting\r\ncannot bind\r\n", StringComparison.Ordinal));
        Assert.Equal(1, run.Output.Split("godwit: ").Length - 1);
        Assert.Contains("<-->\n<u@host>\n<sh -c '", bench.Record(), StringComparison.Ordinal);
        Assert.Contains("SHELL=/bin/bash ", bench.Record(), StringComparison.Ordinal);
    }

    [Fact]
    public void Godwit_TerminalWithoutCursor_SaysSoBeforeSsh()
    {
        var run = bench.RunOnTerminal("godwit", [$"--ssh={bench.PathOf("ssh")}", "host"], ("TERM", "dumb"));
        Assert.Equal(1, run.ExitStatus);
        Assert.Contains("godwit: a terminal of type \"dumb\" cannot move its cursor", run.Output, StringComparison.Ordinal);
        Assert.Equal("", bench.Record());
    }

    [Theory]
    [InlineData("")]
    [InlineData("--foo host")]
    [InlineData("client 127.0.0.1 60001")]
    [InlineData("client")]
    [InlineData("server new -c x")]
    [InlineData("--local localhost --client=true")]
    public void Godwit_Mistake_IsExplained(string line)
    {
        var run = bench.Run("godwit", line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.NotEqual(0, run.ExitStatus);
        Assert.NotEqual("", run.Error);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("help", "Usage: godwit")]
    [InlineData("--help", "Usage: godwit")]
    [InlineData("--version", "godwit ")]
    [InlineData("server --help", "Usage: godwit server")]
    [InlineData("client --help", "Usage: godwit client")]
    public void Godwit_Question_IsAnswered(string line, string beginning)
    {
        var run = bench.Run("godwit", line.Split(' '));
        Assert.Equal(0, run.ExitStatus);
        Assert.StartsWith(beginning, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FakeProxy_ConnectsAndSaysTheAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Task.Run(
            async () =>
            {
                using var peer = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                await peer.GetStream().WriteAsync(Encoding.ASCII.GetBytes("SSH-2.0-test\r\n"), TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken);
        var run = bench.Run("mosh", ["--family=inet", "--fake-proxy", "--", "127.0.0.1", $"{((IPEndPoint)listener.LocalEndpoint).Port}"]);
        await server;
        Assert.Equal((0, "SSH-2.0-test\r\n", "MOSH IP 127.0.0.1\n"), (run.ExitStatus, run.Output, run.Error));
    }

    [Fact]
    public void FakeProxy_NobodyListens_FailsInOneSentence()
    {
        var run = bench.Run("mosh", ["--fake-proxy", "--", "127.0.0.1", "1"]);
        Assert.Equal(1, run.ExitStatus);
        Assert.StartsWith("mosh: cannot connect to 127.0.0.1:1", run.Error, StringComparison.Ordinal);
    }
}
