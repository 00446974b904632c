using Godwit.Crypto;
using Godwit.Session;
using Godwit.Simulation.Laws;
using Godwit.Transport;

namespace Godwit.Simulation.Hostile;

/// <summary>One end, and somebody with its key instead of a peer. Laws of what can be done to it are checked with each datagram.</summary>
internal sealed class Victim : IDisposable
{
    private const int BodyMax = 1400;

    // The bound may be passed by the two states that are kept whatever they weigh.
    private const long StatesWeightMax = (256 + 128) * 1024 * 1024;

    private readonly byte[] buffer = new byte[DatagramCipher.MaxDatagramLength];
    private readonly ClientSession? client;
    private readonly ServerSession? server;
    private readonly Attachment? attachment;

    public Victim(int seed, bool isServer, bool isStock)
    {
        IsServer = isServer;
        var random = new Random(seed);
        var secret = new byte[SessionKey.ByteLength];
        random.NextBytes(secret);
        using SessionKey key = SessionKey.FromBytes(secret);
        Peer = new Insider(key, isServer ? Direction.ToServer : Direction.ToClient);
        var chaff = new byte[ConnectionOptions.ChaffSeedLength];
        PeerFeatures? features = isStock ? null : Features.Ours;
        TransportTuning? tuning = isStock ? TransportTuning.Stock : null;
        if (isServer)
        {
            server = new ServerSession(new ServerOptions { Features = features, Tuning = tuning });
            attachment = server.Attach(key, chaff, Now);
        }
        else
        {
            client = new ClientSession(key, new ClientOptions { Columns = 80, Rows = 24, Features = features, Tuning = tuning }, chaff, Now);
        }
    }

    public bool IsServer { get; }

    public Insider Peer { get; }

    public Instant Now { get; private set; } = new(1_000_000);

    /// <summary>The connection, whichever it is.</summary>
    public object Connection => (object?)client?.Connection ?? attachment!.Connection;

    /// <summary>The whole end.</summary>
    public object Session => (object?)client ?? server!;

    public ClientSession Client => client!;

    public ServerSession Server => server!;

    /// <summary>The newest number that the peer gave to a state.</summary>
    public ulong RemoteNumber => client?.Connection.RemoteNumber ?? attachment!.Connection.RemoteNumber;

    public ConnectionCounters Counters => client?.Connection.Counters ?? attachment!.Connection.Counters;

    public int StatesHeld => client?.Connection.StatesHeld ?? attachment!.Connection.StatesHeld;

    public long StatesWeight => client?.Connection.StatesWeight ?? attachment!.Connection.StatesWeight;

    public bool IsOver => client?.IsFinished(Now) ?? server!.IsFinished(Now);

    public void Dispose()
    {
        client?.Dispose();
        server?.Dispose();
        Peer.Dispose();
    }

    /// <summary>Hands in a datagram; nothing else happens.</summary>
    public DatagramOutcome Hand(ReadOnlySpan<byte> datagram)
    {
        byte[] copy = datagram.ToArray();
        return client?.HandleDatagram(Now, Ecn.None, copy) ?? server!.HandleDatagram(Now, Ecn.None, copy, out _);
    }

    /// <summary>The peer says this: as a datagram's body, or in fragments if it is too long for one.</summary>
    public void HandBody(byte[] body)
    {
        if (body.Length <= BodyMax)
        {
            Hand(Peer.Seal(body));
            return;
        }

        foreach (byte[] datagram in Peer.SealMessage(body))
        {
            Hand(datagram);
        }
    }

    /// <summary>The rest of a turn, some milliseconds later.</summary>
    /// <returns>Octets that were sent.</returns>
    public int Turn(int milliseconds)
    {
        Now += milliseconds;
        int octets = 0, datagrams = 0;
        if (client is not null)
        {
            client.Update(Now);
            client.Render(Now);
            while (client.TryTakeEvent(out _))
            {
                // Only that they can be taken.
            }
        }
        else
        {
            server!.ConsumeInput(Math.Min(server.Input.Length, 100));
            server.TryTakeResize(out _, out _);
            server.Update(Now);
        }

        while (client?.TryTransmit(Now, buffer, out int length) ?? server!.TryTransmit(Now, buffer, out length, out _))
        {
            octets += length;
            Assert.True(++datagrams <= EffortLaw.DatagramsPerTurnMax, "it sends without end");
        }

        Assert.True((client?.NextDeadline(Now) ?? server!.NextDeadline(Now)) > new Instant(long.MinValue / 4), "a deadline before all time");
        return octets;
    }

    /// <summary>What it holds is bounded.</summary>
    public void AssertBounded()
    {
        Assert.InRange(StatesHeld, 1, EffortLaw.StatesMaxAfter(Now.Milliseconds));
        Assert.InRange(StatesWeight, 0, StatesWeightMax);
        Assert.InRange(server?.Input.Length ?? 0, 0, EffortLaw.ServerInputMax);
    }
}
