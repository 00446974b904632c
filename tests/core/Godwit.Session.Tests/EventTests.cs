using Godwit.Terminal;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Session.Tests;

/// <summary>Clipboard, notifications and bells from program to client, in virtual time.</summary>
public sealed class EventTests
{
    [Theory]
    [InlineData(0, 0.0, 10_000)]
    [InlineData(50, 0.0, 30_000)]
    [InlineData(50, 0.1, 90_000)]
    public void Clipboard_OfOneMegabyte_ArrivesExactly(int delay, double loss, int limit)
    {
        using SessionPair pair = Connected(1, delay, loss);
        string text = Megabyte();
        Raise(pair, TerminalEventKind.Clipboard, "c", text);
        Instant start = pair.Now;
        long sent = pair.Down.OctetsSent;
        Assert.True(pair.RunUntil(() => pair.Events.Count > 0, limit));
        Say($"{delay} ms, loss {loss}: {pair.Now - start} ms, {pair.Down.OctetsSent - sent} octets");
        Assert.Equal([new TerminalEvent(TerminalEventKind.Clipboard, "c", text)], pair.Events);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Clipboard_OfOneMegabyteWhileTyping_EchoIsAsQuickAsWithout(double loss)
    {
        List<long> without = Echoes(loss, ""), with = Echoes(loss, Megabyte());
        Say($"loss {loss}: echo median {without[200]} and {with[200]}, 90 % {without[360]} and {with[360]}, max {without[^1]} and {with[^1]}");
        Assert.InRange(with[200], 0, without[200] + 40);
        Assert.InRange(with[360], 0, without[360] + 60);
    }

    private static string Megabyte()
    {
        var data = new byte[1024 * 1024];
        new Random(1).NextBytes(data);
        return Convert.ToBase64String(data);
    }

    private static List<long> Echoes(double loss, string clipboard)
    {
        using SessionPair pair = Connected(1, 50, loss);
        pair.Program = keys => keys.ToArray();
        pair.Type("a"u8);
        pair.RunFor(100);
        Raise(pair, TerminalEventKind.Clipboard, "c", clipboard);
        var echoes = new List<long>();
        for (int key = 1; key <= 400; key++)
        {
            int column = key % 70;
            pair.Type(column == 0 ? "\r"u8 : "k"u8);
            Instant typed = pair.Now;
            Assert.True(pair.RunUntil(() => pair.Client.Connection.Remote.Screen.CursorColumn == (column == 0 ? 0 : column + (key < 70 ? 1 : 0)), 10_000));
            echoes.Add(pair.Now - typed);
            pair.RunFor(100 + (key % 97));
        }

        Assert.True(pair.RunUntil(() => pair.Events.Count > 0, 120_000));
        Assert.Equal(clipboard, pair.Events[0].Text);
        echoes.Sort();
        return echoes;
    }

    private static void Say(string figures) => TestContext.Current.TestOutputHelper?.WriteLine(figures);

    [Fact]
    public void Clipboard_SameTextTwice_IsTwoEventsAndNothingIsReplayed()
    {
        using SessionPair pair = Connected(2, delay: 20, loss: 0.2);
        Raise(pair, TerminalEventKind.Clipboard, "c", "aGk=");
        pair.RunFor(5000);
        Raise(pair, TerminalEventKind.Clipboard, "c", "aGk=");
        pair.RunFor(5000);
        Assert.Equal(["aGk=", "aGk="], pair.Events.Select(one => one.Text));

        pair.Client.HandleResize(100, 30);
        pair.Print("\e[2J"u8);
        pair.Cut(true);
        pair.RunFor(30_000);
        pair.Cut(false);
        pair.RunFor(30_000);
        Assert.Equal(2, pair.Events.Count);
        Assert.Equal("", pair.Client.Connection.Remote.Screen.Clipboard);
    }

    [Fact]
    public void Clipboard_ManyWritesDuringAnOutage_OnlyTheNewestIsSentInFull()
    {
        using SessionPair pair = Connected(3, delay: 20);
        pair.Cut(true);
        for (int write = 0; write < 200; write++)
        {
            Raise(pair, TerminalEventKind.Clipboard, "c", new string((char)('a' + (write % 26)), 100_000) + write);
            pair.RunFor(100);
        }

        Raise(pair, TerminalEventKind.Clipboard, "c", "bmV3");
        long sent = pair.Down.OctetsSent;
        pair.Cut(false);
        Assert.True(pair.RunUntil(() => pair.Events.Count > 0, 10_000));
        pair.RunFor(10_000);
        Assert.Equal(["bmV3"], pair.Events.Select(one => one.Text));
        Assert.InRange(pair.Down.OctetsSent - sent, 0, 40_000);
    }

    [Fact]
    public void Notification_UnderWayForMoreThanAMinute_IsDropped()
    {
        using SessionPair pair = Connected(4, delay: 20);
        pair.Cut(true);
        Raise(pair, TerminalEventKind.Notification, "make", "done long ago");
        pair.RunFor(45_000);
        Raise(pair, TerminalEventKind.Notification, "make", "done lately");
        Raise(pair, TerminalEventKind.Clipboard, "c", "aGk=");
        pair.RunFor(30_000);
        pair.Cut(false);
        Assert.True(pair.RunUntil(() => pair.Events.Count >= 2, 60_000));
        pair.RunFor(10_000);
        Assert.Equal(["done lately", "aGk="], pair.Events.Select(one => one.Text));
    }

    [Fact]
    public void Notification_WithControls_ArrivesWithout()
    {
        using SessionPair pair = Connected(5, delay: 1);
        Raise(pair, TerminalEventKind.Notification, "ti\e]tle", "é漢😀\a\n\u009Cx");
        pair.RunFor(1000);
        Assert.Equal([new TerminalEvent(TerminalEventKind.Notification, "ti]tle", "é漢😀x")], pair.Events);
    }

    [Fact]
    public void Bell_RungHundredsOfTimes_AtMostFourASecond()
    {
        using SessionPair pair = Connected(6, delay: 10);
        int rings = 0;
        uint heard = 0;
        pair.Drawn = () =>
        {
            uint count = pair.Client.Render(pair.Now).BellCount;
            rings += count != heard ? 1 : 0;
            heard = count;
        };
        pair.Print("\a"u8);
        pair.RunFor(100);
        Assert.Equal(1, rings);
        for (int bell = 0; bell < 300; bell++)
        {
            pair.Print("\a"u8);
            pair.RunFor(10);
        }

        pair.RunFor(1000);
        Assert.InRange(rings, 10, 15);
        Assert.Equal(301u, heard);
        pair.RunFor(10_000);
        Assert.InRange(rings, 10, 15);
    }

    [Fact]
    public void Bell_InAnOutage_RingsOnceAfterIt()
    {
        using SessionPair pair = Connected(7, delay: 10);
        pair.Cut(true);
        pair.Print("\a"u8);
        pair.RunFor(5000);
        pair.Print("\a\a"u8);
        pair.RunFor(5000);
        int rings = 0;
        uint heard = 0;
        pair.Drawn = () =>
        {
            uint count = pair.Client.Render(pair.Now).BellCount;
            rings += count != heard ? 1 : 0;
            heard = count;
        };
        pair.Cut(false);
        pair.RunFor(10_000);
        Assert.Equal((1, 3u), (rings, heard));
    }

    [Theory]
    [InlineData(6000, true)]
    [InlineData(1_000_000, false)]
    public void Exit_RightAfterAClipboardWrite_DeliversItIfItIsShortAndEndsInAnyCase(int octets, bool arrives)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            using SessionPair pair = Connected(seed, delay: 30, loss: 0.1);
            string text = Megabyte()[..(octets / 4 * 4)];
            pair.Server.Emulator.Events.Add(new TerminalEvent(TerminalEventKind.Clipboard, "c", text));
            pair.RunFor(seed);
            pair.Server.BeginShutdown(pair.Now, 3);
            Assert.True(pair.RunUntil(() => pair.Client.IsFinished(pair.Now), 10_000), $"seed {seed}");
            Assert.Equal(3, pair.Client.ExitStatus);
            Assert.Equal(arrives ? [text] : [], pair.Events.Select(one => one.Text));
        }
    }

    [Fact]
    public void StockClient_Clipboard_TravelsInTheFrameAndNothingElseDoes()
    {
        using var pair = new SessionPair(9, isStockClient: true);
        pair.RunFor(1000);
        pair.Print("\e]52;c;aGk=\a\a"u8);
        Raise(pair, TerminalEventKind.Notification, "", "no");
        pair.RunFor(1000);
        Assert.Empty(pair.Events);
        Assert.Equal("aGk=", pair.Client.Connection.Remote.Screen.Clipboard);
        Assert.Equal(1u, pair.Client.Connection.Remote.Screen.BellCount);
        Assert.Equal((0UL, 0u), (pair.Client.Connection.Remote.EventEnd, pair.Client.Connection.Remote.BellCount));
    }

    [Fact]
    public void StockServer_NothingOfOurs_IsSentToIt()
    {
        using var pair = new SessionPair(10, isStockServer: true);
        pair.Client.ReportFacts(new TerminalFacts { KittyKeyboard = true });
        pair.RunFor(5000);
        Assert.Same(TerminalFacts.Unknown, pair.Server.Emulator.Facts);
        pair.Print("\a"u8);
        pair.RunFor(1000);
        Assert.Equal(1u, pair.Client.Render(pair.Now).BellCount);
    }

    private static void Raise(SessionPair pair, TerminalEventKind kind, string name, string text)
    {
        pair.Server.Emulator.Events.Add(new TerminalEvent(kind, name, text));
        pair.RunFor(0);
    }

    private static SessionPair Connected(int seed, int delay, double loss = 0)
    {
        var pair = new SessionPair(seed);
        pair.SetConditions(new LinkConditions { Delay = delay });
        pair.RunFor(2000);
        pair.SetConditions(new LinkConditions { Delay = delay, Loss = loss });
        return pair;
    }
}
