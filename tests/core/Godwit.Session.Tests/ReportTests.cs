using Godwit.Terminal;
using Godwit.Testing;

namespace Godwit.Session.Tests;

public sealed class ReportTests
{
    [Fact]
    public void Report_AfterKeysOnALossyLink_TellsWhatWasMeasured()
    {
        using SessionPair pair = Typed(isStockServer: false, loss: 0.1);
        SessionReport report = pair.Client.Report(pair.Now, "192.0.2.1:60001");
        Assert.Equal("192.0.2.1:60001", report.Path);
        Assert.True(report is { PeerIsKnown: true, Peer.Level: 1, Missing.Count: 0, Echo.TimeToPaint.Count: >= 0 });
        Assert.InRange(report.RoundTripMs!.Value, 95, 160);
        Assert.InRange(report.Loss, 0.02, 0.25);
        Assert.Equal(pair.Client.Connection.Counters.DatagramsSent, report.DatagramsSent);
        Assert.Equal(50, report.TimeToConfirm.Count);
        Assert.InRange(report.TimeToConfirm.SumMs / report.TimeToConfirm.Count, 100, 400);
        Assert.InRange(report.TimeToConfirm.MedianMs, 100, 300);
    }

    [Fact]
    public void Report_OfAStockServer_SaysSo()
    {
        using SessionPair pair = Typed(isStockServer: true, loss: 0);
        SessionReport report = pair.Client.Report(pair.Now, "192.0.2.1:60001");
        Assert.True(report is { PeerIsKnown: true, Peer: null, Loss: 0 });
        Assert.Contains("stock Mosh", string.Join('\n', StatusPanel.Lines("godwit", report)), StringComparison.Ordinal);
    }

    [Fact]
    public void ShowStatus_LiesOverTheScreen_UntilTheNextKey()
    {
        using SessionPair pair = Typed(isStockServer: false, loss: 0);
        pair.Print("\e[20;1Htyping here"u8);
        pair.RunFor(300);
        var echo = new EchoFigures { Hits = 9, Misses = 1, WrongVisibleMs = 70, NotShown = 3 };
        pair.Client.ShowStatus(pair.Now, pair.Client.Report(pair.Now, "192.0.2.1:60001") with { Echo = echo });
        Screen shown = pair.Client.Render(pair.Now);
        string text = string.Join('\n', Enumerable.Range(0, 6).Select(row => Text(shown, row)));
        Assert.StartsWith("mosh: the server, up 0:", text, StringComparison.Ordinal);
        Assert.Contains("path       192.0.2.1:60001, round trip 100 ms, loss 0 %", text, StringComparison.Ordinal);
        Assert.Contains("Godwit, level 1\n", text, StringComparison.Ordinal);
        Assert.Contains("local echo 9 right, 1 wrong (visible 70 ms in all), 3 not shown", text, StringComparison.Ordinal);
        Assert.Equal("typing here", Text(shown, 19));
        Assert.True(shown.Modes.CursorVisible);

        pair.Type("k"u8);
        Assert.Same(pair.Client.Connection.Remote.Screen, pair.Client.Render(pair.Now));
        pair.RunFor(500);
        Assert.Equal((byte)'k', pair.Read[^1]);
    }

    [Fact]
    public void Lines_WithForwardings_ListThemInWords()
    {
        using SessionPair pair = Typed(isStockServer: false, loss: 0);
        SessionReport report = pair.Client.Report(pair.Now, "192.0.2.1:60001");
        Assert.DoesNotContain("forwards", string.Join('\n', StatusPanel.Lines("godwit", report)), StringComparison.Ordinal);
        string[] lines = StatusPanel.Lines("godwit", report with
        {
            Forwards = [new("-L 8080:h:80", 1, 3, 9_999, 12_345_678), new("-D 1080", 0, 0, 0, 0), new("-R 81:h:80", 0, 0, 0, 0, "the address is in use"), .. Enumerable.Repeat(new ForwardFigures("x", 1, 2, 3000, 4000), 10)],
        });
        Assert.Equal(
            [
                "  forwards   -L 8080:h:80: 1 open of 3, 9999 B to the host, 12 MB from it",
                "             -D 1080: no connections yet",
                "             -R 81:h:80: not forwarded: the address is in use",
                .. Enumerable.Repeat("             x: 1 open of 2, 3000 B to the host, 4000 B from it", 4),
                "             6 others: 6 open of 12, 18 kB to the host, 24 kB from it",
            ],
            lines[^8..]);
    }

    [Fact]
    public void Help_FromTheMenu_GoesByItselfAndOnTime()
    {
        using SessionPair pair = Typed(isStockServer: false, loss: 0);
        pair.Print("\e[20;1H"u8);
        pair.RunFor(300);
        pair.Type("\x1E?"u8);
        Assert.Equal("After Ctrl-^:", Text(pair.Client.Render(pair.Now), 0));
        Assert.Equal("  .       end the session", Text(pair.Client.Render(pair.Now), 1));
        pair.RunFor(ClientSession.PanelMs - 1);
        Assert.Equal("After Ctrl-^:", Text(pair.Client.Render(pair.Now), 0));
        Assert.InRange(pair.Client.NextDeadline(pair.Now) - pair.Now, 0, 1);
        pair.RunFor(1);
        Assert.Same(pair.Client.Connection.Remote.Screen, pair.Client.Render(pair.Now));
        Assert.Equal(50, pair.Read.Count);
    }

    private static SessionPair Typed(bool isStockServer, double loss)
    {
        var pair = new SessionPair(5, isStockServer: isStockServer) { Program = keys => keys.ToArray() };
        pair.SetConditions(new LinkConditions { Delay = 50, Loss = loss });
        pair.RunFor(1000);
        for (int key = 0; key < 50; key++)
        {
            pair.Type("k"u8);
            pair.RunFor(130);
        }

        pair.RunFor(3000);
        return pair;
    }

    private static string Text(Screen screen, int row) =>
        string.Concat(screen[row].Cells.ToArray().Select(cell => cell.Glyph is > 0 and < 0xFFFF ? (char)cell.Glyph : ' ')).TrimEnd();
}
