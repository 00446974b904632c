using System.Text;
using Godwit.Terminal;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Session.Tests;

/// <summary>Mode 2026 (spec 08, check 6): no client sees a part of an update.</summary>
public sealed class HoldTests
{
    private readonly List<string> seen = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Update_OfFiftyMilliseconds_IsSeenWholeOrNotAtAll(bool isStockClient)
    {
        using SessionPair pair = Connected(1, isStockClient);
        pair.Print("old"u8);
        pair.RunFor(500);
        pair.Print("\e[?2026h\r"u8);
        for (int step = 0; step < 5; step++)
        {
            pair.Print(Encoding.ASCII.GetBytes($"{step}"));
            pair.RunFor(10);
        }

        Instant end = pair.Now;
        pair.Print("\e[?2026l"u8);
        Assert.True(pair.RunUntil(() => seen[^1] == "01234", 500));
        Assert.InRange(pair.Now - end, 5, 60);
        Assert.Equal(["", "old", "01234"], seen);
    }

    [Fact]
    public void Update_FollowedByTheNextAtOnce_FinishedPictureIsSeenAndNoPart()
    {
        using SessionPair pair = Connected(2);
        for (int frame = 0; frame < 40; frame++)
        {
            // Begin and end fall into one read of the pty, and so does the begin of the next.
            pair.Print(Encoding.ASCII.GetBytes($"{(frame == 0 ? "" : "done\e[?2026l")}\e[?2026h\e[2K\rframe {frame} "));
            pair.RunFor(60);
        }

        pair.Print("done\e[?2026l"u8);
        pair.RunFor(200);
        Assert.Equal("frame 39 done", seen[^1]);
        Assert.InRange(seen.Count, 30, 50);
        Assert.All(seen.Skip(1), text => Assert.Matches("^frame [0-9]+ done$", text));
    }

    [Fact]
    public void Update_ThatNeverEnds_IsHeldFor150MillisecondsAndThenDrawnAsItComes()
    {
        using SessionPair pair = Connected(3);
        Instant begin = pair.Now;
        pair.Print("\e[?2026hone"u8);
        Assert.True(pair.RunUntil(() => seen[^1] == "one", 1000));
        Assert.InRange(pair.Now - begin, ServerSession.HoldMs, ServerSession.HoldMs + 50);
        Instant next = pair.Now;
        pair.Print(" two"u8);
        Assert.True(pair.RunUntil(() => seen[^1] == "one two", 1000));
        Assert.InRange(pair.Now - next, 5, 60);

        // The next update is held again.
        pair.Print("\e[?2026l\e[?2026h three"u8);
        pair.RunFor(100);
        Assert.Equal("one two", seen[^1]);
        pair.RunFor(150);
        Assert.Equal("one two three", seen[^1]);
    }

    [Fact]
    public void Hold_WhileItLasts_KeysAndEchoAcknowledgementsArrive()
    {
        using SessionPair pair = Connected(4);
        pair.Program = _ => "\e[?2026hx"u8.ToArray();
        pair.Type("k"u8);
        Assert.True(pair.RunUntil(() => pair.Read.Count == 1, 100));
        ulong before = pair.Client.Connection.Remote.EchoAck;

        // The picture shown does not answer the key yet, so it does not claim to.
        Assert.False(pair.RunUntil(() => pair.Client.Connection.Remote.EchoAck != before, 140));
        Assert.True(pair.RunUntil(() => pair.Client.Connection.Remote.EchoAck != before, 100));
        Assert.Equal("x", seen[^1]);
    }

    [Fact]
    public void Hold_WindowResized_EndsAtOnce()
    {
        using SessionPair pair = Connected(5);
        pair.Print("\e[?2026hpart"u8);
        pair.Client.HandleResize(60, 20);
        Assert.True(pair.RunUntil(() => pair.Client.Connection.Remote.Screen is { Width: 60, Height: 20 }, 100));
        Assert.Equal("part", seen[^1]);
    }

    [Fact]
    public void Hold_ProgramExits_LastScreenIsShown()
    {
        using SessionPair pair = Connected(6);
        pair.Print("\e[?2026hlast words"u8);
        pair.Server.BeginShutdown(pair.Now, 0);
        Assert.True(pair.RunUntil(() => pair.Client.IsFinished(pair.Now), 5000));
        Assert.Equal("last words", seen[^1]);
    }

    [Fact]
    public void Hold_OfAnIdleProgram_DoesNotKeepTheLoopBusy()
    {
        using SessionPair pair = Connected(7);
        pair.Type("k"u8);
        pair.Print("\e[?2026hx"u8);
        int turns = 0;
        pair.RunUntil(
            () =>
            {
                turns++;
                return false;
            },
            10_000);
        Assert.InRange(turns, 1, 100);
    }

    private SessionPair Connected(int seed, bool isStockClient = false)
    {
        var pair = new SessionPair(seed, isStockClient: isStockClient);
        pair.SetConditions(new LinkConditions { Delay = 5 });
        pair.RunFor(1000);
        pair.Drawn = () =>
        {
            string text = RowText(pair.Client.Connection.Remote.Screen);
            if (seen.Count == 0 || seen[^1] != text)
            {
                seen.Add(text);
            }
        };
        pair.RunFor(1);
        return pair;
    }

    private static string RowText(Screen screen)
    {
        var text = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        foreach (Cell cell in screen[0].Cells)
        {
            text.Append(Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)]));
        }

        return text.ToString().TrimEnd();
    }
}
