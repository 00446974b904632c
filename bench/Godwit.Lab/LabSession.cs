using System.Text;
using Godwit.Crypto;
using Godwit.Session;
using Godwit.Terminal;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Lab;

/// <summary>A whole session in virtual time: somebody types into a program that echoes, and each key is timed until the client's screen shows it.</summary>
internal sealed class LabSession : IDisposable
{
    private const int ProgramDelay = 1;
    private const int LineLength = 60;

    private readonly byte[] datagram = new byte[DatagramCipher.MaxDatagramLength];
    private readonly VirtualClock clock = new();
    private readonly ClientSession client;
    private readonly ServerSession server;
    private readonly LabLink up;
    private readonly LabLink down;
    private readonly PriorityQueue<Action, long> agenda = new();

    // Keys on their way: how many letters the screen must have, and when the key was pressed.
    private readonly Queue<(int Letters, long At)> waiting = new();
    private readonly List<double> latencies = [];
    private readonly int columns;
    private readonly int rows;
    private bool isFlooded;
    private bool isInterrupted;
    private int echoed;
    private int typed;
    private long read;
    private bool isSilent;

    public LabSession(int seed, LabConditions conditions, bool isStockClient, bool isStockServer, int columns = 80, int rows = 24)
    {
        this.columns = columns;
        this.rows = rows;
        up = new LabLink(seed, conditions);
        down = new LabLink(seed + 500_000, conditions);
        var secret = new byte[SessionKey.ByteLength];
        new Random(seed).NextBytes(secret);
        using SessionKey key = SessionKey.FromBytes(secret);
        var chaff = new byte[ConnectionOptions.ChaffSeedLength];
        new Random(seed + 7).NextBytes(chaff);
        server = new ServerSession(isStockServer ? new ServerOptions { Features = null, Tuning = TransportTuning.Stock } : new ServerOptions());
        server.Attach(key, chaff, clock.Now);
        client = new ClientSession(
            key,
            isStockClient
                ? new ClientOptions { Columns = columns, Rows = rows, Features = null, Tuning = TransportTuning.Stock }
                : new ClientOptions { Columns = columns, Rows = rows },
            chaff,
            clock.Now);
    }

    public IReadOnlyList<double> Latencies => latencies;

    public long OctetsUp => up.Octets;

    public long OctetsDown => down.Octets;

    public int Datagrams => up.Datagrams + down.Datagrams;

    /// <summary>Types like a person: about seven keys a second (shared/perf/script.py), with pauses. A line end clears the line.</summary>
    /// <param name="keys">How many.</param>
    /// <param name="flood">The program also prints a line every so many milliseconds; 0 for never.</param>
    /// <param name="random">Decides the rhythm.</param>
    public void Type(int keys, int flood, Random random)
    {
        RunFor(3000);
        up.Begin();
        down.Begin();
        RunFor(3000);
        if (flood > 0)
        {
            Flood(flood, random);
        }

        for (int key = 0; key < keys; key++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double gap = 1000 * Math.Clamp(Math.Exp(-2.03 + (0.42 * normal)), 0.045, 1.2);
            RunFor((long)(gap + (random.Next(25) == 0 ? random.Next(500, 5000) : 0)));
            client.HandleInput(clock.Now, "k"u8, out _);
            waiting.Enqueue((++typed, clock.Now.Milliseconds));
        }

        Instant end = clock.Now + 60_000;
        while (waiting.Count > 0 && clock.Now < end)
        {
            RunFor(50);
        }
    }

    /// <summary>A program fills the screen with noise every 5 ms, until it reads a key: then it stops and prints a prompt.</summary>
    /// <param name="random">Decides the noise.</param>
    /// <returns>Milliseconds from the key until the client shows the prompt.</returns>
    public long Interrupt(Random random)
    {
        RunFor(3000);
        up.Begin();
        down.Begin();
        Noise(random);
        RunFor(5000 + random.Next(500));
        Instant pressed = clock.Now;
        client.HandleInput(clock.Now, "\x03"u8, out _);
        waiting.Enqueue((int.MaxValue, pressed.Milliseconds));
        while (client.Connection.Remote.Screen.Title != "$")
        {
            RunFor(1);
        }

        return clock.Now - pressed;
    }

