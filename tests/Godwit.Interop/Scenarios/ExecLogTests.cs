using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary><c>--log FILE</c> where there is no terminal: looked at before anybody is asked for a password, private, and without a word of what was said.</summary>
public sealed class ExecLogTests
{
    private const string Secret = "moonlight";
    private const string Event = "event=";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("exec", "/nowhere/godwit.log")]
    [InlineData("forward", "/nowhere/godwit.log")]
    [InlineData("exec", "/proc/godwit.log")]
    [InlineData("forward", "/")]
    public async Task Log_CannotBeWritten_IsSaidBeforeTheLogin(string verb, string log)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        string ssh = CommandHost.Script(host.Folder["ssh"], $"echo called >{host.Folder["called"]}; exit 255");
        string[] words = verb == "exec" ? [host.Name, "echo never"] : ["-L", $"{SshServer.FreePort()}:127.0.0.1:9", host.Name];
        ChildResult result = await ChildProcess.RunAsync(
            new ChildStart(verb == "exec" ? host.Exec : host.Forward, [$"--ssh={ssh}", $"--log={log}", .. words], host.Environment), Limit);
        Assert.Equal((255, ""), (result.ExitCode, result.Output));
        string line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"godwit: {log} ", line, StringComparison.Ordinal);
        Assert.False(File.Exists(host.Folder["called"]), "ssh was called.");
    }

    [Fact]
    public async Task Log_OfACommand_IsPrivateAndTellsOfTheSessionAlone()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        string log = host.Folder["session.events"];
        ChildResult result = await host.RunHereAsync($"umask 0; echo {Secret} | {host.Exec} --log={log} $1 'cat; echo {Secret} >&2; exit 7'");
        Assert.Equal((7, $"{Secret}\n", $"{Secret}\n"), (result.ExitCode, result.Output, result.Error));
        await AssertTellsAsync(log, host.Name, "start attach end", status: 7);
    }

    [Fact]
    public async Task Log_OfForwardings_IsPrivateAndTellsOfTheSessionAlone()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        string log = host.Folder["session.events"];
        int port = SshServer.FreePort();
        string script = CommandHost.Script(host.Folder["run"], $"umask 0; exec {host.Forward} \"$@\"");
        await using ChildProcess client = ChildProcess.Start(
            new ChildStart(script, [$"--log={log}", "-L", $"127.0.0.1:{port}:127.0.0.1:{target.Port}", host.Name], host.Environment));
        await Wait.UntilAsync("the session is there", async () => File.Exists(log) && (await File.ReadAllTextAsync(log)).Contains("event=attach", StringComparison.Ordinal), () => Task.FromResult(host.Folder.LogTails()));
        ChildResult echoed = await host.RunHereAsync($"exec 3<>/dev/tcp/127.0.0.1/{port}; echo {Secret} >&3; head -n 1 <&3");
        Assert.Equal(Secret + "\n", echoed.Output);
        await Signals.SendAsync("TERM", client.ProcessId);
        await client.ExitAsync(Limit);
        await AssertTellsAsync(log, host.Name, "start attach detach end", client.ExitCode);
    }

    private static async Task AssertTellsAsync(string log, string host, string events, int status)
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(log));
        string[] lines = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        Assert.Equal(events, string.Join(' ', lines.Select(line => line.Split(' ').First(word => word.StartsWith(Event, StringComparison.Ordinal))[Event.Length..])));
        Assert.Contains($"host={host}", lines[0], StringComparison.Ordinal);
        Assert.EndsWith($"status={status}", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }
}
