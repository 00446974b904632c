using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Signals to a command without a terminal, and what becomes of it when its client goes.</summary>
public sealed class ExecSignalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // A client that is silent for a minute is lost; the session's time to live begins then.
    private static readonly TimeSpan LostWithin = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Exec_Signal_IsTheCommandsAndItsEndIsOurs(string signal)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using ChildProcess client = host.Start($"trap 'echo got {signal}; exit 5' {signal}; echo ready; while :; do sleep 0.05; done");
        Assert.Equal("ready", await client.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await Signals.SendAsync(signal, client.ProcessId);
        Assert.Equal($"got {signal}", await client.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await client.ExitAsync(Limit);
        Assert.Equal(5, client.ExitCode);
    }

    [Theory]
    [InlineData("INT", 128 + 2)]
    [InlineData("TERM", 128 + 15)]
    public async Task Exec_SecondSignal_EndsTheClientAndHangsUpOnTheCommand(string signal, int status)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using ChildProcess client = host.Start($"trap 'echo got' {signal}; echo ready; while :; do sleep 0.0512; done");
        Assert.Equal("ready", await client.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await Signals.SendAsync(signal, client.ProcessId);
        Assert.Equal("got", await client.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await Signals.SendAsync(signal, client.ProcessId);
        await client.ExitAsync(Limit);
        Assert.Equal(status, client.ExitCode);
        await host.AssertRunsAsync("sleep 0.0512", isRunning: false);
        await host.AssertRunsAsync("detached-server", isRunning: false);
    }

    [Fact]
    public async Task Exec_ClientIsHungUpOn_TheCommandIsAtOnce()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using ChildProcess client = host.Start($"trap '' PIPE; trap 'echo hup >{host.Folder["hup"]}; exit' HUP; echo ready; while :; do sleep 0.05; done");
        Assert.Equal("ready", await client.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await Signals.SendAsync("HUP", client.ProcessId);
        await client.ExitAsync(Limit);
        Assert.Equal(128 + 1, client.ExitCode);
        await Wait.UntilAsync("the command is hung up on", () => Task.FromResult(File.Exists(host.Folder["hup"])), () => Task.FromResult(string.Join('\n', host.Folder.Processes())));
    }

    /// <summary>Who is lost may come back; the command runs on until the session's time to live is over.</summary>
    [Fact]
    public async Task Exec_ClientIsKilled_TheCommandIsHungUpOnAfterTheTimeToLive()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using ChildProcess client = ChildProcess.Start(new ChildStart(
            host.Exec, ["--ttl=3s", host.Name, $"trap '' PIPE; trap 'echo hup >{host.Folder["hup"]}; exit' HUP; echo ready; while :; do sleep 0.05; done"], host.Environment));
        Assert.Equal("ready", await client.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await Signals.SendAsync("KILL", client.ProcessId);
        await Wait.UntilAsync("the command is hung up on", () => Task.FromResult(File.Exists(host.Folder["hup"])), () => Task.FromResult(string.Join('\n', host.Folder.Processes())), LostWithin);
        await host.AssertRunsAsync("detached-server", isRunning: false);
    }

    [Fact]
    public async Task Exec_ServerIsKilled_IsAnEndWithAStatusOfSsh()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using ChildProcess client = host.Start("echo $PPID; sleep 600");
        int server = int.Parse((await client.Output.ReadLineAsync(TestContext.Current.CancellationToken))!, System.Globalization.CultureInfo.InvariantCulture);
        await Signals.SendAsync("KILL", server);
        // Nothing tells of a server that is gone but its silence: the user ends it. What is not answered is given up soon.
        await Signals.SendAsync("INT", client.ProcessId);
        await Signals.AssertTakenAsync(2, client.ProcessId);
        await Signals.SendAsync("INT", client.ProcessId);
        await client.ExitAsync(Limit);
        Assert.Equal(128 + 2, client.ExitCode);
    }
}
