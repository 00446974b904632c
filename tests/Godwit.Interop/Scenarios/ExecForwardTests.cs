using System.Net;
using System.Net.Sockets;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Sessions that are forwardings and nothing else, and what a host without godwit makes of them.</summary>
public sealed class ExecForwardTests
{
    private const string StockSentence = "stock mosh-server";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("forward", "TERM")]
    [InlineData("forward", "INT")]
    [InlineData("exec -N", "TERM")]
    [InlineData("forward -N", "HUP")]
    [InlineData("godwit -N", "TERM")]
    public async Task Forward_LocalPort_WorksUntilASignalEndsBothEnds(string way, string signal)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        int port = SshServer.FreePort();
        string[] forward = ["-L", $"127.0.0.1:{port}:127.0.0.1:{((IPEndPoint)target.LocalEndpoint).Port}", host.Name];
        string[] words = way.Split(' ');
        string program = words[0] switch { "forward" => host.Forward, "exec" => host.Exec, _ => host.Godwit };
        string[] ours = program == host.Godwit ? ["--config=none", $"--ssh={host.Ssh.Command}", $"--server={host.Godwit} server"] : [];
        await using ChildProcess client = ChildProcess.Start(new ChildStart(program, [.. ours, .. words[1..], .. forward], host.Environment));
        Assert.Equal("pong", await AskAsync(client, port, target));
        Assert.DoesNotContain(host.Folder.Processes(), process => process.Command.Contains("bash", StringComparison.Ordinal));

        await Signals.SendAsync(signal, client.ProcessId);
        await client.ExitAsync(Limit);
        Assert.Equal(signal switch { "INT" => 128 + 2, "HUP" => 128 + 1, _ => 128 + 15 }, client.ExitCode);
        await host.AssertRunsAsync("detached-server", isRunning: false);
        Assert.Equal("", await client.Error);
        using var late = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => late.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task Forward_NoCommandWithACommand_IsRefused()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        foreach (ChildStart start in new[]
        {
            new ChildStart(host.Forward, [host.Name, "ls"], host.Environment),
            new ChildStart(host.Exec, ["-N", host.Name, "ls"], host.Environment),
            new ChildStart(host.Godwit, ["--config=none", "-N", host.Name, "--", "ls"], host.Environment),
        })
        {
            ChildResult result = await ChildProcess.RunAsync(start, Limit);
            Assert.Equal((255, ""), (result.ExitCode, result.Output));
            Assert.Contains("command", result.Error, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Accepted", await File.ReadAllTextAsync(host.Folder["sshd.log"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTerminal_UnderTheUsualName_IsACommandWithThreeStreams()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunHereAsync(
            $"printf 'a\\r\\nb' | {Shell.Join([host.Godwit, "--config=none", $"--ssh={host.Ssh.Command}", $"--server={host.Godwit} server", "-T", host.Name, "--", "cat; echo err >&2; exit 4"])}");
        Assert.Equal((4, "a\r\nb", "err\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StockServer_IsRefusedWithOneSentence(bool isForward)
    {
        await using CommandHost host = await CommandHost.OpenAsync(hasStockServer: true);
        ChildResult result = await ChildProcess.RunAsync(
            isForward
                ? new ChildStart(host.Forward, ["-L", $"{SshServer.FreePort()}:127.0.0.1:9", host.Name], host.Environment)
                : new ChildStart(host.Exec, [host.Name, "echo never >never; echo never"], host.Environment),
            Limit);
        Assert.Equal((255, ""), (result.ExitCode, result.Output));
        Assert.Contains(StockSentence, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("godwit: ", StringComparison.Ordinal));
        await host.AssertRunsAsync("mosh-server", isRunning: false);
        Assert.False(File.Exists(Path.Combine(host.Folder.Home, "never")));
    }

    [Fact]
    public async Task SshThatDoesNotLogIn_HasTheStatusOfSsh()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(host.Exec, ["-o", "PubkeyAuthentication=no", host.Name, "echo never"], host.Environment), Limit);
        Assert.Equal((255, ""), (result.ExitCode, result.Output));
        Assert.Contains("Permission denied", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoServerThere_SaysSoOnStandardErrorOnly()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(host.Exec, ["--server=/nowhere/godwit server", host.Name, "echo never"], host.Environment), Limit);
        Assert.Equal("", result.Output);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("/nowhere/godwit", result.Error, StringComparison.Ordinal);
    }

    /// <summary>All of them, those of the command line too: scp and git count on it when the configuration forwards something.</summary>
    [Theory]
    [InlineData("-L", "PORT:127.0.0.1:9", "no", "open")]
    [InlineData("-L", "PORT:127.0.0.1:9", "yes", "closed")]
    [InlineData("-R", "PORT:127.0.0.1:9", "no", "open")]
    [InlineData("-R", "PORT:127.0.0.1:9", "yes", "closed")]
    [InlineData("-D", "PORT", "no", "open")]
    [InlineData("-D", "PORT", "yes", "closed")]
    public async Task ClearAllForwardings_ClearsTheCommandLinesAsSshDoes(string option, string value, string isCleared, string state)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        string port = SshServer.FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture);
        string words = Shell.Join(["-o", $"ClearAllForwardings={isCleared}", option, value.Replace("PORT", port, StringComparison.Ordinal), host.Name, $"(: </dev/tcp/127.0.0.1/{port}) 2>&- && echo open || echo closed"]);
        foreach (string program in (string[])[$"{host.Ssh.Command} -n", host.Exec])
        {
            ChildResult result = await host.RunHereAsync($"{program} {words}");
            Assert.Equal((0, state + "\n"), (result.ExitCode, result.Output));
        }
    }

    private static async Task<string> AskAsync(ChildProcess client, int port, TcpListener target)
    {
        using var near = new TcpClient();
        await Wait.UntilAsync(
            "the port is open",
            async () =>
            {
                try
                {
                    await near.ConnectAsync(IPAddress.Loopback, port);
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            },
            async () => client.HasExited ? await client.Error : "");
        using TcpClient far = await target.AcceptTcpClientAsync(new CancellationTokenSource(Limit).Token);
        await near.GetStream().WriteAsync("ping"u8.ToArray());
        var buffer = new byte[4];
        await far.GetStream().ReadExactlyAsync(buffer);
        Assert.Equal("ping"u8, buffer);
        await far.GetStream().WriteAsync("pong"u8.ToArray());
        await near.GetStream().ReadExactlyAsync(buffer);
        return System.Text.Encoding.ASCII.GetString(buffer);
    }
}
