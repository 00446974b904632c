using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Cli.Tests.Support;
using Godwit.Platform;

namespace Godwit.Cli.Tests;

/// <summary>
/// The real server on a machine that seems to be systemd's: a namespace of mounts with a configuration of logind, a program in place of <c>systemd-run</c>, and a socket's
/// name in place of the user's manager. What the real ones do is not shown here.
/// </summary>
public sealed partial class LogoutTests : IDisposable
{
    // $1 is a copy of /etc; $2 is what happens before the server, which becomes this process.
    private const string OnOtherMachine = """
        mount --bind "$1" /etc && mount -t tmpfs none /run && mount -t tmpfs none /var/lib && mkdir -p /var/lib/systemd/linger && eval "$2" && shift 2 && exec "$@"
        """;

    private const string Booted = "mkdir -p /run/systemd/system && echo 0::/user.slice/user-0.slice/session-7.scope >/run/cgroup && mount --bind /run/cgroup /proc/$$/cgroup";
    private const string Lingering = Booted + " && touch /var/lib/systemd/linger/root";

    // Becomes what it is given, as systemd-run --scope does.
    private const string SystemdRun =
        """
        #!/bin/sh
        printf '%s\n' "$$" "$@" >"$RECORD"
        while [ "$1" != -- ]; do shift; done
        shift
        exec "$@"
        """;

    private readonly Workbench bench = new();
    private readonly string etc;
    private int server;

    public LogoutTests()
    {
        Assert.SkipUnless(ProcessEnvironment.UserId == 0, "Only root can mount.");
        etc = bench.PathOf("etc");
        Assert.Equal(0, ProgramRun.Of("cp", ["-a", "/etc", etc]).ExitStatus);
        Directory.CreateDirectory(Path.Combine(etc, "systemd"));
        Directory.CreateDirectory(bench.PathOf("runtime/systemd"));
        File.WriteAllText(bench.PathOf("runtime/systemd/private"), "");
        bench.AddScript("systemd-run", SystemdRun);
    }

    public void Dispose()
    {
        ChildProcess.Terminate(server);
        bench.Dispose();
    }

    [Fact]
    public void Server_LogoutKills_RunsInAScopeOfItsOwn()
    {
        ProgramRun run = Start("KillUserProcesses=yes\nKillExcludeUsers=\n", Lingering);
        string[] record = bench.Record().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ProcessId(run), record[0]);
        Assert.Equal(["--user", "--scope", "--quiet", "--collect"], record[1..5]);
        Assert.Matches(@$"^--unit=godwit-{Port(run)}-\d+$", record[5]);
        Assert.Equal("--", record[6]);
        Assert.DoesNotContain("Warning", run.Error, StringComparison.Ordinal);
        Assert.Equal(7, RunClient(run));
    }

    [Fact]
    public void Server_LogoutKillsAndUserDoesNotLinger_IsSaidWithTheRemedyBeforeTheConnectLine()
    {
        ProgramRun run = Start("KillUserProcesses=yes\nKillExcludeUsers=\n", Booted, "exec 2>&1");
        Assert.Matches("(?s)Warning: this host ends [^\n]*\"loginctl enable-linger\" on this host lets it stay.\n.*MOSH CONNECT ", run.Output);
        Assert.NotEmpty(bench.Record());
    }

    [Theory]
    [InlineData("rm $XDG_RUNTIME_DIR/systemd/private", "enable-linger")]
    [InlineData("unset XDG_RUNTIME_DIR", "enable-linger")]
    [InlineData("printf '#!/bin/sh\nexit 1\n' >$BENCH/systemd-run", "enable-linger")]
    [InlineData("printf '#!/bin/sh\nexec sleep 20\n' >$BENCH/systemd-run", "enable-linger")] // A manager that hangs.
    [InlineData("rm $BENCH/systemd-run; PATH=$BENCH:/nowhere", "enable-linger")]
    [InlineData("touch /var/lib/systemd/linger/root; printf '#!/bin/sh\nexit 1\n' >$BENCH/systemd-run", "systemd-run --user, which could keep it, does not work here.")]
    public void Server_NoScopeToBeHad_IsSaidAndStartsAllTheSame(string spoil, string said)
    {
        ProgramRun run = Start("KillUserProcesses=yes\nKillExcludeUsers=\n", Booted, spoil);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(7, RunClient(run));
    }

    [Theory]
    [InlineData("KillUserProcesses=yes\n", Booted)] // root is left alone.
    [InlineData("KillUserProcesses=no\nKillExcludeUsers=\n", Booted)]
    [InlineData("KillUserProcesses=yes\nKillExcludeUsers=\n", "true")] // logind.conf of a machine that systemd does not run.
    [InlineData("KillUserProcesses=yes\nKillExcludeUsers=\n", Booted + " && echo 0::/system.slice/own.service >/run/cgroup")] // A service's server stays in it.
    public void Server_LogoutDoesNotKill_IsStartedDirectly(string policy, string before)
    {
        ProgramRun run = Start(policy, before);
        Assert.Equal("", bench.Record());
        Assert.DoesNotContain("Warning", run.Error, StringComparison.Ordinal);
        Assert.Equal(7, RunClient(run));
    }

    private static string Port(ProgramRun run) => ConnectLine().Match(run.Output).Groups["port"].Value;

    private static string ProcessId(ProgramRun run) => DetachedLine().Match(run.Error + run.Output).Groups[1].Value;

    private ProgramRun Start(string policy, params string[] before)
    {
        File.WriteAllText(Path.Combine(etc, "systemd/logind.conf"), "[Login]\n" + policy);
        ProgramRun run = bench.Run(
            "/usr/bin/unshare",
            ["--mount", "sh", "-c", OnOtherMachine, "sh", etc, string.Join(" && ", before), bench.PathOf("godwit"), "server", "-i", "127.0.0.1", "--", "/bin/sh", "-c", "exit 7"],
            ("XDG_RUNTIME_DIR", bench.PathOf("runtime")),
            ("XDG_STATE_HOME", bench.PathOf("state")),
            ("BENCH", bench.PathOf("")),
            ("PATH", $"{bench.PathOf("")}:{Environment.GetEnvironmentVariable("PATH")}"));
        Assert.True(ConnectLine().IsMatch(run.Output), run.Output + run.Error);
        server = int.Parse(ProcessId(run), CultureInfo.InvariantCulture);
        return run;
    }

    private int RunClient(ProgramRun run)
    {
        string record = bench.Record();
        ProgramRun client = bench.RunOnTerminal("godwit", ["client", "127.0.0.1", Port(run)], ("MOSH_KEY", ConnectLine().Match(run.Output).Groups["key"].Value));
        Assert.True(client.ExitStatus == 7, client.Output + record);
        return client.ExitStatus;
    }

    [GeneratedRegex(@"^MOSH CONNECT (?<port>\d+) (?<key>\S+)$", RegexOptions.Multiline)]
    private static partial Regex ConnectLine();

    [GeneratedRegex(@"\[mosh-server detached, pid = (\d+)\]")]
    private static partial Regex DetachedLine();
}
