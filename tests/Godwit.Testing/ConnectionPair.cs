using Godwit.Crypto;
using Godwit.Transport;

namespace Godwit.Testing;

/// <summary>
/// A client and a server connection on two simulated links and one virtual clock. Time jumps from event to event; at each stop
/// both ends do one turn of their loop.
/// </summary>
/// <typeparam name="TUp">The client's object.</typeparam>
/// <typeparam name="TDown">The server's object.</typeparam>
public sealed class ConnectionPair<TUp, TDown> : IDisposable
    where TUp : class, ISyncState<TUp>
    where TDown : class, ISyncState<TDown>
{
    private readonly byte[] buffer = new byte[DatagramCipher.MaxDatagramLength];

    /// <summary>Starts both ends now.</summary>
    /// <param name="seed">Decides key, padding and all faults of the links.</param>
    /// <param name="makeUp">Makes the client's object in its initial state.</param>
    /// <param name="makeDown">Makes the server's object in its initial state.</param>
    /// <param name="client">Changes the client's options; null leaves them.</param>
    /// <param name="server">Changes the server's options; null leaves them.</param>
    public ConnectionPair(
        int seed,
        Func<TUp> makeUp,
        Func<TDown> makeDown,
        Func<ConnectionOptions, ConnectionOptions>? client = null,
        Func<ConnectionOptions, ConnectionOptions>? server = null)
    {
        ArgumentNullException.ThrowIfNull(makeUp);
        ArgumentNullException.ThrowIfNull(makeDown);
        var random = new Random(seed);
        KeyOctets = Octets(random);
        Up = new SimulatedLink(random.Next());
        Down = new SimulatedLink(random.Next());
        var clientOptions = new ConnectionOptions { Sending = Direction.ToServer, ChaffSeed = Octets(random) };
        var serverOptions = new ConnectionOptions { Sending = Direction.ToClient, ChaffSeed = Octets(random) };
        using var key = SessionKey.FromBytes(KeyOctets.Span);
        Client = new Connection<TUp, TDown>(key, client?.Invoke(clientOptions) ?? clientOptions, Clock.Now, makeUp(), makeDown());
        Server = new Connection<TDown, TUp>(key, server?.Invoke(serverOptions) ?? serverOptions, Clock.Now, makeDown(), makeUp());
    }

    /// <summary>The time of both ends.</summary>
    public VirtualClock Clock { get; } = new();

    /// <summary>The session key's octets, for taps that read along.</summary>
    public ReadOnlyMemory<byte> KeyOctets { get; }

    /// <summary>The client's end.</summary>
    public Connection<TUp, TDown> Client { get; }

    /// <summary>The server's end.</summary>
    public Connection<TDown, TUp> Server { get; }

    /// <summary>Client to server.</summary>
    public SimulatedLink Up { get; }

    /// <summary>Server to client.</summary>
    public SimulatedLink Down { get; }

    /// <summary>The port the client's datagrams come from.</summary>
    public int ClientPort { get; set; } = 1;

    /// <summary>Where the server sends to: the source of the latest datagram that was the newest.</summary>
    public int PeerPort { get; private set; }

    /// <summary>Told of each datagram when it is sent.</summary>
    public Action<Instant, Direction, ReadOnlyMemory<byte>>? Tap { get; set; }

    /// <summary>Told when the server's end received something, before it transmits.</summary>
    public Action<DatagramOutcome>? ServerReceived { get; set; }

    /// <summary>Told when the client's end received something, before it transmits.</summary>
    public Action<DatagramOutcome>? ClientReceived { get; set; }

    /// <summary>Things outside the two ends that happen at a time, for example a program that prints.</summary>
    public PriorityQueue<Action, long> Agenda { get; } = new();

    /// <summary>Puts an action on the agenda.</summary>
    /// <param name="delay">Milliseconds from now.</param>
    /// <param name="action">What is to happen.</param>
    public void After(int delay, Action action) => Agenda.Enqueue(action, (Clock.Now + delay).Milliseconds);

    /// <summary>Runs for a time.</summary>
    public void RunFor(int milliseconds) => RunUntil(() => false, milliseconds);

    /// <summary>Runs until a condition holds after a turn.</summary>
    /// <returns>False if the time was over first.</returns>
    public bool RunUntil(Func<bool> condition, int limit)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var end = Clock.Now + limit;
        Turn();
        while (!condition())
        {
            var next = NextEvent();
            if (next > end)
            {
                Clock.MoveTo(end);
                Turn();
                return condition();
            }

            Clock.MoveTo(Instant.Max(next, Clock.Now));
            Turn();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    private Instant NextEvent()
    {
        var links = Instant.Min(Up.NextArrival, Down.NextArrival);
        var ends = Instant.Min(Client.NextDeadline(Clock.Now), Server.NextDeadline(Clock.Now));
        var agenda = Agenda.TryPeek(out _, out var due) ? new Instant(due) : Instant.Never;
        var next = Instant.Min(agenda, Instant.Min(links, ends));

        // An end that is due but sends nothing would stop the time; a real loop would spin. Make it visible as one step.
        return next <= Clock.Now ? Clock.Now + 1 : next;
    }

    private void Turn()
    {
        var now = Clock.Now;
        while (Agenda.TryPeek(out _, out var due) && due <= now.Milliseconds)
        {
            Agenda.Dequeue()();
        }

        while (Up.TryReceive(now, out var datagram, out var port))
        {
            var outcome = Server.HandleDatagram(now, Ecn.Capable0, datagram);
            PeerPort = (outcome & DatagramOutcome.Newest) != 0 ? port : PeerPort;
            ServerReceived?.Invoke(outcome);
        }

        while (Down.TryReceive(now, out var datagram, out _))
        {
            var outcome = Client.HandleDatagram(now, Ecn.Capable0, datagram);
            ClientReceived?.Invoke(outcome);
        }

        while (Client.TryTransmit(now, buffer, out var length))
        {
            Tap?.Invoke(now, Direction.ToServer, buffer.AsMemory(0, length));
            Up.Send(now, buffer.AsSpan(0, length), ClientPort);
        }

        while (Server.TryTransmit(now, buffer, out var length))
        {
            Tap?.Invoke(now, Direction.ToClient, buffer.AsMemory(0, length));
            if (PeerPort == ClientPort)
            {
                Down.Send(now, buffer.AsSpan(0, length));
            }
        }
    }

    private static byte[] Octets(Random random)
    {
        var octets = new byte[SessionKey.ByteLength];
        random.NextBytes(octets);
        return octets;
    }
}
