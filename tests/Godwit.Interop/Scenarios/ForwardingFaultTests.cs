using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Forwardings that cannot be had: one sentence that names them, and a session or none, as was asked for.</summary>
public sealed class ForwardingFaultTests
{
    private const string StockFault = "the server there is a stock mosh-server, or an old one, and forwards nothing";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("-L", "", "Address already in use")]
    [InlineData("-L", "/udp", "in use")]
    [InlineData("-R", "", "the server cannot listen there: the address is in use")]
    [InlineData("-R", "/udp", "the server cannot listen there: the address is in use")]
    public async Task PortInUse_SaysSo(string option, string suffix, string words)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var taken = SocketTarget.Listen(SocketTarget.EchoAsync);
        using var datagrams = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int port = suffix.Length == 0 ? taken.Port : ((IPEndPoint)datagrams.Client.LocalEndPoint!).Port;
        string value = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}:127.0.0.1:9{suffix}");
        await AssertFailsAsync(stage, option, value, words);
    }

    [Theory]
    [InlineData("-L")]
    [InlineData("-R")]
    public async Task UnixSocket_InAFolderThatIsNotThere_SaysSo(string option)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        string path = Path.Combine(stage.Folder["nowhere"], "socket");
        await AssertFailsAsync(stage, option, $"{path}:127.0.0.1:9", option == "-R" ? "the server cannot listen there: no such file" : "there is no folder");
    }

    [Theory]
    [InlineData("-L")]
    [InlineData("-R")]
    public async Task UnixSocket_WhereOneWasLeft_SaysSo(string option)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        string path = stage.Folder["left"];
        await LeaveSocketAsync(path);
        await AssertFailsAsync(stage, option, $"{path}:127.0.0.1:9", option == "-R" ? "the server cannot listen there: the address is in use" : "there is a file of that name already");
        Assert.True(File.Exists(path));
    }

    /// <summary>As another user, without a session: nobody is asked for a password before it is known.</summary>
    [Theory]
    [InlineData("80:localhost:80", "-L 80:localhost:80: ")]
    [InlineData("/root/godwit-test:localhost:80", "-L /root/godwit-test:localhost:80: ")]
    public async Task NotPermitted_SaysSoBeforeTheLogin(string value, string words)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        Assert.SkipWhen(Environment.UserName != "root", "Another user is needed.");
        string program = await ReadableCopyAsync(stage);
        string sudo = Programs.Installed("setpriv", "util-linux");
        Assert.SkipWhen(value[0] == '8' && await LowPortsAreFreeAsync(), "Every user may listen on port 80 here.");
        ChildResult result = await ChildProcess.RunAsync(
            new ChildStart(Programs.Installed("script", "bsdutils"), ["-qec", Shell.Join([sudo, "--reuid=65534", "--regid=65534", "--clear-groups", program, "--exit-on-forward-failure", "--ssh=/bin/false", "-L", value, "127.0.0.1"]), "/dev/null"], stage.Folder.Environment),
            Limit);
        Assert.Equal(1, result.ExitCode);
        string said = Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("godwit: " + words, said, StringComparison.Ordinal);
        Assert.Contains("ermi", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-L", "", "it is empty")]
    [InlineData("-L", "8080", "the target is missing")]
    [InlineData("-L", "8080:localhost", "the port of the target is missing")]
    [InlineData("-L", "8080:localhost:http", "the port of the target has to be a number, not \"http\"")]
    [InlineData("-L", "99999:localhost:80", "the port to listen on cannot be more than 65535")]
    [InlineData("-L", "0:localhost:80", "the port to listen on cannot be 0")]
    [InlineData("-L", "8080::80", "the host of the target is missing")]
    [InlineData("-L", "::1:8080:localhost:80", "there are too many colons; an IPv6 address belongs in brackets")]
    [InlineData("-L", "[::1:8080:localhost:80", "a bracket is not closed")]
    [InlineData("-R", "8080:local host:80", "the host of the target cannot be \"local host\"")]
    [InlineData("-R", "8080:localhost:0", "the port of the target cannot be 0")]
    [InlineData("-D", "8080:localhost:80", "it takes [bind_address:]port and no target; an IPv6 address belongs in brackets")]
    [InlineData("-L", "5353:/tmp/b:53/udp", "the host of the target cannot be \"/tmp/b\"")]
    [InlineData("-D", "5353/udp", "SOCKS is for connections, so /udp needs a target")]
    public async Task Malformed_SaysWhichPart(string option, string value, string fault)
    {
        ChildResult result = await RefuseAsync(option, value);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"{option} {value}: {fault}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnixPath_TooLong_SaysSo()
    {
        string path = "/tmp/" + new string('a', 200);
        ChildResult result = await RefuseAsync("-L", $"{path}:localhost:80");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"-L {path}:localhost:80: the path {path} is longer than 107 octets", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-A", "-A: no agent is running here (SSH_AUTH_SOCK is not set)")]
    [InlineData("-X", "-X: there is no display here (DISPLAY is not set)")]
    [InlineData("-Y", "-Y: there is no display here (DISPLAY is not set)")]
    public async Task NoAgentAndNoDisplay_SaysSo(string option, string sentence)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await stage.ConnectAsync(Launch.Wrapper with { IsOwnName = true, WrapperOptions = [option, "--exit-on-forward-failure"] }, Fixtures.Bash(stage.Folder));
        await ForwardingTests.AssertEndsAsync(stage, status: 1);
        await stage.AwaitTextAsync($"godwit: {sentence}.");

        await using Stage other = await ForwardingTests.OpenAsync();
        await ForwardingTests.ConnectAsync(other, option);
        await other.TypeAsync("echo \"[$SSH_AUTH_SOCK$DISPLAY]\"\r");
        await other.AwaitTextAsync("\n[]\n");
        await ForwardingTests.LeaveAsync(other);
        await other.AwaitTextAsync($"godwit: {sentence}.");
    }

    [Theory]
    [InlineData("-L")]
    [InlineData("-R")]
    [InlineData("-D")]
    public async Task StockServer_OnTheCommandLine_NoSession(string option)
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitStock, Family.IPv4, columns: 200);
        string value = SshServer.FreePort().ToString(CultureInfo.InvariantCulture) + (option == "-L" ? ":127.0.0.1:9" : "");
        await stage.ConnectAsync(Launch.Wrapper with { IsOwnName = true, WrapperOptions = [option, value] }, Fixtures.Bash(stage.Folder));
        await ForwardingTests.AssertEndsAsync(stage, status: 1);
        await stage.Mosh.Terminal.WaitForAsync("the sentence", screen => screen.Text.ReplaceLineEndings("").Contains(StockFault, StringComparison.Ordinal), stage.Folder.LogTails);
    }

    [Fact]
    public async Task StockServer_FromTheConfiguration_OnlyANote()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitStock, Family.IPv4, columns: 200);
        ForwardingConfigurationTests.Configure(stage, $"LocalForward {SshServer.FreePort()} 127.0.0.1:9", "ForwardAgent yes");
        await stage.ConnectAsync(Launch.Wrapper with { IsOwnName = true }, Fixtures.Bash(stage.Folder));
        await stage.AwaitTextAsync(StockFault);
        await ForwardingTests.AssertGoesOnAsync(stage);
        await ForwardingTests.LeaveAsync(stage);
    }

    /// <summary>There they mean what they always did: the stock wrapper takes no notice of case, so <c>-L</c> is <c>--local</c>.</summary>
    [Theory]
    [InlineData("-R", "Unknown option: r")]
    [InlineData("-D", "Unknown option: d")]
    [InlineData("-L", "mosh: with --local the host has to be a numeric address")]
    public async Task StockName_KnowsNoForwarding(string option, string words)
    {
        Parts parts = await Programs.OfAsync(Pair.GodwitGodwit);
        await using var folder = new TestFolder();
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(parts.Wrapper, [option, "8080:localhost:80", "127.0.0.1"], folder.Environment), Limit);
        Assert.NotEqual(0, result.ExitCode);
        Assert.StartsWith(words, result.Error, StringComparison.Ordinal);
    }

    /// <summary>A socket in the file system that nobody listens on any more.</summary>
    internal static async Task LeaveSocketAsync(string path)
    {
        // Closing a socket of .NET's removes the file.
        ChildResult result = await ChildProcess.RunAsync(
            new ChildStart(Programs.Installed("python3", "python3"), ["-c", "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", path]),
            Limit);
        Assert.True(result.ExitCode == 0 && File.Exists(path), result.Error);
    }

    // Twice: with the wish for all or nothing there is no session, without it there is one.
    private static async Task AssertFailsAsync(Stage stage, string option, string value, string words)
    {
        string sentence = $"{option} {value}: ";
        await ForwardingTests.ConnectAsync(stage, option, value);
        if (option == "-R")
        {
            await stage.AwaitTextAsync(sentence + words);
        }

        await ForwardingTests.AssertGoesOnAsync(stage);
        await ForwardingTests.LeaveAsync(stage);
        if (option != "-R")
        {
            await stage.AwaitTextAsync("godwit: " + sentence);
            await stage.AwaitTextAsync(words);
        }

        await using Stage strict = await ForwardingTests.OpenAsync();
        await strict.ConnectAsync(Launch.Wrapper with { IsOwnName = true, WrapperOptions = ["--exit-on-forward-failure", option, value] }, Fixtures.Bash(strict.Folder));
        await ForwardingTests.AssertEndsAsync(strict, status: 1);
        await strict.AwaitTextAsync(sentence);
        await strict.AwaitTextAsync(words);
    }

    // What the command line alone is refused for; nothing is started.
    private static async Task<ChildResult> RefuseAsync(string option, string value)
    {
        string godwit = Path.Combine(await Programs.OursAsync(), "godwit");
        await using var folder = new TestFolder();
        return await ChildProcess.RunAsync(new ChildStart(godwit, ["--ssh=/bin/false", option, value, "127.0.0.1"], folder.Environment), Limit);
    }

    // Another user cannot look into a checkout below /root or /work.
    private static async Task<string> ReadableCopyAsync(Stage stage)
    {
        string copy = stage.Folder["godwit-copy"];
        File.Copy(Path.Combine(await Programs.OursAsync(), "godwit"), copy);
        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(copy, All);
        File.SetUnixFileMode(stage.Folder.Root, All | UnixFileMode.UserWrite);
        return copy;
    }

    private static async Task<bool> LowPortsAreFreeAsync() =>
        (await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_unprivileged_port_start", TestContext.Current.CancellationToken)).Trim() == "0";
}
