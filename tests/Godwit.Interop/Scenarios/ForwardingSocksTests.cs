using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary><c>-D</c>, and <c>-R</c> without a target: curl as the one who speaks SOCKS.</summary>
public sealed class ForwardingSocksTests
{
    private const string Page = "found by proxy";

    private static readonly TimeSpan CurlLimit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Directions => ["-D", "-R"];

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task Curl_EachVersionOfSocks_GetsThePage(string option)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var web = SocketTarget.Listen(AnswerAsync);
        await using var other = SocketTarget.Listen(new IPEndPoint(IPAddress.IPv6Loopback, 0), AnswerAsync);
        int port = SshServer.FreePort();
        await ForwardingTests.ConnectAsync(stage, option, port.ToString(CultureInfo.InvariantCulture));
        using (await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage))
        {
            // Connects and says nothing: no reason to hold up the others.
            foreach (string version in (string[])["--socks5-hostname", "--socks5", "--socks4a", "--socks4"])
            {
                await AssertFindsAsync(stage, version, port, $"http://localhost:{web.Port}/");
            }

            await AssertFindsAsync(stage, "--socks5-hostname", port, $"http://[::1]:{other.Port}/");
        }

        Assert.Equal((4, 1), (web.Accepted, other.Accepted));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task Curl_TargetRefusesOrIsUnknown_IsToldSoAndSessionGoesOn(string option)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        (int port, int nobody) = (SshServer.FreePort(), SshServer.FreePort());
        await ForwardingTests.ConnectAsync(stage, option, port.ToString(CultureInfo.InvariantCulture));
        (await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage)).Dispose();
        foreach (string version in (string[])["--socks5-hostname", "--socks4a"])
        {
            foreach (string host in (string[])["127.0.0.1", "no-such-name.invalid"])
            {
                ChildResult result = await CurlAsync(stage, version, port, $"http://{host}:{nobody}/");

                // 97: the proxy answered, and says that it cannot (curl(1)).
                Assert.True(result.ExitCode == 97, $"{version} {host}: {result.ExitCode} {result.Error}");
            }
        }

        await ForwardingTests.AssertGoesOnAsync(stage);
    }

    [Fact]
    public async Task SomethingElseThanSocks_IsSentAway()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        int port = SshServer.FreePort();
        await ForwardingTests.ConnectAsync(stage, "-D", port.ToString(CultureInfo.InvariantCulture));
        using Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
        await SocketTalk.SendAllAsync(socket, "GET / HTTP/1.0\r\n\r\n"u8.ToArray());
        await ForwardingTests.AssertEndsAsync(socket);
        await ForwardingTests.AssertGoesOnAsync(stage);
    }

    private static async Task AssertFindsAsync(Stage stage, string version, int port, string address)
    {
        ChildResult result = await CurlAsync(stage, version, port, address);
        Assert.True(result is { ExitCode: 0, Output: Page }, $"{version} {address}: {result.ExitCode} {result.Output} {result.Error}\n{stage.Folder.LogTails()}");
    }

    private static Task<ChildResult> CurlAsync(Stage stage, string version, int port, string address) =>
        ChildProcess.RunAsync(
            new ChildStart(Programs.Installed("curl", "curl"), ["-sS", "--max-time", "25", version, $"127.0.0.1:{port}", address], stage.Folder.Environment),
            CurlLimit);

    // The whole of a web server that curl needs.
    private static async Task AnswerAsync(Socket socket)
    {
        var asked = new StringBuilder();
        while (!asked.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            asked.Append(Encoding.ASCII.GetString(await SocketTalk.ReceiveAsync(socket, 1)));
        }

        await SocketTalk.SendAllAsync(socket, Encoding.ASCII.GetBytes($"HTTP/1.0 200 OK\r\nContent-Length: {Page.Length}\r\n\r\n{Page}"));
        socket.Shutdown(SocketShutdown.Send);
    }
}
