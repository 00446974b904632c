using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Godwit.Interop.Harness;

/// <summary>One mosh session: a client in a terminal, a server behind sshd. Owned by the stage, whose folder ends its processes.</summary>
internal sealed partial class MoshSession : IAsyncDisposable
{
    /// <summary>The client says it last, whatever ended it (spec 04 §4.7).</summary>
    public const string ExitNotice = "[mosh is exiting.]";

    private readonly TestFolder folder;
    private readonly UdpRelay? relay;
    private readonly int serverPid;

    private MoshSession(TestFolder folder, TmuxTerminal terminal, int serverPid, UdpRelay? relay)
    {
        this.folder = folder;
        this.relay = relay;
        this.serverPid = serverPid;
        Terminal = terminal;
    }

    public TmuxTerminal Terminal { get; }

    /// <summary>Only with <see cref="Launch.Relayed"/>.</summary>
    public UdpRelay Relay => relay ?? throw new InvalidOperationException("The session was started without a relay.");

    /// <summary>Only with <see cref="Launch.Keyed"/>: the pid that the server announced.</summary>
    public int ServerPid => serverPid != 0 ? serverPid : throw new InvalidOperationException("The wrapper does not tell the server's pid.");

    /// <summary>True while a process of the server that was announced is there.</summary>
    public bool IsServerAlive => folder.Processes().Exists(process => process.Pid == ServerPid);

    /// <summary>Starts server and client. Returns at once; what the client shows first is for the scenario to wait for.</summary>
    public static async Task<MoshSession> StartAsync(Stage stage, Launch launch, IReadOnlyList<string> program)
    {
        TestFolder folder = stage.Folder;
        if (!launch.IsKeyed)
        {
            return new MoshSession(folder, await OpenTerminalAsync(stage, launch, WrapperCommand(stage, launch, program)), serverPid: 0, relay: null);
        }

        (int port, string key, int pid) = await StartServerAsync(stage, program);
        var server = new IPEndPoint(IPAddress.Parse(stage.Family.Loopback()), port);
        UdpRelay? relay = launch.HasRelay ? new UdpRelay(server) { IsBlackedOut = launch.StartsInTheDark } : null;
        IPEndPoint target = relay?.ClientTarget ?? server;
        launch = launch with { ClientEnvironment = new Dictionary<string, string>(launch.ClientEnvironment) { ["MOSH_KEY"] = launch.WrongKey ?? key } };
        string[] command = [stage.Parts.Client, target.Address.ToString(), target.Port.ToString(CultureInfo.InvariantCulture)];
        return new MoshSession(folder, await OpenTerminalAsync(stage, launch, command), pid, relay);
    }

