using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Forwardings that ssh's own configuration asks for: no option of ours, and the login that starts the server does not take them.</summary>
public sealed class ForwardingConfigurationTests
{
    private const int Some = 100_000;

    [Fact]
    public async Task LocalRemoteAndDynamicForward_AreTheSessions()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        (int local, int remote, int proxy) = (SshServer.FreePort(), SshServer.FreePort(), SshServer.FreePort());
        Configure(stage, $"LocalForward {local} 127.0.0.1:{target.Port}", $"RemoteForward {remote} 127.0.0.1:{target.Port}", $"DynamicForward {proxy}");
        await ForwardingTests.ConnectAsync(stage);
        foreach (int port in (int[])[local, remote])
        {
            using Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
            await SocketTalk.AssertEchoesAsync(socket, port, Some);
        }

        using Socket socks = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, proxy), stage);
        await SocketTalk.SendAllAsync(socks, new byte[] { 4, 1, (byte)(target.Port >> 8), (byte)target.Port, 127, 0, 0, 1, 0 });
        Assert.Equal(90, (await SocketTalk.ReceiveAsync(socks, 8))[1]);
        await SocketTalk.AssertEchoesAsync(socks, seed: 7, Some);

        // The login has not said a word of it: it would have taken the remote port, and held it for the session.
        Assert.DoesNotContain("bind", await File.ReadAllTextAsync(stage.Folder["sshd.log"], TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(stage.Folder.Processes(), process => process.Command.StartsWith("ssh ", StringComparison.Ordinal));
        await ForwardingTests.LeaveAsync(stage);
        foreach (int port in (int[])[local, remote, proxy])
        {
            Assert.Null(await SocketTalk.TryConnectAsync(new IPEndPoint(IPAddress.Loopback, port)));
        }
    }

    [Theory]
    [InlineData("GatewayPorts no", false)]
    [InlineData("GatewayPorts yes", true)]
    public async Task GatewayPorts_DecidesWhoMayConnect(string line, bool isOpen)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        int port = SshServer.FreePort();
        Configure(stage, line, $"LocalForward {port} 127.0.0.1:{target.Port}");
        await ForwardingTests.ConnectAsync(stage);

        // On this machine every address of 127/8 is one, but only 127.0.0.1 is listened on.
        using Socket? other = await SocketTalk.TryConnectAsync(new IPEndPoint(IPAddress.Parse("127.0.0.9"), port));
        Assert.Equal(isOpen, other is not null);
        using Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
        await SocketTalk.AssertEchoesAsync(socket, seed: 8, Some);
    }

    [Theory]
    [InlineData("StreamLocalBindUnlink yes", true)]
    [InlineData("StreamLocalBindUnlink no", false)]
    public async Task StreamLocalBindUnlink_DecidesWhatHappensToASocketInTheWay(string line, bool isReplaced)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        (string local, string remote) = (stage.Folder["local"], stage.Folder["remote"]);
        foreach (string path in (string[])[local, remote])
        {
            await ForwardingFaultTests.LeaveSocketAsync(path);
        }

        Configure(stage, line, $"LocalForward {local} 127.0.0.1:{target.Port}", $"RemoteForward {remote} 127.0.0.1:{target.Port}");
        await ForwardingTests.ConnectAsync(stage);
        if (!isReplaced)
        {
            await stage.AwaitTextAsync($"-R {remote}:127.0.0.1:{target.Port}: the server cannot listen there: the address is in use");
        }

        foreach (string path in (string[])[local, remote])
        {
            using Socket? socket = isReplaced ? await SocketTalk.ConnectAsync(new UnixDomainSocketEndPoint(path), stage) : await SocketTalk.TryConnectAsync(new UnixDomainSocketEndPoint(path));
            Assert.Equal(isReplaced, socket is not null);
            if (socket is not null)
            {
                await SocketTalk.AssertEchoesAsync(socket, path.Length, Some);
            }
        }
    }

    [Theory]
    [InlineData("LocalForward")]
    [InlineData("RemoteForward")]
    public async Task ExitOnForwardFailure_PortInUse_NoSession(string keyword)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var taken = SocketTarget.Listen(SocketTarget.EchoAsync);
        string listen = $"127.0.0.1:{taken.Port.ToString(CultureInfo.InvariantCulture)}";
        Configure(stage, "ExitOnForwardFailure yes", $"{keyword} {listen} 127.0.0.1:9");
        await stage.ConnectAsync(Launch.Wrapper with { IsOwnName = true }, Fixtures.Bash(stage.Folder));
        await ForwardingTests.AssertEndsAsync(stage, status: 1);
        await stage.AwaitTextAsync($"{(keyword == "LocalForward" ? "-L" : "-R")} {listen}:127.0.0.1:9: ");
    }

    [Fact]
    public async Task ClearAllForwardings_NothingListensOfTheCommandLinesEither()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        (int local, int remote, int given) = (SshServer.FreePort(), SshServer.FreePort(), SshServer.FreePort());
        Configure(stage, "ClearAllForwardings yes", $"LocalForward {local} 127.0.0.1:{target.Port}", $"RemoteForward {remote} 127.0.0.1:{target.Port}");
        await ForwardingTests.ConnectAsync(stage, "-R", $"{given}:127.0.0.1:{target.Port}");
        foreach (int port in (int[])[local, remote, given])
        {
            Assert.Null(await SocketTalk.TryConnectAsync(new IPEndPoint(IPAddress.Loopback, port)));
        }
    }

    /// <summary>Adds settings for every host.</summary>
    internal static void Configure(Stage stage, params string[] lines) => File.AppendAllLines(stage.Ssh.Config, lines.Select(line => $"  {line}"));
}
