using System.Text;
using Godwit.Terminal;
using Godwit.Testing;

namespace Godwit.Session.Tests;

/// <summary>The line for the client within a session: what is typed there stays there.</summary>
public sealed class PromptTests
{
    private const string Sentence = "-L 8080:localhost:http: the port of the target has to be a number, not \"http\", which is longer than a row.";

    [Fact]
    public void Line_BetweenOtherKeys_IsTheClientsAndTheRestTheServers()
    {
        using SessionPair pair = Connected();
        Type(pair, "before");
        Type(pair, "\x1E" + "C");
        Type(pair, "-L 8080:localhost:80\rafter");
        Assert.True(pair.Client.TryTakeCommandLine(out string? line));
        Assert.Equal("-L 8080:localhost:80", line);
        pair.RunFor(1000);
        Assert.Equal("beforeafter", Read(pair));
    }

    [Fact]
    public void Prompt_WhileItIsOpen_ShowsWhatIsTypedAndWhereTheCursorIs()
    {
        using SessionPair pair = Connected("\e[12;1Hshell$ ");
        Open(pair, "-L 80");
        Screen shown = pair.Client.Render(pair.Now);
        Assert.StartsWith("-L, -R, -D forward as in ssh", Row(shown, 0), StringComparison.Ordinal);
        Assert.Equal("mosh> -L 80", Row(shown, 1));
        Assert.Equal("shell$", Row(shown, 11));
        Assert.Equal((1, 11, true), (shown.CursorRow, shown.CursorColumn, shown.Modes.CursorVisible));
        Type(pair, "\x7F\x7F\x7F\x7F\x7F\x7F\r");
        Assert.Same(pair.Client.Connection.Remote.Screen, pair.Client.Render(pair.Now));
        pair.RunFor(1000);
        Assert.Equal("", Read(pair));
    }

    /// <summary>Where there is one row, it is the one that is typed on.</summary>
    [Fact]
    public void Prompt_OnOneRow_ShowsWhatIsTyped()
    {
        using SessionPair pair = Connected("$ ", rows: 1);
        Open(pair, "-D 1");
        Assert.Equal("mosh> -D 1", Row(pair.Client.Render(pair.Now), 0));
    }

    /// <summary>A program has asked for keys in another form and for the mouse: both are off while the line is the client's, and come back.</summary>
    [Fact]
    public void Prompt_WhileItIsOpen_KeyboardIsPlain()
    {
        using SessionPair pair = Connected("\e[?1003h\e[?1006h\e[?1004h\e[>31u\e[?25l");
        ScreenModes modes = pair.Client.Render(pair.Now).Modes;
        Assert.NotEqual(0, modes.KittyKeyboard);
        Open(pair, "");
        Assert.Equal(
            modes with { KittyKeyboard = 0, MouseReporting = MouseReporting.None, FocusReporting = false, BracketedPaste = true, CursorVisible = true },
            pair.Client.Render(pair.Now).Modes);
        Type(pair, "\x03");
        Assert.Equal(modes, pair.Client.Render(pair.Now).Modes);
    }

    [Fact]
    public void Escape_AtThePrompt_LeavesOnTimeAndNothingIsSent()
    {
        using SessionPair pair = Connected();
        Open(pair, "secret\e");
        Assert.InRange(pair.Client.NextDeadline(pair.Now) - pair.Now, 0, CommandPrompt.EscapeMs);
        pair.RunFor(CommandPrompt.EscapeMs);
        Assert.Same(pair.Client.Connection.Remote.Screen, pair.Client.Render(pair.Now));
        pair.RunFor(1000);
        Assert.Equal("", Read(pair));
        Assert.False(pair.Client.TryTakeCommandLine(out _));
    }

    /// <summary>A Ctrl-C at the prompt leaves the prompt; what waits to be sent stays.</summary>
    [Fact]
    public void Interrupt_AtThePrompt_DropsNothingElse()
    {
        using SessionPair pair = Connected();
        byte[] pasted = [.. Enumerable.Repeat((byte)'p', 300_000)];
        pair.Type(pasted);
        Open(pair, "-L");
        pair.Client.DropWaitingIfInterrupted(pair.Now, "\x03"u8);
        Type(pair, "\x03");
        Assert.True(pair.RunUntil(() => pair.Read.Count == pasted.Length, 600_000));
    }

