using System.Globalization;
using System.Text;
using Godwit.Conformance.Fuzz;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <summary>
/// The program on the pty: reads keys at its own pace, answers them, and prints by itself. A pure function of its seed and of what it is told
/// to do.
/// </summary>
internal sealed class ScriptedProgram(int seed, KeyLedger ledger)
{
    private readonly Random random = new(seed);
    private readonly PriorityQueue<byte[], (long At, long Order)> output = new();
    private Instant readAt = new(long.MinValue / 2);
    private Instant nextPrintAt = Instant.Never;
    private Instant printsUntil;
    private int printGap;
    private int notes;
    private long order;
    private Instant lastRaise = new(long.MinValue / 2);

    /// <summary>Octets that one read takes at most.</summary>
    public int ReadSize { get; set; } = 4096;

    /// <summary>Milliseconds between two reads.</summary>
    public int ReadGap { get; set; }

    /// <summary>What it does with what it reads, and prints by itself.</summary>
    public ProgramStyle Style { get; set; } = ProgramStyle.Echo;

    /// <summary>Milliseconds from a key to its answer.</summary>
    public int AnswerDelay { get; set; } = 1;

    /// <summary>Octets printed so far.</summary>
    public long Printed { get; private set; }

    /// <summary>The newest clipboard text that it wrote; empty before the first.</summary>
    public string LastClip { get; private set; } = "";

    /// <summary>True while it has something to print without being asked.</summary>
    public bool IsBusy => output.Count > 0 || nextPrintAt != Instant.Never;

    /// <summary>What it read wrong, if anything.</summary>
    public string? Fault { get; private set; }

    /// <summary>Prints by itself for a time: in a row, or until it reads Ctrl-C.</summary>
    public void PrintFor(Instant now, long milliseconds, int gap)
    {
        nextPrintAt = now;
        printsUntil = now + milliseconds;
        printGap = gap;
    }

    /// <summary>Stops printing by itself.</summary>
    public void Hush() => nextPrintAt = Instant.Never;

    /// <summary>Prints this later.</summary>
    public void Print(Instant at, string text) => Add(at, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes the clipboard, rings, or notifies: each text is another one.</summary>
    public void Raise(Instant now, int kind, int length)
    {
        string note = string.Create(CultureInfo.InvariantCulture, $"sim {++notes:D6} {new string((char)('a' + (notes % 26)), length)}");
        if (kind == 0)
        {
            LastClip = Convert.ToBase64String(Encoding.ASCII.GetBytes(note));
        }

        // In the order of their numbers, even while the clock of the server is not what it will be.
        lastRaise = Instant.Max(lastRaise, now);

        // CAN first: whatever sequence was begun is over.
        Print(lastRaise, kind switch
        {
            0 => $"\x18\e]52;c;{LastClip}\a",
            1 => $"\x18\e]9;{note}\a",
            _ => "\a\a",
        });
    }

    /// <summary>When it wants to run next.</summary>
    public Instant NextWake(bool hasInput)
    {
        Instant next = output.TryPeek(out _, out var due) ? new Instant(due.At) : Instant.Never;
        return Instant.Min(Instant.Min(next, nextPrintAt), hasInput ? readAt : Instant.Never);
    }

    /// <summary>A turn: reads, and prints what is due.</summary>
    public void Run(Instant now, ServerSession server)
    {
        if (!server.Input.IsEmpty && now >= readAt)
        {
            Read(now, server);
        }

        while (output.TryPeek(out _, out var due) && due.At <= now.Milliseconds)
        {
            Write(server, output.Dequeue());
        }

        if (now >= nextPrintAt)
        {
            Write(server, Something(server));
            nextPrintAt = now + printGap > printsUntil ? Instant.Never : now + printGap;
        }
    }

    private void Read(Instant now, ServerSession server)
    {
        ReadOnlySpan<byte> input = server.Input[..Math.Min(server.Input.Length, ReadSize)];
        Fault ??= ledger.NoteRead(input);
        if (input.Contains((byte)3))
        {
            Hush();
        }

        byte[] answer = Answer(input, server);
        if (answer.Length > 0)
        {
            Add(now + AnswerDelay, answer);
        }

        server.ConsumeInput(input.Length);
        readAt = now + ReadGap;
    }

    private byte[] Answer(ReadOnlySpan<byte> input, ServerSession server) => Style switch
    {
        ProgramStyle.Silent => [],
        ProgramStyle.Echo => [.. Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(input).Replace("\r", "\r\n", StringComparison.Ordinal).Replace('\e', '^'))],
        ProgramStyle.Editor => Grammar.Some(random, 1 + random.Next(6), server.Screen.Width, server.Screen.Height),
        _ => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{input.Length} octets read\r\n")),
    };

    private byte[] Something(ServerSession server)
    {
        (int width, int height) = (server.Screen.Width, server.Screen.Height);
        if (Style == ProgramStyle.Editor)
        {
            return [.. "\e[?2026h"u8, .. Grammar.Some(random, 1 + random.Next(20), width, height), .. "\e[?2026l"u8];
        }

        var text = new StringBuilder();
        for (int line = random.Next(1, height + 4); line > 0; line--)
        {
            text.Append(CultureInfo.InvariantCulture, $"{random.Next()} {new string((char)random.Next('!', '~'), random.Next(width))}\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private void Add(Instant at, byte[] octets) => output.Enqueue(octets, (at.Milliseconds, order++));

    private void Write(ServerSession server, byte[] octets)
    {
        server.HandleOutput(octets);
        Printed += octets.Length;
    }
}
