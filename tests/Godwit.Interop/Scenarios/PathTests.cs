using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Addresses that come and go at both ends while a session runs, on two hosts of the test's own.</summary>
public sealed partial class PathTests
{
    // What nobody types in takes up to 3 s and 1 s to be noticed; the rest is for a busy machine.
    private static readonly TimeSpan NoticedAtTheLatest = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task ServersAddress_IsTakenAway_SessionGoesOnAtItsOther()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4);
        await using TwoHosts hosts = await TwoHosts.CreateAsync();
        TmuxTerminal terminal = await StartAsync(stage, hosts);
        await hosts.IpAsync($"-n {hosts.Server} addr del 10.77.1.1/24 dev s1");
        await AssertGoesOnAsync(stage, terminal);
    }

    [Fact]
    public async Task IPv4_IsGoneAtBothEnds_SessionGoesOnOverIPv6AndBack()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4);
        await using TwoHosts hosts = await TwoHosts.CreateAsync();
        TmuxTerminal terminal = await StartAsync(stage, hosts);
        for (int cable = 1; cable <= 2; cable++)
        {
            await hosts.IpAsync($"-n {hosts.Client} addr del 10.77.{cable}.2/24 dev c{cable}");
        }

        await AssertGoesOnAsync(stage, terminal);
        await hosts.IpAsync($"-n {hosts.Client} addr add 10.77.1.9/24 dev c1");
        for (int cable = 1; cable <= 2; cable++)
        {
            await hosts.IpAsync($"-n {hosts.Client} addr del fd77:{cable}::2/64 dev c{cable}");
        }

        await AssertGoesOnAsync(stage, terminal);
    }

    [Fact]
    public async Task ClientsAddress_IsAnotherOne_SessionGoesOn()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4);
        await using TwoHosts hosts = await TwoHosts.CreateAsync();
        TmuxTerminal terminal = await StartAsync(stage, hosts);
        await hosts.IpAsync($"-n {hosts.Client} addr add 10.77.1.9/24 dev c1");
        await hosts.IpAsync($"-n {hosts.Client} addr del 10.77.1.2/24 dev c1");
        await hosts.IpAsync($"-n {hosts.Client} addr replace 10.77.1.9/24 dev c1");
        await AssertGoesOnAsync(stage, terminal);
    }

    [Fact]
    public async Task Cable_CarriesOnlySmallPackets_LargeScreensArrive()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4);
        await using TwoHosts hosts = await TwoHosts.CreateAsync();
        TmuxTerminal terminal = await StartAsync(stage, hosts);

        // The server's end believes in 1500 octets, the client's takes 900: what is larger vanishes.
        await hosts.IpAsync($"-n {hosts.Client} link set c1 mtu 900");
        await terminal.TypeAsync("n");
        await terminal.WaitForAsync("a screen of noise", screen => NoiseEnd().IsMatch(screen.ToString()), stage.Folder.LogTails);
        await AssertGoesOnAsync(stage, terminal);
    }

    // Shows a number, another one every fifth of a second; "n" fills the screen above it with noise.
    private static async Task<TmuxTerminal> StartAsync(Stage stage, TwoHosts hosts)
    {
        string program = stage.Folder.Write("numbers", """
            stty -icanon -echo min 0 time 2
            i=0
            while :; do
              i=$((i + 1))
              if [ "$(dd bs=1 count=1 2>/dev/null)" = n ]; then head -c 1200 /dev/urandom | base64 -w 78; echo noise ends; fi
              printf '\rnumber %d' $i
            done
            """ + "\n");
        ChildResult started = await ChildProcess.RunAsync(
            new ChildStart("/usr/bin/env", ["-i", .. Variables(stage), .. hosts.Inside(hosts.Server, [stage.Parts.Server, "new", "-c", "256", "--", "/bin/sh", program])]),
            Wait.Usual);
        Match connect = ConnectLine().Match(started.Output);
        Assert.True(connect.Success, $"The server did not start:\n{started.Output}\n{started.Error}");
        string[] client = ["env", "-i", .. Variables(stage), $"MOSH_KEY={connect.Groups[2].Value}", "TERM=xterm-256color",
            .. hosts.Inside(hosts.Client, [stage.Parts.Client, "10.77.1.1", connect.Groups[1].Value])];
        TmuxTerminal terminal = await TmuxTerminal.OpenAsync(stage.Tmux, "paths", 80, 24, client);
        await AssertGoesOnAsync(stage, terminal);
        return terminal;
    }

    private static IEnumerable<string> Variables(Stage stage) => stage.Folder.Environment.Select(variable => $"{variable.Key}={variable.Value}");

    // The numbers grow, twice, so that what was on its way before does not count.
    private static async Task AssertGoesOnAsync(Stage stage, TmuxTerminal terminal)
    {
        int before = Newest((await terminal.CaptureAsync()).ToString());
        for (int times = 0; times < 2; times++)
        {
            int known = before;
            await Wait.UntilAsync(
                $"a number above {known + 5}",
                async () => (before = Newest((await terminal.CaptureAsync()).ToString())) > known + 5,
                async () => $"{await terminal.CaptureAsync()}\n{stage.Folder.LogTails()}",
                NoticedAtTheLatest);
        }
    }

    private static int Newest(string screen) =>
        NumberLine().Matches(screen) is { Count: > 0 } matches ? int.Parse(matches[^1].Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"number (\d+)")]
    private static partial Regex NumberLine();

    [GeneratedRegex(@"noise ends")]
    private static partial Regex NoiseEnd();

    [GeneratedRegex(@"^MOSH CONNECT (\d+) ([A-Za-z0-9/+]{22})\s*$", RegexOptions.Multiline)]
    private static partial Regex ConnectLine();
}
