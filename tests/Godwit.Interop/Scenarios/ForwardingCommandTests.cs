using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Godwit.Interop.Harness;
using Godwit.Interop.Screens;

namespace Godwit.Interop.Scenarios;

/// <summary>Forwardings that come and go while the session runs: the line behind <c>Ctrl-^ C</c>, the panel, and <c>godwit status</c>.</summary>
public sealed partial class ForwardingCommandTests
{
    private const int Some = 200_000;
    private const string Carried = "of 1, 200 kB to the host, 200 kB from it";

    [Fact]
    public async Task Local_AddedAndCancelled_ListensCarriesIsListedAndGoes()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        int port = SshServer.FreePort();
        await ForwardingTests.ConnectAsync(stage);
        await SayAsync(stage, $"-L {port}:127.0.0.1:{target.Port}", $"-L {port}:127.0.0.1:{target.Port} is forwarded.");
        using (Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage))
        {
            await SocketTalk.AssertEchoesAsync(socket, seed: 1, Some);
        }

        await ShowStatusAsync(stage, $"  forwards  to 127.0.0.1:{target.Port}: ", Carried);
        await stage.PressAsync("C-^");
        await stage.TypeAsync("s");
        await AwaitAsync(stage, $"  forwards   -L {port}:127.0.0.1:{target.Port}: ", Carried);

        // What is there stays, and nobody comes any more.
        using Socket kept = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
        await SocketTalk.SendAllAsync(kept, new byte[1]);
        await SocketTalk.ReceiveAsync(kept, 1);
        await SayAsync(stage, $"-KL {port}", $"-L {port}:127.0.0.1:{target.Port} is cancelled.");
        await AwaitClosedAsync(stage, port);
        await SocketTalk.AssertEchoesAsync(kept, seed: 2, Some);

        // The shell has seen none of it.
        await stage.TypeAsync("clear; history | grep -c '^ *[0-9]* *[-C]' || true\r");
        await stage.AwaitTextAsync("0\n" + Fixtures.Prompt);
        await ForwardingTests.LeaveAsync(stage);
    }

    [Fact]
    public async Task Remote_PortZero_IsNamedListedAndCancelled()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        await ForwardingTests.ConnectAsync(stage);
        Screen screen = await SayAsync(stage, $"-R 0:127.0.0.1:{target.Port}", "Allocated port ");
        int port = int.Parse(AllocatedPort().Match(screen.Text).Groups[1].Value, CultureInfo.InvariantCulture);
        using (Socket socket = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage))
        {
            await SocketTalk.AssertEchoesAsync(socket, seed: 3, Some);
        }

        await ShowStatusAsync(stage, $"  forwards  -R {port}: ", Carried);
        await SayAsync(stage, $"-KR {port}", $"-R 0:127.0.0.1:{target.Port} is cancelled.");
        await AwaitClosedAsync(stage, port);
    }

    [Fact]
    public async Task Dynamic_Added_AnswersSocks()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using var target = SocketTarget.Listen(SocketTarget.EchoAsync);
        int port = SshServer.FreePort();
        await ForwardingTests.ConnectAsync(stage);
        await SayAsync(stage, $"-D {port}", $"-D {port} is forwarded.");
        using Socket socks = await SocketTalk.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stage);
        await SocketTalk.SendAllAsync(socks, new byte[] { 4, 1, (byte)(target.Port >> 8), (byte)target.Port, 127, 0, 0, 1, 0 });
        Assert.Equal(90, (await SocketTalk.ReceiveAsync(socks, 8))[1]);
        await SocketTalk.AssertEchoesAsync(socks, seed: 4, Some);
    }

    /// <summary>One sentence each, and the session goes on; on 80 columns the sentence takes the rows that it needs.</summary>
    [Fact]
    public async Task Faults_SayWhatIsWrong()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4);
        await using var taken = SocketTarget.Listen(SocketTarget.EchoAsync);
        await ForwardingTests.ConnectAsync(stage, "--exit-on-forward-failure");
        await SayAsync(stage, "-L 8080:localhost:http", "-L 8080:localhost:http: the port of the target has to be a number, not \"http\".");
        await SayAsync(stage, "forward 8080 please", "\"forward 8080 please\" is not understood: -L, -R or -D forwards, -KL, -KR or -KD with a port cancels.");
        await SayAsync(stage, "-KD 1080", "-KD 1080: nothing is forwarded from there.");
        await SayAsync(stage, $"-L 127.0.0.1:{taken.Port}:localhost:80", $"-L 127.0.0.1:{taken.Port}:localhost:80: ", "Address already in use.");
        await SayAsync(stage, $"-R 127.0.0.1:{taken.Port}:localhost:80", "the server cannot listen there: the address is in use.");

        // Esc leaves, and so does Enter alone.
        foreach (string key in (string[])["Escape", "Enter"])
        {
            await OpenPromptAsync(stage);
            await stage.PressAsync(key);
            await stage.Mosh.Terminal.WaitForAsync("no prompt of godwit's", screen => !screen.Shows("godwit>"), stage.Folder.LogTails);
        }

        await ForwardingTests.AssertGoesOnAsync(stage);
        await ForwardingTests.LeaveAsync(stage);
    }

    [Fact]
    public async Task StockServer_SaysWhyNot()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitStock, Family.IPv4);
        int port = SshServer.FreePort();
        await ForwardingTests.ConnectAsync(stage);
        await SayAsync(stage, $"-L {port}:localhost:80", $"-L {port}:localhost:80: the server there is a stock mosh-server, or an old one, and forwards nothing.");
        Assert.Null(await SocketTalk.TryConnectAsync(new IPEndPoint(IPAddress.Loopback, port)));
        await ForwardingTests.AssertGoesOnAsync(stage);
    }

    private static async Task OpenPromptAsync(Stage stage)
    {
        await stage.PressAsync("C-^");
        await stage.TypeAsync("C");
        await stage.AwaitTextAsync("godwit>");
    }

    // A line for the client, and what it says to that; where its rows break does not matter.
    private static async Task<Screen> SayAsync(Stage stage, string line, params string[] answers)
    {
        await OpenPromptAsync(stage);
        await stage.TypeAsync(line);
        await stage.AwaitTextAsync("godwit> " + line);
        await stage.PressAsync("Enter");
        return await stage.Mosh.Terminal.WaitForAsync(
            "the answer alone: " + string.Join(", ", answers),
            screen => !screen.Shows("godwit>") && answers.All(words => OneLine(screen).Contains(words, StringComparison.Ordinal)),
            stage.Folder.LogTails);
    }

    private static async Task ShowStatusAsync(Stage stage, params string[] words)
    {
        string godwit = Path.Combine(Path.GetDirectoryName(stage.Parts.Client)!, "godwit");
        await stage.TypeAsync($"clear; {Shell.Quote(godwit)} status\r");
        await AwaitAsync(stage, words);
    }

    private static Task<Screen> AwaitAsync(Stage stage, params string[] words) => stage.Mosh.Terminal.WaitForAsync(
        string.Join(", ", words),
        screen => words.All(word => OneLine(screen).Contains(word, StringComparison.Ordinal)),
        stage.Folder.LogTails);

    private static string OneLine(Screen screen) => string.Join(' ', screen.Text.Split('\n').Select(row => row.TrimEnd()));

    private static Task AwaitClosedAsync(Stage stage, int port) => Wait.UntilAsync(
        $"nobody listens on {port}",
        async () =>
        {
            using Socket? socket = await SocketTalk.TryConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            return socket is null;
        },
        () => Task.FromResult(stage.Folder.LogTails()));

    [GeneratedRegex(@"Allocated port (\d+) for -R 0:127\.0\.0\.1:\d+")]
    private static partial Regex AllocatedPort();
}
