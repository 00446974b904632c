using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Godwit.Forwarding.Tests.Support;

namespace Godwit.Forwarding.Tests.Relay;

/// <summary>Forwardings that come and go while the session runs.</summary>
public sealed class ClientForwardingCommandsTests : IDisposable
{
    private const int Some = 50_000;

    private readonly LiveForwarding pair = new();
    private readonly TcpListener target = new(IPAddress.Loopback, 0);
    private readonly List<Socket> sockets = [];

    public ClientForwardingCommandsTests()
    {
        target.Start();
        _ = EchoAsync();
    }

    private int TargetPort => ((IPEndPoint)target.LocalEndpoint).Port;

    public void Dispose()
    {
        sockets.ForEach(socket => socket.Dispose());
        target.Dispose();
        pair.Dispose();
    }

    [Fact]
    public void Obey_Local_ListensCarriesAndCounts()
    {
        Assert.False(pair.Client.IsUsed);
        int port = LiveForwarding.FreePort();
        Assert.Equal(Text($"-L {port}:127.0.0.1:{TargetPort} is forwarded"), pair.Say(Text($"-L {port}:127.0.0.1:{TargetPort}")));
        Assert.True(pair.Client.IsUsed);
        pair.Echo(Connected(port), Some);
        using (Socket second = Connected(port))
        {
            pair.Echo(second, 100);
        }

        ForwardTally tally = Assert.Single(pair.Client.Reports).Tally;
        pair.RunUntil("the second one is over", () => tally.Open == 1);
        Assert.Equal((2, Some + 100, Some + 100), (tally.Made, tally.Written, tally.Read));

        ForwardTally there = LiveForwarding.Find(pair.Server.Reports, Text($"to 127.0.0.1:{TargetPort}")).Tally;
        pair.RunUntil("the second one is over there", () => there.Open == 1);
        Assert.Equal((2, Some + 100, Some + 100), (there.Made, there.Written, there.Read));
    }

    [Fact]
    public void Obey_CancelLocal_ClosesThePortAndLeavesTheConnection()
    {
        int port = LiveForwarding.FreePort();
        pair.Say(Text($"-L {port}:127.0.0.1:{TargetPort}"));
        Socket kept = Connected(port);
        pair.Echo(kept, Some);
        Assert.Equal(Text($"-L {port}:127.0.0.1:{TargetPort} is cancelled"), pair.Say(Text($"-KL {port}")));
        pair.RunUntil("the port is closed", () => !Listens(port));
        Assert.Empty(pair.Client.Reports);
        pair.Echo(kept, Some);
        Assert.Equal(Text($"-KL {port}: nothing is forwarded from there"), pair.Say(Text($"-KL {port}")));

        // And once more.
        pair.Say(Text($"-L {port}:127.0.0.1:{TargetPort}"));
        pair.Echo(Connected(port), 100);
    }

    [Fact]
    public void Obey_Remote_IsAskedForAndThenThere()
    {
        int port = LiveForwarding.FreePort();
        string spec = Text($"-R {port}:127.0.0.1:{TargetPort}");
        Assert.Equal($"{spec}: the server is asked", pair.Say(spec));
        pair.RunUntil("the server listens", () => pair.News.Count > 0);
        Assert.Equal([$"{spec} is forwarded"], pair.News);
        pair.Echo(Connected(port), Some);
        ForwardTally there = LiveForwarding.Find(pair.Server.Reports, Text($"-R {port}")).Tally;
        ForwardTally here = LiveForwarding.Find(pair.Client.Reports, spec).Tally;
        Assert.Equal((1, 1, Some, Some), (there.Open, there.Made, there.Written, there.Read));
        Assert.Equal((1, 1, Some, Some), (here.Open, here.Made, here.Written, here.Read));
        pair.Say(Text($"-KR {port}"));
        pair.RunUntil("the port is closed", () => !Listens(port));
        Assert.DoesNotContain(pair.Server.Reports, report => report.Name.StartsWith("-R", StringComparison.Ordinal));
    }

    [Fact]
    public void Obey_RemotePortZero_IsNamedAndCancelledByItsPort()
    {
        string spec = Text($"-R 0:127.0.0.1:{TargetPort}");
        pair.Say(spec);
        pair.RunUntil("the server listens", () => pair.News.Count > 0);
        int port = Assert.Single(pair.Client.States).Port;
        Assert.Equal([Text($"Allocated port {port} for {spec}")], pair.News);
        Assert.Equal(Text($"{spec} (port {port})"), Assert.Single(pair.Client.Reports).Name);
        Assert.Equal(Text($"-R {port}"), Assert.Single(pair.Server.Reports).Name);
        Assert.Equal($"{spec} is cancelled", pair.Say(Text($"-KR {port}")));
    }

