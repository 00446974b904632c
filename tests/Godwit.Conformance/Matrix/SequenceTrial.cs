using System.Buffers;
using System.Text;
using Godwit.Display;
using Godwit.Terminal;

namespace Godwit.Conformance.Matrix;

/// <summary>Runs a sequence on a server and lets both kinds of client follow.</summary>
internal sealed class SequenceTrial
{
    private const int Width = 20;
    private const int Height = 6;

    // Shows, step by step, what a screen does not tell: modes, tab stops, character sets, saved things, margins, the hidden buffer.
    private static readonly byte[][] Probes =
    [
        .. ((string[])
        [
            string.Concat(((int[])[1, 5, 6, 7, 9, 12, 25, 45, 47, 66, 67, 69, 80, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016, 1034, 1036, 1045, 1047, 1048, 1049, 2004, 2026, 2027, 2031, 2048]).Select(mode => $"\e[?{mode}$p")),
            "\e[4$p\e[20$p\e[12$p\eP$q\"q\e\\\eP$q*x\e\\\e[?u\e[?4m",
            "q\u000Eq\u000Fq\eNq\eOq", "\r\t1\t2\t3", "\e[1;1HX漢👩\u200D🚀\e[10b", "\r\n\nY\e[?1J", "\b\bZ\e8W", "\e]0;probe\a\e[23t", "\e[#}P", "\e[?7l\e[?7r\e[?7$p",
            "\e[<u\e[?u", "\e[H1234567890\r\n1234567890\e[1;3;2;4;1$r", "\e[?1049lQ", "\e[6;20Hab\ncd\e[99;1H\n\n",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    private readonly Emulator server = new(Width, Height, EmulatorOptions.Server);
    private readonly Screen before;
    private readonly Screen after;

    /// <summary>Runs it.</summary>
    public SequenceTrial(SequenceCase row)
    {
        server.SetFacts(new TerminalFacts
        {
            Foreground = Color.Rgb(200, 201, 202),
            Background = Color.Rgb(1, 2, 3),
            Cursor = Color.Rgb(4, 5, 6),
            ColorScheme = ColorScheme.Dark,
            CellWidth = 8,
            CellHeight = 16,
            KittyKeyboard = true,
        });
        server.Write(Encoding.UTF8.GetBytes(row.Setup));
        server.ClearReplies();
        bool queued = TakeEvents(server);
        before = server.Screen.Snapshot();
        Emulator untouched = server.Fork();
        server.Write(Encoding.UTF8.GetBytes(row.Sequence));
        after = server.Screen.Snapshot();
        string replies = Encoding.Latin1.GetString(server.Replies);
        server.ClearReplies();
        queued = TakeEvents(server);
        bool changed = Seen(before) != Seen(after);
        bool rang = before.BellCount != after.BellCount || before.ClipboardCount != after.ClipboardCount;
        bool hidden = !changed && Probed(untouched) != Probed(server);
        Replies = replies;
        Class = replies.Length > 0 ? SequenceClass.Query
            : queued || rang ? SequenceClass.Event
            : changed || hidden ? SequenceClass.State
            : SequenceClass.Ignored;
        Stock = Follow(DisplayCapabilities.StockPeer, changed || rang, hidden);
        Godwit = queued ? Arrival.Event : Follow(DisplayCapabilities.GodwitPeer, changed || rang, hidden);
    }

    /// <summary>The class found.</summary>
    public SequenceClass Class { get; }

    /// <summary>What was answered.</summary>
    public string Replies { get; }

    /// <summary>What the stock client saw.</summary>
    public Arrival Stock { get; }

    /// <summary>What the Godwit client saw.</summary>
    public Arrival Godwit { get; }

    private Arrival Follow(DisplayCapabilities caps, bool changed, bool hidden)
    {
        var writer = new FrameWriter();
        var client = new Emulator(Width, Height, EmulatorOptions.ClientCopy);
        var frame = new ArrayBufferWriter<byte>();
        writer.Write(null, before, caps, frame);
        client.Write(frame.WrittenSpan);
        string first = SeenWithEvents(client.Screen);
        frame.Clear();
        writer.Write(before, after, caps, frame);
        client.Write(frame.WrittenSpan);
        bool arrived = first != SeenWithEvents(client.Screen);
        return arrived ? (Seen(client.Screen) == Seen(after) ? Arrival.Same : Arrival.Reduced)
            : changed || !hidden ? Arrival.Nothing : Arrival.Later;
    }

    private static string Probed(Emulator emulator)
    {
        Emulator probed = emulator.Fork();
        var seen = new StringBuilder();
        foreach (byte[] probe in Probes)
        {
            probed.Write(probe);
            seen.Append(Seen(probed.Screen));
        }

        probed.Resize(Width + 2, Height + 1);
        return seen.Append(Seen(probed.Screen)).Append(Encoding.Latin1.GetString(probed.Replies)).ToString();
    }

    private static bool TakeEvents(Emulator emulator)
    {
        bool any = false;
        while (emulator.Events.TryTake(out _))
        {
            any = true;
        }

        return any;
    }

    /// <summary>All that a client is to show. Which buffer is shown, held frames and protection are the server's own; counters are events.</summary>
    private static string Seen(Screen screen)
    {
        string[] lines = ScreenPicture.Everything(screen)
            .Replace(" alternate\n", "\n", StringComparison.Ordinal).Replace(" alternate ", " ", StringComparison.Ordinal)
            .Replace("AlternateScreen = True", "AlternateScreen = False", StringComparison.Ordinal)
            .Replace("SynchronizedOutput = True", "SynchronizedOutput = False", StringComparison.Ordinal)
            .Replace(", Protected", "", StringComparison.Ordinal).Replace("Protected", "None", StringComparison.Ordinal)
            .Split('\n');
        return string.Join('\n', lines.Select(line => line.StartsWith("pen ", StringComparison.Ordinal) ? line[..line.IndexOf(" bells ", StringComparison.Ordinal)] : line));
    }

    private static string SeenWithEvents(Screen screen) => $"{Seen(screen)} {screen.BellCount} {screen.ClipboardCount} {screen.Clipboard}";
}