    [Fact]
    public void Shutdown_AtThePrompt_ShowsTheEnd()
    {
        using SessionPair pair = Connected();
        Open(pair, "-L");
        pair.Client.BeginShutdown(pair.Now, "Exiting on signal...");
        Assert.Contains("Exiting on signal...", Row(pair.Client.Render(pair.Now), 23), StringComparison.Ordinal);
    }

    /// <summary>Before the line come keys, behind Enter come keys, and these alone arrive; nothing of the line is foreseen on the screen either.</summary>
    [Fact]
    public void Typing_Law_NothingOfTheLineReachesTheServerOrThePredictor()
    {
        var random = new Random(8);
        for (int round = 0; round < 60; round++)
        {
            using SessionPair pair = Connected();
            Type(pair, "<");
            Type(pair, "\x1E" + "C");
            Assert.True(IsPrompting(pair));
            byte[] rest = CommandPromptTests.Keys(random);
            while (rest.Length > 0 && IsPrompting(pair))
            {
                _ = pair.Client.HandleInput(pair.Now, rest, out int consumed);
                rest = rest[consumed..];
            }

            Close(pair);
            Type(pair, ">");
            pair.RunFor(2000);
            Assert.Equal("<>", Read(pair));
            Assert.Equal(2, pair.Client.Ledger.Keys);
        }
    }

    [Fact]
    public void ShowNews_LongerThanARow_IsShownWhole()
    {
        using SessionPair pair = Connected("\e[12;1H$ ");
        pair.Client.ShowNews(pair.Now, Sentence, 8000);
        Screen shown = pair.Client.Render(pair.Now);
        Assert.Equal($"mosh: {Sentence} [To quit: Ctrl-^ .]", $"{Row(shown, 0)} {Row(shown, 1)}");
        pair.RunFor(8000);
        Assert.Same(pair.Client.Connection.Remote.Screen, pair.Client.Render(pair.Now));
    }

    /// <summary>Who types the next line already still sees what became of the last one.</summary>
    [Fact]
    public void ShowNews_AtThePrompt_StandsAboveIt()
    {
        using SessionPair pair = Connected("\e[12;1H$ ");
        Open(pair, "-L");
        pair.Client.ShowNews(pair.Now, "Known.", 8000);
        Screen shown = pair.Client.Render(pair.Now);
        Assert.StartsWith("mosh: Known.", Row(shown, 0), StringComparison.Ordinal);
        Assert.Equal("mosh> -L", Row(shown, 1));
    }

    private static void Open(SessionPair pair, string typed)
    {
        Type(pair, "\x1E" + "C");
        Type(pair, typed);
    }

    private static void Type(SessionPair pair, string keys) => pair.Type(Encoding.UTF8.GetBytes(keys));

    private static bool IsPrompting(SessionPair pair) =>
        Enumerable.Range(0, 24).Any(row => Row(pair.Client.Render(pair.Now), row).StartsWith("mosh>", StringComparison.Ordinal));

    // Whatever sequence or paste is under way, then the key that leaves.
    private static void Close(SessionPair pair)
    {
        while (IsPrompting(pair))
        {
            _ = pair.Client.HandleInput(pair.Now, "   \e[201~\x03"u8, out _);
        }
    }

    private static SessionPair Connected(string printed = "", int rows = 24)
    {
        var pair = new SessionPair(seed: 31, rows: rows);
        pair.SetConditions(new LinkConditions { Delay = 20 });
        pair.Print(Encoding.UTF8.GetBytes(printed));
        pair.RunFor(1000);
        return pair;
    }

    private static string Read(SessionPair pair) => Encoding.Latin1.GetString([.. pair.Read]);

    private static string Row(Screen screen, int row) =>
        string.Concat(screen[row].Cells.ToArray().Select(cell => cell.Glyph is > 0 and < 0xFFFF ? (char)cell.Glyph : ' ')).TrimEnd();
}
