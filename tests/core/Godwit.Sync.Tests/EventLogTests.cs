using System.Buffers;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync.Tests;

/// <summary>Events from the server's outbox through states to the client's inbox.</summary>
public sealed class EventLogTests
{
    private readonly EventOutbox outbox = new();
    private readonly EventInbox inbox = new();
    private readonly ScreenState server;
    private readonly ScreenState client;
    private Instant now = new(1_000_000);

    public EventLogTests()
    {
        server = ScreenState.ForServer(new Emulator(20, 5, EmulatorOptions.Server), new FrameDiffer(), outbox);
        client = ScreenState.ForClient(new Emulator(20, 5, EmulatorOptions.ClientCopy), inbox);
    }

    [Fact]
    public void Event_ShortOne_IsOneInstruction()
    {
        outbox.Add(new TerminalEvent(TerminalEventKind.Notification, "t", "hi"), now);
        Assert.Equal("0a0e" + "ca3e0b" + "0801" + "1003" + "220174" + "2a026869", Convert.ToHexStringLower(Diff(server.Fork())));
    }

    [Fact]
    public void Bell_IsAnAbsoluteCount()
    {
        ScreenState before = server.Fork();
        server.BellCount = 300;
        byte[] diff = Diff(before);
        Assert.Equal("0a06" + "d23e03" + "08ac02", Convert.ToHexStringLower(diff));
        Assert.True(client.TryApply(diff));
        Assert.Equal(300u, client.Screen.BellCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Events_RandomStatesLostAndFromAnyBase_ArriveOnceInOrder(int seed)
    {
        var random = new Random(seed);
        var expected = new List<string>();
        var arrived = new List<string>();
        List<(ScreenState State, ScreenState? Received)> states = [(server.Fork(), client)];
        for (int step = 0; step < 3000; step++)
        {
            now += random.Next(50);
            if (random.Next(4) == 0 && outbox.HasWaiting is false)
            {
                string text = new((char)('a' + (step % 26)), random.Next(random.Next(20) == 0 ? 30_000 : 100));
                outbox.Add(new TerminalEvent(TerminalEventKind.Notification, $"{step}", text), now);
                expected.Add(step + text);
            }

            outbox.Release(now);
            server.EventEnd = outbox.End;
            int from = random.Next(2) == 0 ? 0 : random.Next(states.Count);
            ScreenState state = server.Fork();
            var output = new ArrayBufferWriter<byte>();
            server.WriteDiff(states[from].State, output);
            Assert.InRange(output.WrittenCount, 0, EventOutbox.WindowOctets + 2048);
            ScreenState? received = null;
            if (states[from].Received is { } known && random.Next(3) != 0)
            {
                received = known.Fork();
                Assert.True(received.TryApply(output.WrittenSpan));
                Assert.Equal(state.EventEnd, received.EventEnd);
            }

            states.Add((state, received));
            int acknowledged = states.FindLastIndex(one => one.Received is not null);
            if (random.Next(3) == 0 && acknowledged > 0)
            {
                states.RemoveRange(0, acknowledged);
                server.DropPrefix(states[0].State);
            }

            while (inbox.TryTake(out TerminalEvent? taken))
            {
                arrived.Add(taken.Name + taken.Text);
            }
        }

        Assert.True(expected.Count > 100);
        Assert.Equal(expected.Take(arrived.Count), arrived);
        Assert.InRange(expected.Count - arrived.Count, 0, 20);
    }

    [Fact]
    public void Clipboard_NewOneWhileTheOldTravels_OldIsGivenUp()
    {
        outbox.Add(new TerminalEvent(TerminalEventKind.Clipboard, "c", new string('A', 40_000)), now);
        Deliver();
        outbox.Add(new TerminalEvent(TerminalEventKind.Clipboard, "p", "cA=="), now);
        outbox.Add(new TerminalEvent(TerminalEventKind.Clipboard, "c", "bmV3"), now);
        for (int i = 0; i < 3; i++)
        {
            Deliver();
        }

        Assert.Equal([("p", "cA=="), ("c", "bmV3")], Taken().Select(one => (one.Name, one.Text)));
        Assert.False(outbox.HasWaiting);
    }

    [Fact]
    public void Event_TooLong_IsDroppedWhole()
    {
        outbox.Add(new TerminalEvent(TerminalEventKind.Clipboard, "c", new string('A', EventLimits.TextMax + 1)), now);
        Assert.False(outbox.HasWaiting);
        outbox.Add(new TerminalEvent(TerminalEventKind.Clipboard, "c", new string('A', EventLimits.TextMax)), now);
        Assert.True(outbox.HasWaiting);
        outbox.Add(new TerminalEvent(TerminalEventKind.Notification, new string('n', EventLimits.NameMax + 1), ""), now);
        for (int i = 0; i < 200; i++)
        {
            Deliver();
        }

        Assert.Equal([EventLimits.TextMax], Taken().Select(one => one.Text.Length));
    }

    [Fact]
    public void Inbox_NonsenseAndGaps_AreIgnored()
    {
        client.TryApply(Message(new EventPiece { Number = 2, Kind = TerminalEventKind.Clipboard, Text = "gap"u8 }));
        client.TryApply(Message(new EventPiece { Number = 1, Kind = TerminalEventKind.Clipboard, Flags = EventPiece.Continues, Text = "no begin"u8 }));
        client.TryApply(Message(new EventPiece { Number = 2, Kind = (TerminalEventKind)9, Text = "unknown"u8 }));
        client.TryApply(Message(new EventPiece { Number = 3, Kind = TerminalEventKind.Clipboard, Name = "c;x"u8, Text = "AAAA"u8 }));
        client.TryApply(Message(new EventPiece { Number = 4, Canceled = 99 }));
        client.TryApply(Message(new EventPiece { Number = 0, Kind = TerminalEventKind.Clipboard, Text = "AAAA"u8 }));
        client.TryApply(Message(new EventPiece { Number = 5, Kind = TerminalEventKind.Clipboard, Flags = EventPiece.MoreFollows, Text = "AAAA"u8 }));
        client.TryApply(Message(new EventPiece { Number = 6, Kind = TerminalEventKind.Notification, Flags = EventPiece.Continues, Text = "other kind"u8 }));
        Assert.Empty(Taken());
        client.TryApply(Message(new EventPiece { Number = 7, Kind = TerminalEventKind.Clipboard, Name = "c"u8, Text = "AAAA"u8 }));
        Assert.Equal("AAAA", Assert.Single(Taken()).Text);

        var random = new Random(3);
        for (int run = 0; run < 20_000; run++)
        {
            byte[] message = Message(new EventPiece { Number = inbox.End + 1, Kind = (TerminalEventKind)random.Next(5), Flags = (uint)random.Next(4), Text = "abc"u8 });
            message[random.Next(message.Length)] = (byte)random.Next(256);
            client.TryApply(message);
            client.TryApply(message.AsSpan(0, random.Next(message.Length)));
        }
    }

    internal static byte[] Message(in EventPiece piece)
    {
        var output = new ArrayBufferWriter<byte>();
        new HostMessageWriter(output).WriteEvent(piece);
        return output.WrittenSpan.ToArray();
    }

    private byte[] Diff(ScreenState from)
    {
        outbox.Release(now);
        server.EventEnd = outbox.End;
        var output = new ArrayBufferWriter<byte>();
        server.WriteDiff(from, output);
        return output.WrittenSpan.ToArray();
    }

    private void Deliver()
    {
        var from = server.Fork();
        client.TryApply(Diff(from));
        server.DropPrefix(server.Fork());
    }

    private List<TerminalEvent> Taken()
    {
        List<TerminalEvent> all = [];
        while (inbox.TryTake(out TerminalEvent? taken))
        {
            all.Add(taken);
        }

        return all;
    }
}
