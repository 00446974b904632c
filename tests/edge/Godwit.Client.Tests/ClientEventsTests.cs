using System.Text.RegularExpressions;
using Godwit.Client.Tests.Support;
using Godwit.Crypto;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client.Tests;

/// <summary>A session in virtual time; log and hooks are real.</summary>
public sealed partial class ClientEventsTests : IDisposable
{
    private static readonly UdpAddress OldServer = UdpAddress.LoopbackIPv4(60001);
    private static readonly UdpAddress NewServer = UdpAddress.LoopbackIPv4(60002);

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-events-").FullName;
    private readonly byte[] datagram = new byte[DatagramCipher.MaxDatagramLength];
    private readonly EventLog log;
    private readonly ClientEvents events;
    private readonly ClientSession client;
    private readonly ServerSession server = new(new ServerOptions { Columns = 80, Rows = 24 });
    private Instant now = new(1000);
    private bool isCut;

    public ClientEventsTests()
    {
        log = new EventLog(60001, Path.Combine(folder, "log"), isVerbose: false);
        events = new ClientEvents(log, new ContactHooks($"echo lost >>{folder}/hooks", $"echo back >>{folder}/hooks", "host"));
        var chaff = new byte[ConnectionOptions.ChaffSeedLength];
        using SessionKey key = SessionKey.FromBytes(new byte[SessionKey.ByteLength]);
        client = new ClientSession(key, new ClientOptions { Columns = 80, Rows = 24 }, chaff, now);
        server.Attach(key, chaff, now);
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
        log.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Update_WholeLife_HasOneLineForEachEvent()
    {
        events.Start("me@host", 60001);
        Run(seconds: 100, OldServer);
        Run(seconds: 1, NewServer);
        isCut = true;
        Run(seconds: 100, NewServer);
        Assert.Equal("lost silent_s=60", Lines()[^1]);
        Assert.True(RealSession.WaitFor(() => Hooks().Length == 1));
        isCut = false;
        Run(seconds: 20, NewServer);
        Assert.Matches("^resumed after_s=(9[0-9]|1[0-3][0-9])$", Lines()[^1]);

        // Virtual time is quicker than the end of the first command.
        Assert.True(RealSession.WaitFor(() =>
        {
            Run(seconds: 1, NewServer);
            return Hooks().Length == 2;
        }));
        client.BeginShutdown(now, "Exiting...");
        Run(seconds: 1, NewServer);
        events.End(3);
        Assert.Equal(
            [
                "start version=0.1.0 host=me@host port=60001",
                "attach address=127.0.0.1:60001",
                "roam side=server from=127.0.0.1:60001 to=127.0.0.1:60002",
                "lost silent_s=60",
                Lines()[4],
                "detach",
                "end status=3",
            ],
            Lines());
        Assert.Equal(["lost", "back"], Hooks());
    }

    private string[] Lines() => [.. File.ReadAllLines(Path.Combine(folder, "log")).Select(line => Event().Match(line).Groups[1].Value)];

    private string[] Hooks() => File.Exists(Path.Combine(folder, "hooks")) ? File.ReadAllLines(Path.Combine(folder, "hooks")) : [];

    // From deadline to deadline, so that what is told late is told too late.
    private void Run(int seconds, UdpAddress address)
    {
        Instant end = now + (seconds * 1000L);
        while (now < end)
        {
            client.Update(now);
            server.Update(now);
            events.Update(now, client, address, OldServer);
            while (client.TryTransmit(now, datagram, out int length))
            {
                Deliver(() => server.HandleDatagram(now, Transport.Ecn.None, datagram.AsSpan(0, length), out _));
            }

            while (server.TryTransmit(now, datagram, out int length, out _))
            {
                Deliver(() => client.HandleDatagram(now, Transport.Ecn.None, datagram.AsSpan(0, length)));
            }

            Instant next = Instant.Min(Instant.Min(client.NextDeadline(now), server.NextDeadline(now)), events.NextDeadline(now));
            now = Instant.Min(end, Instant.Max(next, now + 1));
        }
    }

    private void Deliver(Action handle)
    {
        if (!isCut)
        {
            handle();
        }
    }

    [GeneratedRegex(" session=60001 event=(.*)$")]
    private static partial Regex Event();
}
