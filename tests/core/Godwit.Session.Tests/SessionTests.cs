using System.Text;
using Godwit.Terminal;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Session.Tests;

public sealed class SessionTests
{
    /// <summary>A stock client leaves on what the last frame has on: the user's next shell would get focus reports.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Shutdown_ModesLeftOn_AreOffInTheLastFrameAndTheTextStays(bool isStockClient)
    {
        using var pair = new SessionPair(1, isStockClient: isStockClient);
        pair.RunFor(500);
        pair.Print("\e[?1004h\e[?2004h\e[?5h\e[?1000h\e[?25lkept"u8);
        pair.RunFor(500);
        Assert.True(pair.Client.Connection.Remote.Screen.Modes is { FocusReporting: true, BracketedPaste: true, CursorVisible: false });
        pair.Server.BeginShutdown(pair.Now, 0);
        pair.RunFor(500);
        Screen last = pair.Client.Connection.Remote.Screen;
        Assert.Equal(ScreenModes.Initial, last.Modes);
        Assert.Equal('k', last[0].Cells[0].Glyph);
    }

    [Fact]
    public void FirstText_OnALink_ArrivesWithinOneRoundTripAndAFrame()
    {
        using SessionPair pair = Connected(seed: 1, delay: 50);
        Assert.True(pair.RunUntil(() => pair.Server.HasBeenAttached, 200));
        pair.Print("$ "u8);
        Instant printed = pair.Now;
        Assert.True(pair.RunUntil(() => RowText(pair.Client.Connection.Remote.Screen, 0) == "$", 200));
        Assert.InRange(pair.Now - printed, 50, 90);
    }

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(5, 0.1)]
    [InlineData(100, 0.3)]
    public void Typing_OnALossyLink_DeliversEveryKeyOnceInOrder(int delay, double loss)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            using SessionPair pair = Connected(seed, delay);
            pair.SetConditions(new LinkConditions { Delay = delay, Jitter = delay / 4, Loss = loss, Duplication = 0.05, Reordering = 0.1 });
            pair.Program = keys => keys.ToArray();
            var typed = new List<byte>();
            var random = new Random(seed);
            for (int key = 0; key < 60; key++)
            {
                byte octet = (byte)random.Next('a', 'z' + 1);
                typed.Add(octet);
                pair.Type([octet]);
                pair.RunFor(random.Next(1, 200));
            }

            Assert.True(pair.RunUntil(() => pair.Read.Count == typed.Count, 60_000), $"seed {seed}: {pair.Read.Count} of {typed.Count} keys arrived");
            Assert.Equal(typed, pair.Read);
            Assert.True(pair.RunUntil(() => ScreensAgree(pair), 20_000), $"seed {seed}: the screens differ");
        }
    }

    [Fact]
    public void Outage_WithOutputAndKeysDuringIt_LosesNothing()
    {
        using SessionPair pair = Connected(seed: 3, delay: 20);
        pair.Program = keys => [.. "<"u8, .. keys.Span, .. ">"u8];
        pair.RunFor(3000);
        pair.Cut(true);
        pair.RunFor(2000);
        pair.Type("a"u8);
        pair.Print("output in the dark\r\n"u8);
        pair.RunFor(60_000);
        pair.Type("b"u8);

        // The cursor stands in the top row.
        Assert.StartsWith("mosh: Last contact 1:0", RowText(pair.Client.Render(pair.Now), 23), StringComparison.Ordinal);
        Assert.True(pair.Client.Render(pair.Now).Modes.CursorVisible);

        pair.Cut(false);
        Instant back = pair.Now;
        Assert.True(pair.RunUntil(() => pair.Read.Count == 2 && ScreensAgree(pair), 10_000));
        Assert.Equal("ab"u8.ToArray(), pair.Read);
        Assert.InRange(pair.Now - back, 0, 3500);
        Assert.Same(pair.Client.Connection.Remote.Screen, pair.Client.Render(pair.Now));
    }

    [Fact]
    public void QuietOutageOfTenSeconds_KeysTypedInIt_EchoWithin650Ms()
    {
        long total = 0;
        const int Runs = 20;
        for (int seed = 0; seed < Runs; seed++)
        {
            using SessionPair pair = Connected(seed, delay: 5);
            pair.Program = keys => keys.ToArray();
            pair.RunFor(5000 + (seed * 137));
            pair.Cut(true);
            pair.RunFor(7000);
            pair.Type("x"u8);
            pair.RunFor(1000);
            pair.Type("y"u8);
            pair.RunFor(2000 + (seed * 31));
            pair.Cut(false);
            Instant back = pair.Now;
            Assert.True(pair.RunUntil(() => RowText(pair.Client.Connection.Remote.Screen, 0) == "xy", 5000), $"seed {seed}");
            total += pair.Now - back;
        }

        Assert.InRange(total / Runs, 0, 650);
    }

    [Fact]
    public void Resize_StormThenQuiet_LastSizeWinsOnBothEnds()
    {
        using SessionPair pair = Connected(seed: 4, delay: 30);
        pair.SetConditions(new LinkConditions { Delay = 30, Loss = 0.2, Reordering = 0.3 });
        for (int step = 0; step < 100; step++)
        {
            pair.Client.HandleResize(40 + step, 10 + (step % 30));
            pair.RunFor(7);
        }

        pair.Client.HandleResize(101, 37);
        Assert.True(pair.RunUntil(() => pair.Client.Connection.Remote.Screen is { Width: 101, Height: 37 }, 10_000));
        Assert.Equal((101, 37), pair.Sizes[^1]);
    }

    [Fact]
    public void Resize_WhereTheProgramWantsReports_IsToldWithoutOutput()
    {
        using SessionPair pair = Connected(seed: 31, delay: 10);
        pair.Print("\e[?2048h"u8);
        pair.RunFor(100);
        pair.Read.Clear();
        pair.Client.HandleResize(90, 30);
        Assert.True(pair.RunUntil(() => Encoding.ASCII.GetString([.. pair.Read]) == "\e[48;30;90;0;0t", 2000));
    }

    [Fact]
    public void Backarrow_WhereTheProgramWantsBackspace_IsTranslated()
    {
        using SessionPair pair = Connected(seed: 32, delay: 10);
        pair.Print("\e[?67h"u8);
        pair.Type("a\u007F"u8);
        Assert.True(pair.RunUntil(() => Encoding.ASCII.GetString([.. pair.Read]) == "a\b", 2000));
    }

    [Fact]
    public void Exit_BetweenGodwits_CarriesTheStatus()
    {
        using SessionPair pair = Connected(seed: 5, delay: 20);
        pair.RunFor(1000);
        pair.Print("bye"u8);
        pair.Server.BeginShutdown(pair.Now, 42);
        Assert.True(pair.RunUntil(() => pair.Client.IsFinished(pair.Now) && pair.Server.IsFinished(pair.Now), 5000));
        Assert.Equal(42, pair.Client.ExitStatus);
        Assert.Equal("bye", RowText(pair.Client.RenderFinal(), 0));
    }

    [Fact]
    public void Exit_WithAStockServer_CarriesNone()
    {
        using var pair = new SessionPair(6, isStockServer: true);
        pair.RunFor(1000);
        pair.Server.BeginShutdown(pair.Now, 42);
        Assert.True(pair.RunUntil(() => pair.Client.IsFinished(pair.Now), 5000));
        Assert.Null(pair.Client.ExitStatus);
        Assert.Null(pair.Client.Connection.Features);
    }

    [Fact]
    public void Quit_ByEscapeKey_EndsBothEnds()
    {
        using SessionPair pair = Connected(seed: 7, delay: 20);
        pair.RunFor(1000);
        Assert.Equal(ClientCommand.Quit, pair.Client.HandleInput(pair.Now, "\x1E."u8, out _));
        Assert.True(pair.RunUntil(() => pair.Client.IsFinished(pair.Now) && pair.Server.IsFinished(pair.Now), 5000));
        Assert.Equal(ConnectionPhase.Closed, pair.Client.Connection.Phase(pair.Now));
    }

    [Fact]
    public void NoServer_SaysSoAndGivesUpAfterFifteenSeconds()
    {
        using var pair = new SessionPair(8);
        pair.Cut(true);
        pair.RunFor(200);
        Assert.Equal("", RowText(pair.Client.Render(pair.Now), 0));
        pair.RunFor(100);
        Assert.StartsWith("mosh: Nothing received from the server yet.", RowText(pair.Client.Render(pair.Now), 0), StringComparison.Ordinal);
        Assert.True(pair.RunUntil(() => pair.Client.IsFinished(pair.Now), 30_000));
        Assert.False(pair.Client.IsConnected);
        Assert.Equal(ConnectionPhase.GaveUp, pair.Client.Connection.Phase(pair.Now));
    }

    [Fact]
    public void Paste_IntoAProgramThatDoesNotRead_IsBoundedAndLosesNothing()
    {
        using SessionPair pair = Connected(seed: 9, delay: 5);
        pair.RunFor(500);
        var paste = new byte[900_000];
        new Random(9).NextBytes(paste);
        paste.AsSpan().Replace((byte)0x1E, (byte)'x');
        paste.AsSpan().Replace((byte)0x1B, (byte)'x');
        int offset = 0;

        // The terminal is read only while the client accepts input; the program reads slowly.
        var received = new List<byte>();
        pair.Program = _ => [];
        while (received.Count < paste.Length)
        {
            while (offset < paste.Length && offset - received.Count < ClientSession.WaitingMax / 4 && pair.Client.AcceptsInput)
            {
                int length = Math.Min(16_384, paste.Length - offset);
                pair.Type(paste.AsSpan(offset, length));
                offset += length;
            }

            Assert.InRange(pair.Client.Connection.Local.Held, 0, ClientSession.InputMax);
            pair.RunFor(50);
            received.AddRange(pair.Read);
            pair.Read.Clear();
            Assert.True(pair.Now.Milliseconds < 2_000_000, $"stalled at {received.Count}");
        }

        Assert.Equal(paste, received);
    }

    [Fact]
    public void Datagrams_HostileOrReplayed_ChangeNothing()
    {
        using SessionPair pair = Connected(seed: 10, delay: 5);
        pair.Program = keys => keys.ToArray();
        pair.RunFor(500);
        var random = new Random(10);
        for (int count = 0; count < 2000; count++)
        {
            var noise = new byte[random.Next(0, 2100)];
            random.NextBytes(noise);
            Assert.Equal(DatagramOutcome.Dropped, pair.Server.HandleDatagram(pair.Now, Ecn.None, noise.ToArray(), out Attachment? from));
            Assert.Null(from);
            Assert.Equal(DatagramOutcome.Dropped, pair.Client.HandleDatagram(pair.Now, Ecn.None, noise));
        }

        pair.Type("z"u8);
        Assert.True(pair.RunUntil(() => RowText(pair.Client.Connection.Remote.Screen, 0) == "z", 1000));
    }

    [Fact]
    public void CursorKeys_FromApplicationModeTerminal_ReachTheProgramAsItAsked()
    {
        using SessionPair pair = Connected(seed: 11, delay: 1);
        pair.Type("\eOA"u8);
        Assert.True(pair.RunUntil(() => pair.Read.Count == 3, 1000));
        Assert.Equal("\e[A"u8.ToArray(), pair.Read);
        pair.Print("\e[?1h"u8);
        pair.RunFor(100);
        pair.Type("\eOA"u8);
        Assert.True(pair.RunUntil(() => pair.Read.Count == 6, 1000));
        Assert.Equal("\eOA"u8.ToArray(), pair.Read[3..]);
    }

    [Fact]
    public void Shutdown_RightAfterAKey_DoesNotKeepTheLoopBusy()
    {
        using SessionPair pair = Connected(seed: 13, delay: 20);
        pair.RunFor(500);
        pair.Type("exit\r"u8);
        Assert.True(pair.RunUntil(() => pair.Read.Count == 5, 500));
        pair.RunFor(10);
        pair.Cut(true);
        pair.Server.BeginShutdown(pair.Now, 0);
        pair.RunFor(200);
        int turns = 0;
        pair.RunUntil(
            () =>
            {
                turns++;
                return false;
            },
            5000);
        Assert.InRange(turns, 1, 200);
    }

    [Fact]
    public void Replies_ToAProgramThatNeverReads_AreBoundedAndLeaveRoomForKeys()
    {
        using SessionPair pair = Connected(seed: 14, delay: 5);
        pair.RunFor(500);
        byte[] queries = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\e[>c", 4000)));
        for (int read = 0; read < 200; read++)
        {
            pair.Print(queries);
        }

        Assert.InRange(pair.Server.Input.Length, 1, ServerSession.InputMax - 1);
        pair.Server.DiscardInput();
        pair.Type("\x03"u8);
        Assert.True(pair.RunUntil(() => pair.Read.Contains(3), 1000));
    }

    [Fact]
    public void Quit_WhileTheProgramReadsNothing_StillEndsTheServer()
    {
        using SessionPair pair = Connected(seed: 15, delay: 5);
        pair.RunFor(500);
        pair.ProgramReads = false;
        for (int chunk = 0; chunk < 60; chunk++)
        {
            pair.Type(new byte[16_384]);
            pair.RunFor(100);
        }

        Assert.InRange(pair.Server.Input.Length, ServerSession.InputMax / 2, ServerSession.InputMax * 2);
        pair.Type("\x1E."u8);
        Assert.True(pair.RunUntil(() => pair.Server.IsFinished(pair.Now) && pair.Client.IsFinished(pair.Now), 5000));
        Assert.Equal(ConnectionPhase.Closed, pair.Client.Connection.Phase(pair.Now));
    }

    [Fact]
    public void Frame_TooLargeForOneInstruction_LeavesTheSessionAlive()
    {
        using SessionPair pair = Connected(seed: 16, delay: 5);
        pair.RunFor(500);
        var output = new StringBuilder();
        for (int row = 1; row <= 24; row++)
        {
            for (int column = 1; column <= 80; column += 2)
            {
                string target = new((char)('a' + (column % 26)), 2060);
                output.Append($"\e[{row};{column}H\e]8;;http://{target}{row}{column}\ax\e]8;;http://{target}\ay");
            }
        }

        pair.Print(Encoding.ASCII.GetBytes(output.ToString()));
        pair.Program = keys => keys.ToArray();
        pair.RunFor(1000);
        pair.Type("k"u8);
        Assert.True(pair.RunUntil(() => pair.Read.Contains((byte)'k'), 5000));
        Assert.True(pair.RunUntil(() => RowText(pair.Client.Connection.Remote.Screen, 0).StartsWith("xyxy", StringComparison.Ordinal), 10_000));
    }

    [Fact]
    public void Idle_ForAnHour_SendsAtMostAHeartbeatEveryThreeSeconds()
    {
        using SessionPair pair = Connected(seed: 12, delay: 20);
        pair.RunFor(10_000);
        int up = pair.Up.Sent;
        int down = pair.Down.Sent;
        pair.RunFor(3_600_000);
        Assert.InRange(pair.Up.Sent - up, 1, 1210);
        Assert.InRange(pair.Down.Sent - down, 1, 1210);
    }

    private static SessionPair Connected(int seed, int delay)
    {
        var pair = new SessionPair(seed);
        pair.SetConditions(new LinkConditions { Delay = delay });
        return pair;
    }

    private static bool ScreensAgree(SessionPair pair) =>
        Text(pair.Client.Connection.Remote.Screen) == Text(pair.Server.Screen);

    private static string Text(Screen screen)
    {
        var text = new StringBuilder();
        for (int row = 0; row < screen.Height; row++)
        {
            text.Append(RowText(screen, row)).Append('\n');
        }

        return text.Append($"{screen.CursorRow},{screen.CursorColumn}").ToString();
    }

    private static string RowText(Screen screen, int row)
    {
        var text = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        foreach (Cell cell in screen[row].Cells)
        {
            text.Append(Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)]));
        }

        return text.ToString().TrimEnd();
    }
}
