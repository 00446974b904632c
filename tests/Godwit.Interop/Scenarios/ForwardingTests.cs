using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Godwit.Interop.Harness;
using Godwit.Interop.Screens;

namespace Godwit.Interop.Scenarios;

/// <summary><c>-L</c> and <c>-R</c> through a session that a real ssh has started: connections, how they end, and what they do to each other.</summary>
public sealed partial class ForwardingTests
{
    private const int Some = 200_000;
    private const int Connections = 100;

    public static TheoryData<string> Directions => ["-L", "-R"];

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task Port_ToAPort_CarriesOctetsBothWaysAndHalfCloses(string option)
    {
        await using Stage stage = await OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        int port = SshServer.FreePort();
        await ConnectAsync(stage, option, $"{port}:127.0.0.1:{target.Port}");
        using (Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage))
        {
            await SocketTalk.AssertEchoesAsync(socket, seed: 1, Some);
        }

        // As with ssh, no address means loopback of both families.
        using Socket other = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.IPv6Loopback, port), stage);
        await SocketTalk.AssertEchoesAsync(other, seed: 2, Some);
        Assert.Equal(2, target.Accepted);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task IPv6Listener_ToIPv6AndToAName_Carries(string option)
    {
        await using Stage stage = await OpenAsync();
        await using var target = SocketTarget.Listen(new IPEndPoint(IPAddress.IPv6Loopback, 0), SocketTarget.EchoAsync);
        (int numeric, int named) = (SshServer.FreePort(), SshServer.FreePort());
        await ConnectAsync(stage, option, $"[::1]:{numeric}:[::1]:{target.Port}", option, $"[::1]:{named}:localhost:{target.Port}");
        foreach (int port in (int[])[numeric, named])
        {
            using Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.IPv6Loopback, port), stage);
            await SocketTalk.AssertEchoesAsync(socket, port, Some);
            Assert.Null(await SocketTalk.TryConnectAsync(new IPEndPoint(IPAddress.Loopback, port)));
        }
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task UnixSocket_ToUnixSocketAndPort_Carries(string option)
    {
        await using Stage stage = await OpenAsync();
        await using var local = SocketTarget.Listen(new UnixDomainSocketEndPoint(stage.Folder["target"]), SocketTarget.EchoAsync);
        await using var port = SocketTarget.Listen(SocketTarget.EchoAsync);
        (string toPath, string toPort) = (stage.Folder["to-path"], stage.Folder["to-port"]);
        await ConnectAsync(stage, option, $"{toPath}:{stage.Folder["target"]}", option, $"{toPort}:localhost:{port.Port}");
        foreach (string path in (string[])[toPath, toPort])
        {
            using Socket socket = await SocketTalk.ConnectAsync(new UnixDomainSocketEndPoint(path), stage);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            await SocketTalk.AssertEchoesAsync(socket, path.Length, Some);
        }

        await LeaveAsync(stage);
        Assert.False(File.Exists(toPath), "The socket of a session that has ended is still there.");
    }

    [Fact]
    public async Task RemotePortZero_SaysWhichPort()
    {
        await using Stage stage = await OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        await ConnectAsync(stage, "-R", $"0:127.0.0.1:{target.Port}");
        Screen screen = await stage.Mosh.Terminal.WaitForAsync("the bar says the port", now => AllocatedPort().IsMatch(now.Text), stage.Folder.LogTails);
        int port = int.Parse(AllocatedPort().Match(screen.Text).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        using Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
        await SocketTalk.AssertEchoesAsync(socket, seed: 3, Some);
    }

    /// <summary>The target ends its direction first: what it is still told arrives.</summary>
    [Theory]
    [MemberData(nameof(Directions))]
    public async Task TargetsDirectionEnds_OtherDirectionGoesOn(string option)
    {
        await using Stage stage = await OpenAsync();
        var heard = new TaskCompletionSource<byte[]>();
        await using var target = SocketTarget.Listen(async socket =>
        {
            socket.Shutdown(SocketShutdown.Send);
            heard.SetResult(await SocketTalk.ReceiveAllAsync(socket));
        });
        int port = SshServer.FreePort();
        await ConnectAsync(stage, option, $"{port}:127.0.0.1:{target.Port}");
        using Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
        Assert.Empty(await SocketTalk.ReceiveAllAsync(socket));
        byte[] sent = SocketTalk.Noise(4, Some);
        await SocketTalk.SendAllAsync(socket, sent);
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(sent, await heard.Task.WaitAsync(Wait.Usual, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task TargetResets_NearEndIsReset(string option)
    {
        await using Stage stage = await OpenAsync();
        await using var target = SocketTarget.Listen(async socket =>
        {
            await SocketTalk.ReceiveAsync(socket, 1);
            socket.Close(0); // With no time to linger: a reset.
        });
        int port = SshServer.FreePort();
        await ConnectAsync(stage, option, $"{port}:127.0.0.1:{target.Port}");
        using Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
        await SocketTalk.SendAllAsync(socket, new byte[1]);
        await AssertResetAsync(socket);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task NearEndResets_TargetIsReset(string option)
    {
        await using Stage stage = await OpenAsync();
        var end = new TaskCompletionSource<Exception?>();
        await using var target = SocketTarget.Listen(async socket =>
        {
            await SocketTalk.SendAllAsync(socket, new byte[1]);
            end.SetResult(await Record.ExceptionAsync(() => SocketTalk.ReceiveAllAsync(socket)));
        });
        int port = SshServer.FreePort();
        await ConnectAsync(stage, option, $"{port}:127.0.0.1:{target.Port}");
        Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
        await SocketTalk.ReceiveAsync(socket, 1);
        socket.Close(0);
        SocketException reset = Assert.IsType<SocketException>(await end.Task.WaitAsync(Wait.Usual, TestContext.Current.CancellationToken));
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task HundredConnectionsAtOnce_EachGetsItsOwn(string option)
    {
        await using Stage stage = await OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        int port = SshServer.FreePort();
        await ConnectAsync(stage, option, $"{port}:127.0.0.1:{target.Port}");
        var sockets = new List<Socket>();
        try
        {
            for (int count = 0; count < Connections; count++)
            {
                sockets.Add(await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage));
            }

            // All are there at the same time before any of them ends.
            await Task.WhenAll(sockets.Select(async (socket, index) =>
            {
                await SocketTalk.SendAllAsync(socket, SocketTalk.Noise(index, 100));
                Assert.Equal(SocketTalk.Noise(index, 100), await SocketTalk.ReceiveAsync(socket, 100));
            }));
            Assert.Equal(Connections, target.Accepted);
            await Task.WhenAll(sockets.Select((socket, index) => SocketTalk.AssertEchoesAsync(socket, index, 20_000)));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }

        await AssertGoesOnAsync(stage);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task TargetRefuses_ConnectionEndsAtOnceAndSessionGoesOn(string option)
    {
        await using Stage stage = await OpenAsync();
        (int port, int named, int nobody) = (SshServer.FreePort(), SshServer.FreePort(), SshServer.FreePort());
        await ConnectAsync(stage, option, $"{port}:127.0.0.1:{nobody}", option, $"{named}:no-such-name.invalid:{nobody}");
        foreach (int refused in (int[])[port, named])
        {
            using Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, refused), stage);
            await AssertEndsAsync(socket);
        }

        await AssertGoesOnAsync(stage);
    }

    /// <summary>Somebody connects and does not read: what is sent to them waits, and the target is held back; others are served.</summary>
    [Theory]
    [MemberData(nameof(Directions))]
    public async Task ReaderPauses_OthersGoOnAndNothingIsLost(string option)
    {
        const int Much = 24 * 1024 * 1024;
        await using Stage stage = await OpenAsync();
        byte[] sent = SocketTalk.Noise(5, Much);
        await using var flood = SocketTarget.Listen(async socket =>
        {
            await SocketTalk.SendAllAsync(socket, sent);
            socket.Shutdown(SocketShutdown.Send);
            await SocketTalk.ReceiveAllAsync(socket, TimeSpan.FromMinutes(2));
        });
        await using var echo = SocketTarget.Listen(SocketTarget.EchoAsync);
        (int floodPort, int echoPort) = (SshServer.FreePort(), SshServer.FreePort());
        await ConnectAsync(stage, option, $"{floodPort}:127.0.0.1:{flood.Port}", option, $"{echoPort}:127.0.0.1:{echo.Port}");
        using Socket paused = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, floodPort), stage);
        await SocketTalk.ReceiveAsync(paused, 1);
        for (int round = 0; round < 3; round++)
        {
            using Socket other = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, echoPort), stage);
            await SocketTalk.AssertEchoesAsync(other, round, 1_000_000);
        }

        await AssertGoesOnAsync(stage);
        byte[] received = await SocketTalk.ReceiveAllAsync(paused, TimeSpan.FromMinutes(2));
        Assert.True(sent.AsSpan(1).SequenceEqual(received), $"{received.Length} octets came of {Much - 1}, or others.");
    }

    internal static Task<Stage> OpenAsync() => Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4, columns: 200);

    /// <summary>A shell in a session with forwardings.</summary>
    internal static async Task ConnectAsync(Stage stage, params string[] options)
    {
        await stage.ConnectAsync(Launch.Wrapper with { IsOwnName = true, WrapperOptions = options }, Fixtures.Bash(stage.Folder));
        await stage.Mosh.Terminal.WaitForAsync("a prompt", screen => screen.Shows(Fixtures.Prompt), stage.Folder.LogTails);
    }

    /// <summary>The shell of the session still answers.</summary>
    internal static async Task AssertGoesOnAsync(Stage stage)
    {
        await stage.TypeAsync("echo goes' 'on\r");
        await stage.AwaitTextAsync("goes on");
    }

    /// <summary>Leaves the shell, and waits for the client's end.</summary>
    internal static async Task LeaveAsync(Stage stage)
    {
        await stage.TypeAsync("exit\r");
        await AssertEndsAsync(stage, status: 0);
    }

    /// <summary>The client has ended with the status.</summary>
    internal static async Task AssertEndsAsync(Stage stage, int status)
    {
        string ended = stage.Folder["client.exit"];
        await Wait.UntilAsync(
            "the client ends",
            () => Task.FromResult(File.Exists(ended)),
            async () => $"{await stage.Mosh.Terminal.CaptureAsync()}\n{stage.Folder.LogTails()}");
        Assert.True(File.ReadAllText(ended).Trim() == $"{status}", $"Status {File.ReadAllText(ended)}:\n{await stage.Mosh.Terminal.CaptureAsync()}");
    }

    /// <summary>The connection is over, in order or by a reset, without a word.</summary>
    internal static async Task AssertEndsAsync(Socket socket)
    {
        try
        {
            Assert.Empty(await SocketTalk.ReceiveAllAsync(socket));
        }
        catch (SocketException reset)
        {
            Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        }
    }

    private static async Task AssertResetAsync(Socket socket)
    {
        SocketException reset = await Assert.ThrowsAsync<SocketException>(() => SocketTalk.ReceiveAllAsync(socket));
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    [GeneratedRegex(@"Allocated port (\d+) for -R 0:127\.0\.0\.1:\d+")]
    private static partial Regex AllocatedPort();
}
