using Godwit.Crypto;
using Godwit.Terminal;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Session.Tests;

/// <summary>
/// A whole session in one process: both ends, two simulated links, virtual time, one seed. The program on the "pty" is a
/// function of the octets it reads.
/// </summary>
internal sealed class SessionPair : IDisposable
{
    private readonly byte[] datagram = new byte[DatagramCipher.MaxDatagramLength];
    private readonly VirtualClock clock = new();

    public SessionPair(int seed, int columns = 80, int rows = 24, bool isStockServer = false, bool isStockClient = false, PeerFeatures? clientFeatures = null, bool isPlain = false)
    {
        Up = new SimulatedLink(seed);
        Down = new SimulatedLink(seed + 1);
        var secret = new byte[SessionKey.ByteLength];
        new Random(seed).NextBytes(secret);
        using SessionKey key = SessionKey.FromBytes(secret);
        var chaff = new byte[ConnectionOptions.ChaffSeedLength];
        Server = new ServerSession(isStockServer ? new ServerOptions { Features = null, Tuning = TransportTuning.Stock } : new ServerOptions { Tuning = isPlain ? Plain(TransportTuning.DefaultServer) : null });
        Server.Attach(key, chaff, Now);
        Client = new ClientSession(key, new ClientOptions { Columns = columns, Rows = rows, Name = "mosh", Features = isStockClient ? null : clientFeatures ?? Features.Ours, Tuning = isPlain ? Plain(TransportTuning.Default) : null }, chaff, Now);
    }

    /// <summary>Without the timing that depends on whether instructions are packed.</summary>
    private static TransportTuning Plain(TransportTuning tuning) => tuning with { RepeatsOnLoss = false, AckDelay = 100 };

    /// <summary>The events that the client was given, in order.</summary>
    public List<TerminalEvent> Events { get; } = [];

    /// <summary>What a client's loop would have drawn, in order: told after each turn.</summary>
    public Action? Drawn { get; set; }

    public ClientSession Client { get; }

    public ServerSession Server { get; }

    public SimulatedLink Up { get; }

    public SimulatedLink Down { get; }

    public Instant Now => clock.Now;

    /// <summary>What the program was given to read, in order.</summary>
    public List<byte> Read { get; } = [];

    /// <summary>What the program answers to what it reads; the default is nothing.</summary>
    public Func<ReadOnlyMemory<byte>, byte[]> Program { get; set; } = _ => [];

    /// <summary>False while the program reads nothing.</summary>
    public bool ProgramReads { get; set; } = true;

    /// <summary>The sizes the program's terminal was given.</summary>
    public List<(int Columns, int Rows)> Sizes { get; } = [];

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    public void Type(ReadOnlySpan<byte> keys)
    {
        while (!keys.IsEmpty)
        {
            // A command ends a chunk early; Ctrl-L is one, and is sent too.
            Client.HandleInput(Now, keys, out int consumed);
            keys = keys[consumed..];
        }
    }

    public void Print(ReadOnlySpan<byte> output) => Server.HandleOutput(output);

    public void SetConditions(LinkConditions conditions)
    {
        Up.Conditions = conditions;
        Down.Conditions = conditions;
    }

    public void Cut(bool isCut)
    {
        Up.IsCut = isCut;
        Down.IsCut = isCut;
    }

    /// <summary>Runs until the condition holds.</summary>
    /// <returns>False if it did not within the limit.</returns>
    public bool RunUntil(Func<bool> condition, long limitMs)
    {
        Instant end = Now + limitMs;
        while (true)
        {
            Turn();
            if (condition())
            {
                return true;
            }

            Instant next = Instant.Min(
                Instant.Min(Up.NextArrival, Down.NextArrival),
                Instant.Min(Client.NextDeadline(Now), Server.NextDeadline(Now)));
            if (next > end || Now >= end)
            {
                clock.MoveTo(Instant.Max(Now, end));
                return false;
            }

            // A deadline that has passed means the next turn of a real loop: a moment later.
            clock.MoveTo(Instant.Max(next, Now + 1));
        }
    }

    public void RunFor(long durationMs) => RunUntil(() => false, durationMs);

    private void Turn()
    {
        while (Up.TryReceive(Now, out byte[] up, out _))
        {
            Server.HandleDatagram(Now, Ecn.None, up, out _);
        }

        while (Down.TryReceive(Now, out byte[] down, out _))
        {
            Client.HandleDatagram(Now, Ecn.None, down);
        }

        ServeProgram();
        Server.Update(Now);

        // What the update released: the loop's next wait would find the pty writable at once.
        ServeProgram();
        while (Server.TryTransmit(Now, datagram, out int length, out _))
        {
            Down.Send(Now, datagram.AsSpan(0, length));
        }

        Client.Update(Now);
        while (Client.TryTakeEvent(out TerminalEvent? taken))
        {
            Events.Add(taken);
        }

        Drawn?.Invoke();
        while (Client.TryTransmit(Now, datagram, out int length))
        {
            Up.Send(Now, datagram.AsSpan(0, length));
        }
    }

    private void ServeProgram()
    {
        if (Server.TryTakeResize(out int columns, out int rows))
        {
            Sizes.Add((columns, rows));
        }

        byte[] input = Server.Input.ToArray();
        if (input.Length > 0 && ProgramReads)
        {
            Server.ConsumeInput(input.Length);
            Read.AddRange(input);
            byte[] answer = Program(input);
            if (answer.Length > 0)
            {
                Server.HandleOutput(answer);
            }
        }
    }
}
