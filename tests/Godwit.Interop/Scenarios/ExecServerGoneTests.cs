using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>The server of a command is killed, as by a restart of its host: who waits for the command is told, and does not wait for ever.</summary>
public sealed class ExecServerGoneTests
{
    private const string Gone = "is gone: its host says that nobody listens on UDP port";

    // An idle client asks whether the server is there every 25 s at the latest; then 20 s of refusals.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // Longer than the client needs to know: whoever reads what the command said may be slow.
    private static readonly TimeSpan ReaderIsAway = TimeSpan.FromSeconds(50);

    [Fact]
    public async Task Exec_ServerKilled_EndsWithWhatItSaidAndStatus255()
    {
        const int Said = 100_000; // More than a pipe holds, and less than with what the stream of a reader that is away may hold.
        await using CommandHost host = await CommandHost.OpenAsync();
        await using ChildProcess client = host.Start($"echo before; head -c {Said} /dev/zero | tr '\\0' x; exec sleep 1003");
        Assert.Equal("before", await client.Output.ReadLineAsync(TestContext.Current.CancellationToken));

        // The reader goes away, then the server: what was said waits at the client meanwhile.
        await Wait.ScenarioLastsAsync(TimeSpan.FromSeconds(2));
        await KillServerAsync(host);
        await Wait.ScenarioLastsAsync(ReaderIsAway);
        Assert.Equal(new string('x', Said), await client.Output.ReadToEndAsync(TestContext.Current.CancellationToken));
        await client.ExitAsync(Limit);
        Assert.Equal(255, client.ExitCode);
        string error = await client.Error;
        Assert.Contains($"godwit: the server on {host.Name} {Gone}", error, StringComparison.Ordinal);
        Assert.EndsWith(" any more. What became of the command is not known.\n", error, StringComparison.Ordinal);
    }

    /// <summary>In the middle of a transfer, with octets under way both ways.</summary>
    [Fact]
    public async Task Rsync_ServerKilled_FailsAndDoesNotHang()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        _ = Programs.Installed("rsync", "rsync");
        Task<ChildResult> copy = host.RunHereAsync($"head -c 40000000 /dev/urandom >given && rsync --inplace --bwlimit=4000 -e {host.Exec} given $1:{host.Folder.Root}/there", Limit);
        await Wait.UntilAsync(
            "a quarter is there",
            () => Task.FromResult(new FileInfo(host.Folder["there"]) is { Exists: true, Length: > 10_000_000 }),
            async () => copy.IsCompleted ? (await copy).Error : host.Folder.LogTails());
        await KillServerAsync(host);
        ChildResult result = await copy;
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(Gone, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forward_ServerKilled_EndsWithStatus255()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        var listen = new IPEndPoint(IPAddress.Loopback, SshServer.FreePort());
        string forward = string.Create(CultureInfo.InvariantCulture, $"{listen}:127.0.0.1:{target.Port}");
        await using ChildProcess client = ChildProcess.Start(new ChildStart(host.Forward, ["-L", forward, host.Name], host.Environment));
        Socket? near = null;
        await Wait.UntilAsync("somebody listens", async () => (near = await SocketTalk.TryConnectAsync(listen)) is not null, () => Task.FromResult(host.Folder.LogTails()));
        using (near)
        {
            await SocketTalk.AssertEchoesAsync(near!, seed: 3, count: 1000);
        }

        await KillServerAsync(host);
        await client.ExitAsync(Limit);
        Assert.Equal(255, client.ExitCode);
        Assert.Contains(Gone, await client.Error, StringComparison.Ordinal);
    }

    private static Task KillServerAsync(CommandHost host) =>
        Signals.SendAsync("KILL", Assert.Single(host.Folder.Processes(), process => process.Command.Contains("detached-server", StringComparison.Ordinal)).Pid);
}
