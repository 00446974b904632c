using System.Buffers;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync.Tests;

/// <summary>What events hold, whatever the other end does.</summary>
[Collection(MemoryCollection.Name)]
public sealed class EventMemoryTests
{
    [Fact]
    public void Outbox_FloodWithoutAClientThatAnswers_IsBounded()
    {
        var outbox = new EventOutbox();
        Instant now = new(1_000_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        string text = new('x', 100_000);
        for (int i = 0; i < 2000; i++)
        {
            outbox.Add(new TerminalEvent(TerminalEventKind.Notification, $"{i}", text), now);
            outbox.Add(new TerminalEvent(TerminalEventKind.Clipboard, "cps01234567"[(i % 11)..], text), now);
            now += 100;
            outbox.Release(now);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 2 * EventLimits.WaitingMax);
        var server = ScreenState.ForServer(new Emulator(20, 5, EmulatorOptions.Server), new FrameDiffer(), outbox);
        server.EventEnd = outbox.End;
        var output = new ArrayBufferWriter<byte>();
        server.WriteDiff(ScreenState.ForServer(new Emulator(20, 5, EmulatorOptions.Server), new FrameDiffer(), new EventOutbox()), output);
        Assert.InRange(output.WrittenCount, 0, 64 * 1024);
    }

    [Fact]
    public void Inbox_PiecesForEver_IsBounded()
    {
        var inbox = new EventInbox();
        var client = ScreenState.ForClient(new Emulator(20, 5, EmulatorOptions.ClientCopy), inbox);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var text = new byte[8192];
        text.AsSpan().Fill((byte)'x');
        for (ulong number = 1; number <= 5000; number++)
        {
            // Events that never end, and events that nobody takes.
            bool ends = number % 100 == 0;
            bool begins = number % 100 == 1 || number < 1000;
            uint flags = (ends ? 0 : EventPiece.MoreFollows) | (begins ? 0 : EventPiece.Continues);
            Assert.True(client.TryApply(EventLogTests.Message(new EventPiece { Number = number, Kind = TerminalEventKind.Notification, Flags = flags, Text = text })));
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4 * EventLimits.WaitingMax);
        int taken = 0;
        while (inbox.TryTake(out TerminalEvent? one))
        {
            taken += one.Text.Length;
        }

        Assert.InRange(taken, 1, EventLimits.WaitingMax);
    }
}
