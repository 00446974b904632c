using Godwit.Link;
using Godwit.Platform;

namespace Godwit.Cli.Demo;

/// <summary>
/// The emulated link between one client and one server on this machine: a UDP relay that looks like a NAT. The client talks
/// to <see cref="ClientPort"/>; the server sees datagrams come from the relay's own outer address, which
/// <see cref="Roam"/> changes. Everything a datagram suffers is decided by <see cref="LinkModel"/>.
/// </summary>
/// <remarks>
/// Owns two sockets and no loop: the caller watches them (<see cref="Watch"/>), calls <see cref="Service"/> after each wait and
/// waits at most until <see cref="NextDue"/>. Times are microseconds of the caller's clock.
/// </remarks>
internal sealed class LinkRelay : IDisposable
{
    /// <summary>Headers that each datagram carries on the link: IPv4 and UDP.</summary>
    public const int HeaderBytes = 28;

    // The largest UDP payload: nothing is ever cut.
    private const int DatagramMax = 65_535;

    // poll(2) waits in whole milliseconds. Half of one early or late, with a mean of zero, instead of always late.
    private const long EarlyMicroseconds = 500;

    // So that a flood on one socket does not keep the others waiting.
    private const int ReceivesPerTurn = 64;

    private readonly UdpAddress server;
    private readonly UdpSocket inner;
    private readonly LinkModel up;
    private readonly LinkModel down;
    private readonly HeldDatagrams toServer = new();
    private readonly HeldDatagrams toClient = new();
    private readonly byte[] buffer = new byte[DatagramMax];
    private UdpSocket outer;
    private UdpAddress client;

    /// <summary>A relay in front of a server.</summary>
    /// <param name="profile">The link.</param>
    /// <param name="seed">Equal seeds give equal losses.</param>
    /// <param name="server">Where the server listens, on loopback.</param>
    /// <exception cref="PlatformException">No socket to be had.</exception>
    public LinkRelay(LinkProfile profile, ulong seed, in UdpAddress server)
    {
        this.server = server;
        up = new LinkModel(profile.Up, seed);
        down = new LinkModel(profile.Down, ~seed); // Another sequence, so that both ways do not lose in step.
        inner = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
        try
        {
            outer = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
        }
        catch
        {
            inner.Dispose();
            throw;
        }
    }

    /// <summary>The port on 127.0.0.1 that the client is to talk to.</summary>
    public int ClientPort => inner.LocalAddress.Port;

    /// <summary>The client's address as the server sees it.</summary>
    public UdpAddress OuterAddress => outer.LocalAddress;

    /// <summary>What happened from client to server.</summary>
    public LinkCounters Up => up.Counters;

    /// <summary>What happened from server to client.</summary>
    public LinkCounters Down => down.Counters;

    /// <summary>Datagrams that found no room in memory; 0 unless something floods.</summary>
    public long Overflowed { get; private set; }

    /// <summary>Number of address changes so far.</summary>
    public int RoamCount { get; private set; }

    /// <summary>Datagrams that the server sent to the newest address of the client. 0 right after <see cref="Roam"/>.</summary>
    public long ReceivedSinceRoam { get; private set; }

    /// <summary>When <see cref="Service"/> has something to deliver; <see cref="long.MaxValue"/> for not before something arrives.</summary>
    public long NextDue
    {
        get
        {
            long due = Math.Min(toServer.NextDue, toClient.NextDue);
            return due == long.MaxValue ? due : due - EarlyMicroseconds;
        }
    }

    /// <summary>Adds both sockets to a poller.</summary>
    public void Watch(Poller poller)
    {
        poller.Add(inner.Descriptor, PollEvents.Readable);
        poller.Add(outer.Descriptor, PollEvents.Readable);
    }

    /// <summary>Takes in what arrived and delivers what is due. Never blocks.</summary>
    /// <param name="now">The time, in microseconds.</param>
    public void Service(long now)
    {
        ReceiveFromClient(now);
        ReceiveFromServer(now);
        // Sending to a peer that is gone fails; the link does not care, as a real one would not.
        while (toServer.TryTake(now + EarlyMicroseconds, buffer, out int length))
        {
            _ = outer.SendTo(server, buffer.AsSpan(0, length));
        }

        while (toClient.TryTake(now + EarlyMicroseconds, buffer, out int length))
        {
            _ = inner.SendTo(client, buffer.AsSpan(0, length));
        }
    }

    /// <summary>
    /// Gives the client another address and port, as a change from Wi-Fi to the phone does. The old address is gone at once:
    /// what the server still sends there is lost.
    /// </summary>
    /// <exception cref="PlatformException">No socket to be had; the old address stays.</exception>
    public void Roam()
    {
        UdpSocket next = BindOuter(RoamCount + 1);
        outer.Dispose();
        outer = next;
        RoamCount++;
        ReceivedSinceRoam = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        inner.Dispose();
        outer.Dispose();
        toServer.Dispose();
        toClient.Dispose();
    }

    private static UdpSocket BindOuter(int roamCount)
    {
        if (UdpAddress.TryParse(roamCount % 2 == 1 ? "127.0.0.2" : "127.0.0.1", 0, out UdpAddress address))
        {
            try
            {
                return UdpSocket.Bind(address, PortRange.Any);
            }
            catch (PlatformException)
            {
                // Not every system has all of 127/8 on loopback; another port is a move too.
            }
        }

        return UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
    }

    private void ReceiveFromClient(long now)
    {
        for (int i = 0; i < ReceivesPerTurn && TryReceive(inner, out int length, out UdpAddress from); i++)
        {
            client = from;
            Admit(up, toServer, now, length);
        }
    }

    private void ReceiveFromServer(long now)
    {
        for (int i = 0; i < ReceivesPerTurn && TryReceive(outer, out int length, out UdpAddress from); i++)
        {
            if (from == server && client.Family != IpFamily.None)
            {
                ReceivedSinceRoam++;
                Admit(down, toClient, now, length);
            }
        }
    }

    private bool TryReceive(UdpSocket socket, out int length, out UdpAddress from)
    {
        IoResult result = socket.Receive(buffer, out from, out _, out _);
        length = result.Count;
        return result.IsDone;
    }

    private void Admit(LinkModel model, HeldDatagrams held, long now, int length)
    {
        if (model.TryAdmit(now, length + HeaderBytes, out long due) && !held.TryHold(due, buffer.AsSpan(0, length)))
        {
            Overflowed++;
        }
    }
}
