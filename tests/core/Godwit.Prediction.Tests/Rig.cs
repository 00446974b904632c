using System.Text;
using Godwit.Terminal;

namespace Godwit.Prediction.Tests;

/// <summary>
/// A client's engine and a scripted far end, in virtual time: keys leave at once and arrive half a round trip later; the program answers; a frame
/// leaves 8 ms after a change, and again when the echo acknowledgement moves on, 50 ms after a key. What would be drawn is sampled each millisecond.
/// </summary>
internal sealed class Rig
{
    private const int EchoAckDelay = 50;
    private const int Collection = 8;

    private readonly FakeProgram program;
    private readonly int way;
    private readonly PriorityQueue<Action, (long Time, int Order)> events = new();
    private readonly Emulator server;
    private ulong received;
    private int order;
    private ulong sent;
    private ulong echoAck;
    private bool frameIsDue;
    private int frames;
    private int newest;
    private Screen? drawn;

    public Rig(FakeProgram program, int rtt, PredictionOptions? options = null, int columns = 80, int rows = 24)
    {
        this.program = program;
        way = rtt / 2;
        Rtt = rtt;
        server = new Emulator(columns, rows, EmulatorOptions.ClientCopy);
        Engine = new PredictionEngine(options ?? new() { Display = PredictionDisplay.Always });
        Truth = server.Screen.Snapshot();
        Print(program.Start);
        MarkFrame();
        RunFor(rtt + 200);
        Samples.Clear();
    }

    public PredictionEngine Engine { get; }

    /// <summary>The number of the newest user state.</summary>
    public ulong Sent => sent;

    /// <summary>The newest user state that <see cref="Truth"/> answers.</summary>
    public ulong Acknowledged { get; private set; }

    /// <summary>True if what the program prints answers the keys that it had read: so does a Godwit server. A stock one knows only the time.</summary>
    public bool AnswersWithOutput { get; init; }

    public long Now { get; private set; }

    public double Rtt { get; set; }

    /// <summary>The server's newest screen as the client has it.</summary>
    public Screen Truth { get; private set; }

    /// <summary>What the user sees.</summary>
    public Screen Shown => drawn ?? Truth;

    public Screen ServerScreen => server.Screen;

    /// <summary>Called whenever what is drawn may have changed.</summary>
    public List<Action<Rig>> Samples { get; } = [];

    /// <summary>Extra milliseconds for each frame on its way, and whether it gets lost: for tests of bad links.</summary>
    public Func<(int Delay, bool IsLost)> FrameFate { get; set; } = () => (0, false);

    public void Type(string keys)
    {
        byte[] octets = Encoding.UTF8.GetBytes(keys);
        ulong frame = ++sent;
        Engine.HandleKeys(Now, octets, frame);
        At(way, () => Receive(octets, frame));
        Draw();
    }

    /// <summary>Types one key after the other.</summary>
    public void TypeEach(string keys, int gap)
    {
        foreach (Rune rune in keys.EnumerateRunes())
        {
            Type(rune.ToString());
            RunFor(gap);
        }
    }

    public void Print(string output)
    {
        if (output.Length == 0)
        {
            return;
        }

        server.Write(Encoding.UTF8.GetBytes(output));
        server.ClearReplies();
        echoAck = AnswersWithOutput ? received : echoAck;
        MarkFrame();
    }

    /// <summary>Something happens at the server after some time.</summary>
    public void At(long delay, Action what) => events.Enqueue(what, (Now + delay, order++));

    public void RunFor(long milliseconds)
    {
        long end = Now + milliseconds;
        while (true)
        {
            long next = Math.Min(end, Math.Max(Now, Engine.NextDeadline(Now)));
            if (events.TryPeek(out _, out (long Time, int Order) first) && first.Time <= Math.Min(next, end))
            {
                Now = Math.Max(Now, first.Time);
                while (events.TryPeek(out _, out first) && first.Time <= Now)
                {
                    events.Dequeue()();
                }
            }
            else
            {
                Now = next > Now || next == end ? next : Math.Min(end, Now + 1);
            }

            Draw();
            if (Now >= end)
            {
                return;
            }
        }
    }

    public char Glyph(int row, int column)
    {
        Cell cell = Shown[row].Cells[column];
        return cell.IsEmpty ? ' ' : (char)cell.Glyph;
    }

    public string Line(int row) => TextOf(Shown, row);

    public static string TextOf(Screen screen, int row)
    {
        var text = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        foreach (Cell cell in screen[row].Cells)
        {
            text.Append(Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)]));
        }

        return text.ToString().TrimEnd();
    }

    public void Draw()
    {
        Engine.Update(Now, Rtt);
        drawn = null;
        if (Engine.HasSomethingToShow(Now))
        {
            var overlay = new ScreenOverlay(Truth);
            Engine.Paint(Now, overlay);
            drawn = overlay.Screen;
        }

        foreach (Action<Rig> sample in Samples)
        {
            sample(this);
        }
    }

    private void Receive(byte[] octets, ulong frame)
    {
        At(program.Latency, () =>
        {
            received = frame;
            Print(Encoding.UTF8.GetString(program.Reply(octets)));
        });
        At(EchoAckDelay, () =>
        {
            echoAck = Math.Max(echoAck, frame);
            SendFrame();
        });
    }

    private void MarkFrame()
    {
        if (!frameIsDue)
        {
            frameIsDue = true;
            At(Collection, SendFrame);
        }
    }

    private void SendFrame()
    {
        frameIsDue = false;
        Screen screen = server.Screen.Snapshot();
        ulong ack = echoAck;
        TruthAtServer told = program.Truth();
        (int delay, bool isLost) = FrameFate();
        if (isLost)
        {
            MarkFrame();
            return;
        }

        int number = ++frames;
        At(way + delay, () =>
        {
            if (number < newest)
            {
                // The transport never goes back.
                return;
            }

            newest = number;
            Truth = screen;
            Acknowledged = ack;
            Engine.HandleFrame(Now, screen, ack, told);
        });
    }
}
