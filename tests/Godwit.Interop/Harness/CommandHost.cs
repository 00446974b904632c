namespace Godwit.Interop.Harness;

/// <summary>
/// A host with a real sshd for commands without a terminal: <c>godwit exec</c> and <c>godwit forward</c>, each as a script that has ssh's command line, so that
/// other programs can be given it in place of ssh. On this machine, or between two.
/// </summary>
internal sealed class CommandHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TwoHosts? hosts;
    private readonly Moves? moves;
    private SshServer? daemon;

    private CommandHost(TwoHosts? hosts, Parts parts)
    {
        this.hosts = hosts;
        moves = hosts is null ? null : new Moves(hosts);
        Godwit = Path.Combine(Path.GetDirectoryName(parts.Client)!, "godwit");
    }

    public TestFolder Folder { get; } = new();

    public SshServer Ssh => daemon!;

    /// <summary>The two hosts of one that roams.</summary>
    public TwoHosts Hosts => hosts!;

    /// <summary>The client's way from IPv4 to IPv6 and back.</summary>
    public Moves Moves => moves!;

    /// <summary>The program.</summary>
    public string Godwit { get; }

    /// <summary>The host's name for ssh.</summary>
    public string Name => hosts is null ? "127.0.0.1" : TwoHosts.ServerIPv4;

    /// <summary>The environment of what is started.</summary>
    public Dictionary<string, string> Environment { get; private set; } = [];

    /// <summary>Path of a script that stands for <c>godwit exec</c>.</summary>
    public string Exec => Folder["exec.sh"];

    /// <summary>Path of a script that stands for <c>godwit forward</c>.</summary>
    public string Forward => Folder["forward.sh"];

    /// <summary>Sets it up; skips the test if a program is missing.</summary>
    /// <param name="isRoaming">On two hosts, so that addresses can change.</param>
    /// <param name="hasStockServer">There is no godwit on the host, only mosh-server.</param>
    /// <param name="password">The login wants this one instead of a key.</param>
    public static async Task<CommandHost> OpenAsync(bool isRoaming = false, bool hasStockServer = false, string? password = null)
    {
        Parts parts = await Programs.OfAsync(hasStockServer ? Pair.GodwitStock : Pair.GodwitGodwit);
        var host = new CommandHost(isRoaming ? await TwoHosts.CreateAsync() : null, parts);
        try
        {
            host.daemon = await SshServer.StartAsync(host.Folder, host.hosts, password);
            host.Environment = host.Folder.Environment;
            string server = hasStockServer ? parts.Server : $"{host.Godwit} server";
            foreach ((string script, string verb) in new[] { (host.Exec, "exec"), (host.Forward, "forward") })
            {
                string[] command = [host.Godwit, verb, "--config=none", $"--ssh={host.Ssh.Command}", $"--server={server}"];
                Script(script, $"exec {Shell.Join(host.hosts?.Inside(host.hosts.Client, command) ?? command)} \"$@\"");
            }

            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a script of the shell.</summary>
    public static string Script(string path, string text)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Starts <c>godwit exec</c> with the host's name and these words behind it.</summary>
    public ChildProcess Start(params string[] words) => ChildProcess.Start(new ChildStart(Exec, [Name, .. words], Environment));

    /// <summary>Runs a command with empty input to its end.</summary>
    public Task<ChildResult> RunAsync(params string[] words) => ChildProcess.RunAsync(new ChildStart(Exec, [Name, .. words], Environment), Limit);

    /// <summary>Runs a script of this machine's shell in the test's folder; <c>$1</c> is the host's name.</summary>
    public Task<ChildResult> RunHereAsync(string script, TimeSpan? limit = null) =>
        ChildProcess.RunAsync(new ChildStart("/bin/bash", ["-c", $"cd {Shell.Quote(Folder.Root)} && {{ {script}\n}}", "bash", Name], Environment), limit ?? Limit);

    /// <summary>The client leaves its address on the first cable for another one. What it sends from now on comes from there.</summary>
    public async Task MoveClientAsync(int from, int to)
    {
        // In this order: with its first address a cable loses all others of the same net.
        await hosts!.IpAsync($"-n {hosts.Client} addr del 10.77.1.{from}/24 dev c1");
        await hosts.IpAsync($"-n {hosts.Client} addr add 10.77.1.{to}/24 dev c1");
    }

    /// <summary>Waits until a process of the test with these words in its command line is there, or is not.</summary>
    public Task AssertRunsAsync(string words, bool isRunning, TimeSpan? deadline = null) => Wait.UntilAsync(
        $"\"{words}\" {(isRunning ? "runs" : "has ended")}",
        () => Task.FromResult(Folder.Processes().Exists(process => process.Command.Contains(words, StringComparison.Ordinal)) == isRunning),
        () => Task.FromResult(string.Join('\n', Folder.Processes())),
        deadline);

    public async ValueTask DisposeAsync()
    {
        if (daemon is not null)
        {
            await daemon.DisposeAsync();
        }

        await Folder.DisposeAsync();
        if (hosts is not null)
        {
            await hosts.DisposeAsync();
        }
    }
}