    /// <summary>What cannot be had later is no reason to end the session, whatever was asked for at its start.</summary>
    [Fact]
    public void Obey_PortInUse_SaysSoAndKeepsNothing()
    {
        using var strict = new LiveForwarding(new ForwardSettings { ExitsOnFailure = true });
        string value = Text($"127.0.0.1:{TargetPort}:127.0.0.1:9");
        Assert.StartsWith($"-L {value}: ", strict.Say($"-L {value}"), StringComparison.Ordinal);
        strict.Say($"-R {value}");
        strict.RunUntil("the server's answer", () => strict.News.Count > 0);
        Assert.Equal([$"-R {value}: the server cannot listen there: the address is in use"], strict.News);
        Assert.Empty(strict.Client.Reports);
        Assert.False(strict.Client.HasFailed);
    }

    [Fact]
    public void Obey_CancelByPortAlone_TakesTheOnlyOneAndElseAsks()
    {
        int port = LiveForwarding.FreePort();
        pair.Say(Text($"-L 127.0.0.1:{port}:127.0.0.1:9"));
        Assert.Equal(Text($"-KD {port}: nothing is forwarded from there"), pair.Say(Text($"-KD {port}")));
        Assert.Equal(Text($"-KL {port}/udp: nothing is forwarded from there"), pair.Say(Text($"-KL {port}/udp")));
        Assert.Equal(Text($"-KL [::1]:{port}: nothing is forwarded from there"), pair.Say(Text($"-KL [::1]:{port}")));
        pair.Say(Text($"-L [::1]:{port}:127.0.0.1:9"));
        Assert.Equal(Text($"-KL {port}: there are 2, so the address is needed, too"), pair.Say(Text($"-KL {port}")));
        Assert.Equal(Text($"-L [::1]:{port}:127.0.0.1:9 is cancelled"), pair.Say(Text($"-KL [::1]:{port}")));
        Assert.Equal(Text($"-L 127.0.0.1:{port}:127.0.0.1:9 is cancelled"), pair.Say(Text($"-KL {port}")));
        Assert.Empty(pair.Client.Reports);
    }

    [Fact]
    public void Reports_OfMoreTargetsThanAreKept_ShareOne()
    {
        const int Targets = 40;
        for (int index = 0; index < Targets; index++)
        {
            int port = LiveForwarding.FreePort();
            Assert.EndsWith("is forwarded", pair.Say(Text($"-L {port}:127.0.0.1:{1000 + index}")), StringComparison.Ordinal);
            _ = Connected(port);
        }

        pair.RunUntil("all have been tried", () => pair.Server.Reports.Sum(report => report.Tally.Made) == Targets);
        Assert.Equal(33, pair.Server.Reports.Count);
        Assert.Equal(Targets - 32, LiveForwarding.Find(pair.Server.Reports, "to other targets").Tally.Made);
    }

    [Fact]
    public void Reports_OfTheAgent_CountWhatProgramsAsked()
    {
        string folder = Directory.CreateTempSubdirectory("gwf-").FullName;
        try
        {
            using var agent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            agent.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "agent")));
            agent.Listen();
            using var forwarding = new LiveForwarding(new ForwardSettings { AgentPath = Path.Combine(folder, "agent") });
            forwarding.Server.ListenForAgent(Path.Combine(folder, "there"));
            forwarding.Server.IsAttached = true;
            forwarding.RunUntil("a session", () => forwarding.Client.IsUsed);
            using var program = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            program.Connect(new UnixDomainSocketEndPoint(Path.Combine(folder, "there")));
            program.Send("hello"u8);
            using Socket asked = forwarding.Run(agent.AcceptAsync(TestContext.Current.CancellationToken).AsTask());
            ForwardTally here = LiveForwarding.Find(forwarding.Client.Reports, "agent").Tally;
            forwarding.RunUntil("the question", () => here.Read == 5);
            ForwardTally there = LiveForwarding.Find(forwarding.Server.Reports, "agent").Tally;
            Assert.Equal((1, 1, 5, 0), (there.Open, there.Made, there.Written, there.Read));
            Assert.Equal((1, 1, 0, 5), (here.Open, here.Made, here.Written, here.Read));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool Listens(int port)
    {
        using Socket? socket = LiveForwarding.Connect(port);
        return socket is not null;
    }

    private Socket Connected(int port)
    {
        Socket? socket = LiveForwarding.Connect(port);
        Assert.NotNull(socket);
        sockets.Add(socket);
        return socket;
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await target.AcceptSocketAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[4096];
            try
            {
                while (await socket.ReceiveAsync(buffer) is > 0 and int count)
                {
                    for (int sent = 0; sent < count;)
                    {
                        sent += await socket.SendAsync(buffer.AsMemory(sent, count - sent));
                    }
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
