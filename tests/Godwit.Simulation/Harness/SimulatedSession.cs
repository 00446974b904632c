using Godwit.Crypto;
using Godwit.Prediction;
using Godwit.Session;
using Godwit.Simulation.Laws;
using Godwit.Simulation.Wire;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <summary>
/// A whole session in one process and in virtual time: user, client, network, server, program. The ends run as the loops at the edge do: read
/// what arrived, act, transmit until nothing is due, wait for the deadline. Laws that hold at all times are checked in every turn.
/// </summary>
internal sealed partial class SimulatedSession : IDisposable
{
    private readonly byte[] datagram = new byte[DatagramCipher.MaxDatagramLength];
    private readonly VirtualClock clock = new();
    private readonly PriorityQueue<Action, (long At, long Order)> agenda = new();
    private readonly InputWitness upWitness;
    private readonly ScreenWitness downWitness;
    private long order;

    public SimulatedSession(int seed, Pairing pairing, int columns, int rows, Action<string>? trace)
    {
        Pairing = pairing;
        Trace = trace;
        var random = new Random(seed);
        Network = new Network(random.Next());
        Program = new ScriptedProgram(random.Next(), Keys);
        var secret = new byte[SessionKey.ByteLength];
        random.NextBytes(secret);
        KeyOctets = secret;
        var chaff = new byte[ConnectionOptions.ChaffSeedLength];
        random.NextBytes(chaff);
        ClientMachine.Jump(random.Next(100_000_000));
        ServerMachine.Jump(random.Next(100_000_000));
        using SessionKey key = SessionKey.FromBytes(secret);
        Server = new ServerSession(pairing.IsStockServer ? new ServerOptions { Features = null, Tuning = TransportTuning.Stock } : new ServerOptions());
        Attachment = Server.Attach(key, chaff, ServerNow);
        var options = new ClientOptions
        {
            Columns = columns,
            Rows = rows,
            Features = pairing.Announced,
            Tuning = pairing.IsStockClient ? TransportTuning.Stock : null,
            Prediction = new PredictionOptions { Display = PredictionDisplay.Always },
        };
        Client = new ClientSession(key, options, chaff, ClientNow);
        hops = new PortHopPolicy(ClientNow);
        candidates.Add(Network.ServerAddresses[0]);
        upWitness = new InputWitness(new WireRules("client to server", pairing.IsStockServer, ConnectionOptions.DatagramSizeStart), key);
        downWitness = new ScreenWitness(
            new WireRules("server to client", pairing.IsStockClient, ConnectionOptions.DatagramSizeStart), key, columns, rows, ScreenLaw.Compared(pairing));
        Advertise();
    }

    public Pairing Pairing { get; }

    public Action<string>? Trace { get; }

    public Network Network { get; }

    public KeyLedger Keys { get; } = new();

    public ScriptedProgram Program { get; }

    public ClientSession Client { get; }

    public ServerSession Server { get; }

    public Attachment Attachment { get; }

    public Machine ClientMachine { get; } = new();

    public Machine ServerMachine { get; } = new();

    /// <summary>The session's key.</summary>
    public ReadOnlyMemory<byte> KeyOctets { get; }

    /// <summary>Somebody between the ends: gets each datagram that arrives (true: at the server) and says what arrives instead.</summary>
    public Func<bool, byte[], IReadOnlyList<byte[]>>? Between { get; set; }

    /// <summary>The world's time.</summary>
    public Instant Now => clock.Now;

    /// <summary>The client's clock.</summary>
    public Instant ClientNow => ClientMachine.At(Now);

    /// <summary>The server's clock.</summary>
    public Instant ServerNow => ServerMachine.At(Now);

    /// <summary>Events that the client was given.</summary>
    public EventLaw Events { get; } = new();

    /// <summary>How much each end may send and how often it may wake up.</summary>
    public EffortLaw ClientEffort { get; } = new("client");

    /// <summary>The same for the server.</summary>
    public EffortLaw ServerEffort { get; } = new("server");

    /// <summary>True once the client is over.</summary>
    public bool ClientIsOver => Client.IsFinished(ClientNow);

    /// <summary>True once the server is over.</summary>
    public bool ServerIsOver => Server.IsFinished(ServerNow);

    /// <summary>True once nothing is planned.</summary>
    public bool AgendaIsDone => agenda.Count == 0;

    /// <summary>Does something at a time of the world.</summary>
    public void At(Instant time, Action action) => agenda.Enqueue(action, (time.Milliseconds, order++));

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        upWitness.Dispose();
        downWitness.Dispose();
    }

    /// <summary>Runs until the condition holds.</summary>
    /// <returns>False if it did not within the limit.</returns>
    public bool RunUntil(Func<bool> condition, long limit)
    {
        Instant end = Now + limit;
        while (true)
        {
            Step();
            if (condition())
            {
                return true;
            }

            Instant next = NextEvent();
            if (next > end || Now >= end)
            {
                clock.MoveTo(Instant.Max(Now, end));
                return condition();
            }

            // What is due and was not done is due again a moment later.
            clock.MoveTo(Instant.Max(next, Now + 1));
        }
    }

    /// <summary>Runs for a time.</summary>
    public void RunFor(long duration) => RunUntil(static () => false, duration);

    private Instant NextEvent()
    {
        Instant next = agenda.TryPeek(out _, out var due) ? new Instant(due.At) : Instant.Never;
        next = Instant.Min(next, Network.NextArrival);
        return Instant.Min(next, Instant.Min(clientDue, serverDue));
    }

    private void Step()
    {
        while (agenda.TryPeek(out _, out var due) && due.At <= Now.Milliseconds)
        {
            agenda.Dequeue()();
        }

        TakeArrivals();
        if (ServerMachine.Runs(Now) && (Now >= serverDue || serverSocket.Count > 0 || serverIsTouched))
        {
            ServerTurn(ServerNow);
        }

        if (ClientMachine.Runs(Now) && (Now >= clientDue || clientSocket.Count > 0 || clientIsTouched))
        {
            ClientTurn(ClientNow);
        }
    }

    private void Say(string what) => Trace?.Invoke($"{Now.Milliseconds - 1_000_000,9} {what}");

    private void SayIdle(char end, Instant now, bool isIdle, Instant next)
    {
        if (isIdle)
        {
            Say($"{end} nothing to do, next in {(next == Instant.Never ? "no" : next - now)} ms");
        }
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new SimulationFault(fault);
        }
    }
}
