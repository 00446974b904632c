using Godwit.Client.Tests.Support;
using Godwit.Platform;

namespace Godwit.Client.Tests;

/// <summary>The real client on a terminal that the test plays: one that answers, one that is slow, one that says nothing.</summary>
public sealed class RealTerminalTests
{
    private const string Fence = "\e[c";

    // Shows what is typed, control characters as ^X.
    private const string ShowKeys = "stty raw -echo; echo ready; exec cat -v";

    [Fact]
    public void Client_TerminalAnswersAmongKeys_SessionGetsTheKeysOnly()
    {
        using RealSession session = RealSession.Start(ShowKeys);
        Assert.True(session.ReadUntil(Fence), "the client asks");
        Assert.True(session.ReadUntil("ready"), session.Seen);
        session.Type("a\eP>|WezTerm 2024\e");
        session.Type("\\b\e[?2026;2$yc\e]11;rgb:0000/");
        session.Type("2b2b/3636\e\\\e[Ad\e[?62;4ce");
        Assert.True(session.ReadUntil(_ => session.Text.Contains("abc^[[Ade", StringComparison.Ordinal) || session.Text.Contains("abc^[OAde", StringComparison.Ordinal)), session.Seen);
        Assert.Contains("\e[?2026h", session.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("62;4", session.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("WezTerm", session.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_TerminalSaysNothing_SessionIsThereAtOnceAndKeysArrive()
    {
        using RealSession session = RealSession.Start(ShowKeys);
        Assert.True(session.ReadUntil(Fence), "the client asks");
        Assert.True(session.ReadUntil("ready"), session.Seen);
        session.Type("x\ey\e");
        Assert.True(session.ReadUntilDrawn("x^[y^["), session.Seen);
        Assert.DoesNotContain("?2026", session.Seen[(session.Seen.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Client_TerminalIsSlow_LateRepliesAreNotTyped()
    {
        using RealSession session = RealSession.Start(ShowKeys);
        Assert.True(session.ReadUntil(Fence), "the client asks");
        long late = MonotonicClock.Milliseconds + (2 * TerminalProbe.PatienceMs);
        Assert.True(session.ReadUntil(seen => seen.Contains("ready", StringComparison.Ordinal) && MonotonicClock.Milliseconds > late));
        session.Type("1\eP>|foot(1.16.2)\e\\\e]10;rgb:ffff/ffff/ffff\e\\2\e[?62;22c3");
        Assert.True(session.ReadUntilDrawn("123"), session.Seen);
        Assert.DoesNotContain("foot", session.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("62;22", session.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux")]
    [InlineData("vt100")]
    public void Client_PlainTerminal_IsAskedNothing(string term)
    {
        using RealSession session = RealSession.Start(ShowKeys, environment => environment.Set("TERM", term));
        Assert.True(session.ReadUntil("ready"), session.Seen);
        session.Type("\e[?1;2c");
        Assert.True(session.ReadUntilDrawn("^[[?1;2c"), session.Seen);
        Assert.DoesNotContain(Fence, session.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]", session.Seen, StringComparison.Ordinal);
    }

    /// <summary>24-bit colours as soon as the terminal says that it has them, the nearest of 256 until then.</summary>
    [Fact]
    public void Client_TerminalNamesItself_TrueColorFromThenOn()
    {
        using RealSession session = RealSession.Start("""printf '\033[38;2;250;1;1mX\033[mready'; exec cat""");
        Assert.True(session.ReadUntil("ready"), session.Seen);
        Assert.Contains("38;5;196", session.Seen, StringComparison.Ordinal);
        session.Type("\eP>|kitty(0.32.2)\e\\\e[?62c");
        Assert.True(session.ReadUntil("38;2;250;1;1"), session.Seen);
    }

    /// <summary>What a session leaves: everything is taken back, and nothing is left for the shell that comes next.</summary>
    [Fact]
    public void Client_SessionEndsBeforeTheTerminalAnswers_RepliesAreAwaited()
    {
        using RealSession session = RealSession.Start("true");
        Assert.True(session.ReadUntil(Fence), "the client asks");
        session.Type("\e[?0u\e[?62c");
        Assert.True(session.ReadUntil("exiting"), session.Seen);
        Assert.Contains("\e[<u", session.Seen, StringComparison.Ordinal);
        Assert.True(RealSession.WaitFor(() => session.Client.TryReap(out _)), "the client ends");
    }
}
