using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Each fault, made for real between two hosts, and the one diagnosis that is right.</summary>
public sealed class DoctorTests
{
    private const string Ports = "60001-60999";

    private static readonly TimeSpan DiagnosisAtTheLatest = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(Pair.GodwitGodwit)]
    [InlineData(Pair.GodwitStock)]
    internal async Task Doctor_AllIsWell_SaysSoAndLeavesNothingBehind(Pair pair)
    {
        await using Sickbed bed = await Sickbed.MakeAsync(pair);
        Diagnosis diagnosis = await bed.ExamineAsync();
        Assert.True(diagnosis.ExitStatus == 0, diagnosis.Text);
        Assert.Empty(diagnosis.Failures);
        Assert.Equal(1200, diagnosis.Figure("octets_there"));
        Assert.InRange(diagnosis.Figure("octets_back"), 1150, 1252);
        Assert.InRange(diagnosis.Figure("round_trips"), 20, 1000);
        Assert.Equal(0, diagnosis.Figure("loss_back"));
        Assert.Contains(pair.HasStockServer() ? "mosh-server 1." : "godwit 0.", diagnosis.Sentence("versions"), StringComparison.Ordinal);
        await Wait.UntilAsync("no server is left", () => Task.FromResult(bed.Leftovers().Count == 0), () => Task.FromResult(string.Join('\n', bed.Leftovers())));
    }

    [Theory]
    [InlineData(Pair.GodwitGodwit, "drop")]
    [InlineData(Pair.GodwitGodwit, "reject")]
    [InlineData(Pair.GodwitStock, "drop")]
    internal async Task Doctor_OwnFirewallForbids_IsBlockedOutbound(Pair pair, string verdict) => await AssertBlockedAsync(
        pair,
        bed => bed.Hosts.FilterAsync(bed.Hosts.Client, $"table inet t {{ chain c {{ type filter hook output priority 0; udp dport {Ports} {verdict}; }}; }}"),
        "UDP there: blocked-outbound-here");

    [Theory]
    [InlineData(Pair.GodwitGodwit, "drop")]
    [InlineData(Pair.GodwitGodwit, "reject")]
    [InlineData(Pair.GodwitStock, "drop")]
    internal async Task Doctor_HostsFirewallForbids_IsBlockedInboundThere(Pair pair, string verdict) => await AssertBlockedAsync(
        pair,
        bed => bed.Hosts.FilterAsync(bed.Hosts.Server, $"table inet t {{ chain c {{ type filter hook input priority 0; udp dport {Ports} {verdict}; }}; }}"),
        "UDP there: blocked-inbound-there");

    [Theory]
    [InlineData(Pair.GodwitGodwit)]
    [InlineData(Pair.GodwitStock)]
    internal async Task Doctor_NothingReachesTheHost_IsBlockedOnTheWay(Pair pair) => await AssertBlockedAsync(
        pair,
        bed => bed.Hosts.FilterAsync(bed.Hosts.Server, $"table netdev t {{ chain c {{ type filter hook ingress device \"s1\" priority 0; udp dport {Ports} drop; }}; }}"),
        "UDP there: blocked-on-the-way");

    [Theory]
    [InlineData(Pair.GodwitGodwit)]
    [InlineData(Pair.GodwitStock)]
    internal async Task Doctor_AnswersDoNotReachThisMachine_IsAnswersBlocked(Pair pair) => await AssertBlockedAsync(
        pair,
        bed => bed.Hosts.FilterAsync(bed.Hosts.Client, $"table netdev t {{ chain c {{ type filter hook ingress device \"c1\" priority 0; udp sport {Ports} drop; }}; }}"),
        "UDP back: answers-blocked");

    [Theory]
    [InlineData(Pair.GodwitGodwit)]
    [InlineData(Pair.GodwitStock)]
    internal async Task Doctor_OwnFirewallDropsAnswers_IsAnswersBlockedHere(Pair pair) => await AssertBlockedAsync(
        pair,
        bed => bed.Hosts.FilterAsync(bed.Hosts.Client, $"table inet t {{ chain c {{ type filter hook input priority 0; udp sport {Ports} drop; }}; }}"),
        "UDP back: answers-blocked-here");

    [Theory]
    [InlineData(Pair.GodwitGodwit, "s1", 1100, "there")]
    [InlineData(Pair.GodwitGodwit, "c1", 1100, "back")]
    [InlineData(Pair.GodwitStock, "s1", 1100, "there")]
    [InlineData(Pair.GodwitStock, "c1", 1100, "back")]
    internal async Task Doctor_LargeDatagramsVanish_IsMtuHole(Pair pair, string device, int largest, string way)
    {
        await using Sickbed bed = await Sickbed.MakeAsync(pair);
        string host = device == "s1" ? bed.Hosts.Server : bed.Hosts.Client;
        await bed.Hosts.FilterAsync(host, $"table netdev t {{ chain c {{ type filter hook ingress device \"{device}\" priority 0; meta l4proto udp meta length > {largest} drop; }}; }}");
        Diagnosis diagnosis = await bed.ExamineAsync();
        Assert.True(diagnosis.Failures.SequenceEqual(["MTU: mtu-hole"]), diagnosis.Text);
        Assert.Equal(1, diagnosis.ExitStatus);
        Assert.Contains($"on the way {way}", diagnosis.Sentence("MTU"), StringComparison.Ordinal);
        Assert.True(diagnosis.Figure($"octets_{way}") <= largest - 28, diagnosis.Text);
        Assert.True(diagnosis.TimeFromServerTo("MTU") < DiagnosisAtTheLatest, diagnosis.Text);
    }

    [Fact]
    public async Task Doctor_ServerIsKilledBySignal_NamesTheSignal()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        Diagnosis diagnosis = await bed.ExamineAsync(bed.Script(Killing(bed.ServerCommand, "kill -9 $p")));
        Assert.True(diagnosis.Failures.SequenceEqual(["UDP there: server-killed"]), diagnosis.Text);
        Assert.Contains("SIGKILL (9)", diagnosis.Sentence("UDP there"), StringComparison.Ordinal);
        Assert.True(diagnosis.TimeFromServerTo("UDP there") < DiagnosisAtTheLatest, diagnosis.Text);
    }

    [Fact]
    public async Task Doctor_ServerIsKilledWhileItIsMeasured_NamesTheSignal()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        Diagnosis diagnosis = await bed.ExamineAsync(bed.Script(Killing(bed.ServerCommand, "{ sleep 3; kill -KILL $p; } >/dev/null 2>&1 &")));
        Assert.True(diagnosis.Failures.SequenceEqual(["RTT, loss: server-killed"]), diagnosis.Text);
        Assert.Contains("SIGKILL (9)", diagnosis.Sentence("RTT, loss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_StockServerIsKilled_SaysThatItIsGone()
    {
        await using Sickbed bed = await Sickbed.MakeAsync(Pair.GodwitStock);
        Diagnosis diagnosis = await bed.ExamineAsync(bed.Script(Killing(bed.ServerCommand, "kill -9 $p")));
        Assert.True(diagnosis.Failures.SequenceEqual(["UDP there: server-gone"]), diagnosis.Text);
        Assert.True(diagnosis.TimeFromServerTo("UDP there") < DiagnosisAtTheLatest, diagnosis.Text);
    }

    [Fact]
    public async Task Doctor_ServerEndsWithTheLogin_SaysSo()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        // What logind does with KillUserProcesses: when the login's process is gone, so is what it left.
        const string FindLogin = """l=$$; until grep -q '^sshd' /proc/$l/comm; do l=$(sed -n 's/^PPid:.//p' /proc/$l/status); done; """;
        Diagnosis diagnosis = await bed.ExamineAsync(
            bed.Script(Killing(bed.ServerCommand, FindLogin + "{ while kill -0 $l; do sleep 0.1; done; kill $p; } >/dev/null 2>&1 </dev/null &")));
        Assert.True(diagnosis.Failures.SequenceEqual(["logout: server-ends-with-login"]), diagnosis.Text);
        Assert.Contains("systemd-run --user --scope", diagnosis.Remedy("logout"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_ConnectLineHasAnotherKey_IsWrongKey()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        Diagnosis diagnosis = await bed.ExamineAsync(bed.Script($"{bed.ServerCommand} \"$@\" 2>&1 | sed -u 's/^\\(MOSH CONNECT [0-9]*\\) .*/\\1 ABCDEFGHIJKLMNOPQRSTUQ/'"));
        Assert.True(diagnosis.Failures.SequenceEqual(["UDP there: wrong-key"]), diagnosis.Text);
        Assert.True(diagnosis.TimeFromServerTo("UDP there") < DiagnosisAtTheLatest, diagnosis.Text);
    }

    [Theory]
    [InlineData("false", "server-exited", "status 1")]
    [InlineData("exit 42;", "server-exited", "status 42")]
    [InlineData("/missing/godwit server", "no-server", "not found")]
    [InlineData("/etc/passwd", "server-not-executable", "cannot be executed")]
    [InlineData("sh -c 'kill -TERM $$' sh", "server-killed", "SIGTERM (15)")]
    public async Task Doctor_ServerDoesNotStart_SaysHowItEnded(string server, string cause, string words)
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        Diagnosis diagnosis = await bed.ExamineAsync(server);
        Assert.True(diagnosis.Failures.SequenceEqual([$"bootstrap: {cause}"]), diagnosis.Text);
        Assert.Equal(1, diagnosis.ExitStatus);
        Assert.Contains(words, diagnosis.Sentence("bootstrap"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NobodyHasThatName_IsUnknownHost()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        Diagnosis diagnosis = await bed.ExamineAsync(host: "nobody.invalid");
        Assert.True(diagnosis.Failures.SequenceEqual(["resolve: unknown-host"]), diagnosis.Text);
    }

    [Fact]
    public async Task Doctor_NoSshServer_IsRefused()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        Diagnosis diagnosis = await bed.ExamineAsync(ssh: $"ssh -F {bed.SshConfig} -p 9");
        Assert.True(diagnosis.Failures.SequenceEqual(["ssh: ssh-refused"]), diagnosis.Text);
        Assert.Contains("port 9", diagnosis.Sentence("ssh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NoKeyThatIsLetIn_IsDenied()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        Diagnosis diagnosis = await bed.ExamineAsync(ssh: $"ssh -F {bed.SshConfig} -o PubkeyAuthentication=no");
        Assert.True(diagnosis.Failures.SequenceEqual(["ssh: ssh-denied"]), diagnosis.Text);
        Assert.Contains("publickey", diagnosis.Sentence("ssh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NoSshProgram_SaysSo()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        Diagnosis diagnosis = await bed.ExamineAsync(ssh: "/missing/ssh");
        Assert.True(diagnosis.Failures.SequenceEqual(["ssh: ssh-missing"]), diagnosis.Text);
    }

    [Theory]
    [InlineData("s1", "loss_there")]
    [InlineData("c1", "loss_back")]
    public async Task Doctor_EveryFifthDatagramIsLost_SaysWhichWay(string device, string figure)
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        string host = device == "s1" ? bed.Hosts.Server : bed.Hosts.Client;
        await bed.Hosts.FilterAsync(host, $"table netdev t {{ chain c {{ type filter hook ingress device \"{device}\" priority 0; meta l4proto udp numgen random mod 100 < 20 drop; }}; }}");
        Diagnosis diagnosis = await bed.ExamineAsync();
        Assert.True(diagnosis.ExitStatus == 0, diagnosis.Text);
        Assert.InRange(diagnosis.Figure(figure), 0.08, 0.35);
        Assert.Equal(0, diagnosis.Figure(figure == "loss_back" ? "loss_there" : "loss_back"));
    }

    [Fact]
    public async Task Doctor_InATerminal_SaysLineByLineAndWhatTheTerminalCan()
    {
        await using var folder = new TestFolder();
        string godwit = Path.Combine(Path.GetDirectoryName((await Programs.OfAsync(Pair.GodwitGodwit)).Client)!, "godwit");
        await using Tmux tmux = await Tmux.StartAsync(folder);
        string line = $"{Shell.Join([godwit, "doctor", "--ssh=/missing/ssh", "127.0.0.1"])}; echo status $?; exec cat";
        TmuxTerminal terminal = await TmuxTerminal.OpenAsync(tmux, "doctor", 120, 24, ["env", "-i", .. folder.Environment.Select(one => $"{one.Key}={one.Value}"), "TERM=tmux-256color", "/bin/sh", "-c", line]);
        await terminal.WaitForAsync("the end", screen => screen.Shows("status 1"), folder.LogTails);
        string shown = (await terminal.CaptureAsync()).ToString();
        Assert.Matches(@"resolve +ok +\d+\.\d\d s +127\.0\.0\.1, as it was given", shown);
        Assert.Matches(@"ssh +FAILED +\d+\.\d\d s +cannot start /missing/ssh", shown);
        Assert.Matches(@"terminal +ok +\d+\.\d\d s +tmux-256color \(tmux \d", shown);
        Assert.Contains("1 thing is wrong.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("rgb:", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_HostsFirewallForbidsIPv6_IsBlockedInboundThere()
    {
        await using Sickbed bed = await Sickbed.MakeAsync();
        await bed.Hosts.FilterAsync(bed.Hosts.Server, $"table ip6 t {{ chain c {{ type filter hook input priority 0; udp dport {Ports} drop; }}; }}");
        Diagnosis diagnosis = await bed.ExamineAsync(host: TwoHosts.ServerIPv6);
        Assert.True(diagnosis.Failures.SequenceEqual(["UDP there: blocked-inbound-there"]), diagnosis.Text);
    }

    /// <summary>A script that starts the server, waits for its word, and does something with its process $p; the status is the server's.</summary>
    private static string Killing(string server, string what) => $"""
        o=$(mktemp); {server} "$@" >$o 2>&1 &
        w=$!
        while ! grep -q 'detached, pid' $o; do sleep 0.02; done
        p=$(sed -n 's/.*detached, pid = \([0-9]*\).*/\1/p' $o)
        {what}
        cat $o; rm -f $o
        wait $w
        """;

    private static async Task AssertBlockedAsync(Pair pair, Func<Sickbed, Task> block, string failure)
    {
        await using Sickbed bed = await Sickbed.MakeAsync(pair);
        await block(bed);
        Diagnosis diagnosis = await bed.ExamineAsync();
        Assert.True(diagnosis.Failures.SequenceEqual([failure]), diagnosis.Text);
        Assert.Equal(1, diagnosis.ExitStatus);
        string phase = failure[..failure.IndexOf(':', StringComparison.Ordinal)];
        Assert.NotEmpty(diagnosis.Remedy(phase));
        Assert.True(diagnosis.TimeFromServerTo(phase) < DiagnosisAtTheLatest, diagnosis.Text);
        await Wait.UntilAsync("no server is left", () => Task.FromResult(bed.Leftovers().Count == 0), () => Task.FromResult(string.Join('\n', bed.Leftovers())));
    }
}