    /// <summary>The client's pid. The wrapper becomes the client (spec 04 §2.1), so it is the same with both ways to start.</summary>
    public async Task<int> ClientPidAsync()
    {
        await Wait.UntilAsync("the client's pid is written", () => Task.FromResult(File.Exists(folder["client.pid"])), DescribeAsync);
        return int.Parse(File.ReadAllText(folder["client.pid"]), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits for the end of the client: its status, the exit notice, and the terminal's settings as they were.</summary>
    public async Task AssertEndsAsync(int status, TimeSpan? deadline = null)
    {
        await Wait.UntilAsync("the client ends", () => Task.FromResult(File.Exists(folder["client.exit"])), DescribeAsync, deadline);
        string screen = (await Terminal.WaitForAsync($"the screen shows {ExitNotice}", now => now.Shows(ExitNotice), folder.LogTails)).ToString();
        Assert.True(File.ReadAllText(folder["client.exit"]).Trim() == status.ToString(CultureInfo.InvariantCulture), $"The client ended with {File.ReadAllText(folder["client.exit"])}, not {status}.\n{screen}");
        Assert.Equal(File.ReadAllText(folder["termios.before"]), File.ReadAllText(folder["termios.after"]));
    }

    /// <summary>Waits for the end of a wrapper that finds no server: a failure, some words about it, and no client.</summary>
    public async Task AssertFailsAsync()
    {
        await Wait.UntilAsync("the wrapper ends", () => Task.FromResult(File.Exists(folder["client.exit"])), DescribeAsync);
        string screen = (await Terminal.CaptureAsync()).Text;
        Assert.NotEqual("0", File.ReadAllText(folder["client.exit"]).Trim());
        Assert.DoesNotContain(ExitNotice, screen, StringComparison.Ordinal);
        Assert.NotEqual("", screen.Trim());
    }

    /// <summary>Waits until the announced server process has gone.</summary>
    public Task AssertServerGoneAsync() => Wait.UntilAsync("the server ends", () => Task.FromResult(!IsServerAlive), DescribeAsync);

    public ValueTask DisposeAsync() => relay?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<string> DescribeAsync() => $"The screen:\n{await Terminal.CaptureAsync()}\n{folder.LogTails()}";

    /// <summary>The wrapper as the user types it, on the client's host.</summary>
    internal static string[] WrapperCommand(Stage stage, Launch launch, IReadOnlyList<string> program) =>
    [
        .. stage.Hosts?.Inside(stage.Hosts.Client, []) ?? [],
        .. launch.IsOwnName ? [Path.Combine(Path.GetDirectoryName(stage.Parts.Wrapper)!, "godwit")] : (string[])[stage.Parts.Wrapper, $"--client={stage.Parts.Client}"],
        .. launch.FindsServer ? [] : (string[])[$"--server={stage.Parts.Server}"], $"--ssh={stage.Ssh.Command}",
        .. launch.WrapperOptions, launch.Host ?? (stage.Hosts is null ? stage.Family.Loopback() : TwoHosts.ServerIPv4), "--", .. program,
    ];

    /// <summary>ssh starts the server; its connect line and its pid are read from what it prints (spec 04 §1).</summary>
    internal static async Task<(int Port, string Key, int Pid)> StartServerAsync(Stage stage, IReadOnlyList<string> program)
    {
        ChildResult started = await stage.Ssh.RunAsync(stage.Family, Shell.Join([stage.Parts.Server, "new", "-s", "-c", "256", "--", .. program]));
        Match connect = ConnectLine().Match(started.Output);
        Match pid = DetachedLine().Match(started.Error);
        Assert.True(started.ExitCode == 0 && connect.Success && pid.Success,
            $"The server did not start over ssh, status {started.ExitCode}:\n{started.Output}\n{started.Error}\n{stage.Folder.LogTails()}");
        return (int.Parse(connect.Groups[1].Value, CultureInfo.InvariantCulture), connect.Groups[2].Value, int.Parse(pid.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>Opens a terminal and runs the client in it from a script that keeps the terminal's settings, the pid and the exit status.</summary>
    private static async Task<TmuxTerminal> OpenTerminalAsync(Stage stage, Launch launch, IReadOnlyList<string> command)
    {
        TestFolder folder = stage.Folder;
        string exports = string.Concat(launch.ClientEnvironment.Select(variable => $"export {variable.Key}={Shell.Quote(variable.Value)}\n"));
        string script = folder.Write("client.sh", $$"""
            cd {{Shell.Quote(folder.Root)}}
            stty -a >termios.before
            {{exports}}
            sh -c 'echo $$ >client.pid.new; mv client.pid.new client.pid; exec "$@"' sh {{Shell.Join(command)}}
            status=$?
            stty -a >termios.after
            echo $status >client.exit.new
            mv client.exit.new client.exit
            exec sleep infinity
            """ + "\n");
        if (!launch.IsInShell)
        {
            return await TmuxTerminal.OpenAsync(stage.Tmux, "mosh", stage.Columns, stage.Rows, ["/bin/sh", script]);
        }

        TmuxTerminal terminal = await TmuxTerminal.OpenAsync(stage.Tmux, "mosh", stage.Columns, stage.Rows, Fixtures.Bash(folder));
        await terminal.WaitForAsync("an idle prompt", screen => screen.CursorRowIs(Fixtures.Prompt), folder.LogTails);
        await terminal.TypeAsync($"/bin/sh {script}\r");
        return terminal;
    }

    [GeneratedRegex(@"^MOSH CONNECT (\d+) ([A-Za-z0-9/+]{22})\s*$", RegexOptions.Multiline)]
    private static partial Regex ConnectLine();

    [GeneratedRegex(@"^\[mosh-server detached, pid = (\d+)\]\s*$", RegexOptions.Multiline)]
    private static partial Regex DetachedLine();
}