    /// <summary>Pastes text that does not compress, until a program that prints nothing has read all of it.</summary>
    /// <param name="octets">How much.</param>
    /// <param name="random">Decides the text.</param>
    /// <returns>How long it took, in milliseconds.</returns>
    public long Paste(int octets, Random random)
    {
        isSilent = true;
        RunFor(3000);
        up.Begin();
        down.Begin();
        RunFor(1000);
        Instant start = clock.Now;
        var piece = new byte[4096];
        for (int sent = 0; read < octets; RunFor(1))
        {
            if (sent < octets && client.AcceptsInput)
            {
                Span<byte> next = piece.AsSpan(0, Math.Min(piece.Length, octets - sent));
                foreach (ref byte letter in next)
                {
                    letter = (byte)('!' + random.Next(90));
                }

                client.HandleInput(clock.Now, next, out _);
                sent += next.Length;
            }
        }

        return clock.Now - start;
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    // A status line, redrawn: what a program like top costs, while the user types in the title (so that it can be told from output).
    private void Flood(int gap, Random random)
    {
        isFlooded = true;
        var text = new byte[400];
        for (int index = 0; index < text.Length; index++)
        {
            text[index] = (byte)('!' + random.Next(90));
        }

        server.HandleOutput("\e[2J\e[H"u8);
        server.HandleOutput(text);
        agenda.Enqueue(() => Flood(gap, random), clock.Now.Milliseconds + gap);
    }

    private void Noise(Random random)
    {
        if (isInterrupted)
        {
            server.HandleOutput("\e]2;$\a"u8);
            return;
        }

        var page = new byte[columns * rows];
        for (int index = 0; index < page.Length; index++)
        {
            page[index] = (byte)('!' + random.Next(90));
        }

        server.HandleOutput("\e[H"u8);
        server.HandleOutput(page);
        agenda.Enqueue(() => Noise(random), clock.Now.Milliseconds + 5);
    }

    private void RunFor(long milliseconds)
    {
        Instant end = clock.Now + milliseconds;
        while (true)
        {
            Turn();
            Instant next = Instant.Min(
                Instant.Min(up.NextArrival, down.NextArrival), Instant.Min(client.NextDeadline(clock.Now), server.NextDeadline(clock.Now)));
            if (agenda.TryPeek(out _, out long due))
            {
                next = Instant.Min(next, new Instant(due));
            }

            if (next > end || clock.Now >= end)
            {
                clock.MoveTo(Instant.Max(clock.Now, end));
                return;
            }

            clock.MoveTo(Instant.Max(next, clock.Now + 1));
        }
    }

    private void Turn()
    {
        Instant now = clock.Now;
        while (agenda.TryPeek(out _, out long due) && due <= now.Milliseconds)
        {
            agenda.Dequeue()();
        }

        while (up.TryReceive(now, out byte[] received))
        {
            server.HandleDatagram(now, Ecn.None, received, out _);
        }

        while (down.TryReceive(now, out byte[] received))
        {
            client.HandleDatagram(now, Ecn.None, received);
        }

        int keys = server.Input.Length;
        isInterrupted |= keys > 0 && server.Input[0] == 3;
        server.ConsumeInput(keys);
        server.TryTakeResize(out _, out _);
        read += keys;
        for (; keys > 0 && !isSilent; keys--)
        {
            agenda.Enqueue(Echo, now.Milliseconds + ProgramDelay);
        }

        server.Update(now);
        while (server.TryTransmit(now, datagram, out int length, out _))
        {
            down.Send(now, datagram.AsSpan(0, length));
        }

        client.Update(now);
        while (client.TryTransmit(now, datagram, out int length))
        {
            up.Send(now, datagram.AsSpan(0, length));
        }

        TimeKeys(now);
    }

    private void Echo()
    {
        echoed++;
        server.HandleOutput(echoed % LineLength == 0 ? "k\r\n"u8 : "k"u8);
        if (isFlooded)
        {
            // The letters are overwritten, so the title counts them.
            server.HandleOutput(Encoding.ASCII.GetBytes($"\e]2;{echoed}\a"));
        }
    }

    private void TimeKeys(Instant now)
    {
        Screen screen = client.Connection.Remote.Screen;
        int shown = (screen.CursorRow * LineLength) + screen.CursorColumn;
        if (isFlooded && !int.TryParse(screen.Title, out shown))
        {
            return;
        }

        while (waiting.TryPeek(out var key) && key.Letters <= shown)
        {
            waiting.Dequeue();
            latencies.Add(now.Milliseconds - key.At);
        }
    }
}
