using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Crypto;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Server.Tests;

/// <summary>The whole server with a client's session at the other end of a socket.</summary>
public sealed class ServerLoopTests : IDisposable
{
    private const long PatienceMs = 30_000;

    // Silence that an idle client's heartbeats break now and then.
    private const long LostAfterMs = 500;

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-server-").FullName;
    private readonly byte[] datagram = new byte[DatagramCipher.MaxDatagramLength];
    private readonly SignalSource signals = SignalSource.Open(SignalSet.User1);
    private readonly ServerLoop loop;
    private readonly Thread thread;
    private readonly ClientSession client;
    private readonly UdpAddress server;
    private readonly EventLog log;
    private UdpSocket socket = UdpSocket.Open(IpFamily.IPv4);

    public ServerLoopTests()
    {
        using SessionKey key = SessionKey.FromBytes(new byte[SessionKey.ByteLength]);
        Span<char> text = stackalloc char[SessionKey.TextLength];
        key.Format(text);
        string[] command = ["/bin/sh", "-c", "read a; stty -echo; read b; exit 7"];
        UdpSocket bound = UdpSocket.BindAny(new PortRange(0, 0));
        server = UdpAddress.LoopbackIPv4(bound.LocalAddress.Port);
        log = new EventLog(server.Port, Path.Combine(folder, "log"), isVerbose: false);
        loop = new ServerLoop(new Handover(text.ToString(), 80, 24, 0, 0, 0, new SessionCommand(command[0], command, IsLogin: false), "", "/"), bound, signals, log, LostAfterMs);
        thread = new Thread(loop.Run);
        client = new ClientSession(key, new ClientOptions { Columns = 80, Rows = 24 }, new byte[ConnectionOptions.ChaffSeedLength], Now);
    }

    private static Instant Now => new(MonotonicClock.Milliseconds);

    public void Dispose()
    {
        client.Dispose();
        loop.Dispose();
        signals.Dispose();
        socket.Dispose();
        log.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Run_ProgramStopsTheEchoWithoutAWord_ClientIsTold()
    {
        thread.Start();
        RunUntil(program => program is { IsKnown: true, Echo: true, IsCanonical: true, Name: "sh", Erase: 0x7F });
        Assert.False(client.Connection.Remote.Program.IsSecret);
        client.HandleInput(Now, "\n"u8, out _);
        RunUntil(program => program.IsSecret);
        client.HandleInput(Now, "\n"u8, out _);
        RunUntil(_ => client.IsFinished(Now));
        Assert.Equal(7, client.ExitStatus);
        Assert.True(thread.Join((int)PatienceMs));
        Assert.EndsWith(" event=end status=7", Log()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ClientIsSilentComesFromElsewhereAndLeaves_EachIsALineOfTheLog()
    {
        thread.Start();
        RunUntil(program => program.IsKnown);
        string first = socket.LocalAddress.Port.ToString(CultureInfo.InvariantCulture);
        RunUntil(_ => Logged("lost silent_s=0"));
        client.HandleInput(Now, "a"u8, out _);
        RunUntil(_ => Logged("resumed after_s=\\d"));
        socket.Dispose();
        socket = UdpSocket.Open(IpFamily.IPv4);
        client.HandleInput(Now, "b"u8, out _);
        RunUntil(_ => Logged("roam"));
        string second = socket.LocalAddress.Port.ToString(CultureInfo.InvariantCulture);
        client.BeginShutdown(Now, "");
        RunUntil(_ => client.IsFinished(Now));
        Assert.True(thread.Join((int)PatienceMs));
        string address = $@"\[::ffff:127\.0\.0\.1\]|127\.0\.0\.1";
        Assert.Matches(@$"event=start version=0\.1\.0 port={server.Port} command=sh$", Log()[0]);
        Assert.Matches(@$"event=attach address=({address}):{first}$", Log()[1]);
        Assert.True(Logged(@$"roam from=({address}):{first} to=({address}):{second}$"));
        Assert.Matches(@$"event=detach address=({address}):{second}$", Log()[^2]);
        Assert.EndsWith(" event=end reason=detach", Log()[^1], StringComparison.Ordinal);
    }

    private string[] Log() => File.ReadAllLines(Path.Combine(folder, "log"));

    private bool Logged(string pattern) => Log().Any(line => Regex.IsMatch(line, " event=" + pattern));

    private void RunUntil(Func<ProgramState, bool> condition)
    {
        var poller = new Poller();
        poller.Add(socket.Descriptor, PollEvents.Readable);
        long start = MonotonicClock.Milliseconds;
        while (!condition(client.Connection.Remote.Program))
        {
            Assert.True(MonotonicClock.Milliseconds - start < PatienceMs, $"still {client.Connection.Remote.Program}");
            while (socket.Receive(datagram, out _, out Platform.Ecn _, out _) is { IsDone: true } received)
            {
                client.HandleDatagram(Now, Transport.Ecn.None, datagram.AsSpan(0, received.Count));
            }

            client.Update(Now);
            while (client.TryTransmit(Now, datagram, out int length))
            {
                socket.SendTo(server, default, datagram.AsSpan(0, length));
            }

            poller.Wait(Math.Clamp(client.NextDeadline(Now) - Now, 0, 50));
        }
    }
}
