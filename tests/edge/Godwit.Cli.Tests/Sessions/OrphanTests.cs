using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Cli.Tests.Support;
using Godwit.Platform;

namespace Godwit.Cli.Tests.Sessions;

/// <summary>
/// Real servers and real clients that are killed: after their time to live nothing is left. GODWIT_FULL=1 takes a hundred. In a mount namespace with
/// a list of logins of its own, where root runs it.
/// </summary>
public sealed partial class OrphanTests : IDisposable
{
    // A client is taken for lost after some 75 seconds without its sign of life.
    private static readonly TimeSpan LostWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly Workbench bench = new();
    private readonly List<Pty> terminals = [];
    private readonly List<int> servers = [];
    private readonly Poller poller = new();

    public void Dispose()
    {
        terminals.ForEach(terminal => terminal.Dispose());
        bench.Dispose();
    }

    [Fact]
    public void ClientsAreKilled_AfterTheirTimeToLive_NothingIsLeft()
    {
        int count = Environment.GetEnvironmentVariable("GODWIT_FULL") is null ? 10 : 100;
        List<(int Port, int Server, ChildProcess Client)> sessions = [.. Enumerable.Range(0, count).Select(_ => Start())];
        Await("all are attached", Soon, () => Attached() == count);
        if (HasLogins)
        {
            Await("the logins name the client's address", Soon, () => Logins(sessions[0].Server).Split('\n').Count(line => line.Contains("(127.0.0.1 via mosh [", StringComparison.Ordinal)) == count);
        }

        string logins = HasLogins ? Logins(sessions[0].Server) : "";
        Assert.All(sessions, session => Assert.True(!HasLogins || logins.Contains($"via mosh [{session.Server}])", StringComparison.Ordinal), logins));
        using Process holder = HoldNamespace(sessions[0].Server);
        foreach (var session in sessions)
        {
            Process.GetProcessById(session.Client.ProcessId).Kill();
            session.Client.Wait();
        }

        Await("all servers have ended", LostWithin, () => !sessions.Exists(session => Directory.Exists($"/proc/{session.Server}")));
        Assert.Empty(Directory.GetFiles(bench.PathOf("runtime/godwit/sessions")));
        Assert.Equal(count, Regex.Count(File.ReadAllText(bench.PathOf("log")), " event=end reason=timeout\n"));
        string sockets = File.ReadAllText("/proc/net/udp") + File.ReadAllText("/proc/net/udp6");
        Assert.All(sessions, session => Assert.DoesNotContain($":{session.Port:X4} 0", sockets, StringComparison.Ordinal));
        Assert.Equal("", HasLogins ? Logins(holder.Id).Trim() : "");
        holder.Kill();
    }

    private static bool HasLogins => Environment.UserName == "root" && File.Exists("/usr/lib/x86_64-linux-gnu/libutempter.so.0");

    // Who is logged in, as a process sees it.
    private static string Logins(int process) =>
        ProgramRun.Of("nsenter", ["-t", process.ToString(CultureInfo.InvariantCulture), "-m", "who"]).Output;

    // Keeps the namespace alive when its servers have gone.
    private static Process HoldNamespace(int process) => HasLogins
        ? Process.Start(new ProcessStartInfo("nsenter", ["-t", process.ToString(CultureInfo.InvariantCulture), "-m", "sleep", "1000"]))!
        : Process.Start(new ProcessStartInfo("sleep", ["1000"]))!;

    private int Attached() => Regex.Count(bench.Run("godwit", ["ls"], Variables).Output, @" 127\.0\.0\.1:");

    private (string Name, string? Value)[] Variables => [("XDG_RUNTIME_DIR", bench.PathOf("runtime")), ("XDG_STATE_HOME", bench.PathOf("state"))];

    private (int Port, int Server, ChildProcess Client) Start()
    {
        string[] server = [bench.PathOf("godwit"), "server", "new", "-i", "127.0.0.1", "--ttl=1s", $"--log={bench.PathOf("log")}", "--", "sleep", "1000"];
        string first = terminals.Count > 0 && HasLogins ? servers[0].ToString(CultureInfo.InvariantCulture) : "";
        ProgramRun run = !HasLogins ? bench.Run(server[0], server[1..], Variables)
            : first.Length > 0 ? bench.Run("/usr/bin/nsenter", ["-t", first, "-m", .. server], Variables)
            : bench.Run("/usr/bin/unshare", ["-m", "sh", "-c", "mount -t tmpfs none /run && : >/run/utmp && exec \"$@\"", "sh", .. server], Variables);
        Match connect = Connect().Match(run.Output);
        Assert.True(connect.Success, run.Output + run.Error);
        int port = int.Parse(connect.Groups[1].Value, CultureInfo.InvariantCulture);
        int process = int.Parse(Detached().Match(run.Error).Groups[1].Value, CultureInfo.InvariantCulture);
        servers.Add(process);

        var pty = Pty.Open(new WindowSize(80, 24, 0, 0));
        terminals.Add(pty);
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        environment.Set("MOSH_KEY", connect.Groups[2].Value);
        environment.Set("TERM", "xterm");
        string client = bench.PathOf("mosh-client");
        return (port, process, pty.Spawn(new() { Path = client, Arguments = [client, "127.0.0.1", connect.Groups[1].Value], Environment = environment }));
    }

    private void Await(string what, TimeSpan limit, Func<bool> condition)
    {
        DateTime deadline = DateTime.UtcNow + limit;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Not in time: {what}.");
            _ = poller.Wait(100);
        }
    }

    [GeneratedRegex(@"MOSH CONNECT (\d+) (\S{22})")]
    private static partial Regex Connect();

    [GeneratedRegex(@"pid = (\d+)\]")]
    private static partial Regex Detached();
}
