using Godwit.Link;

namespace Godwit.Cli.Demo.Tests;

/// <summary>Whole sessions with stock Mosh: the demo's own parts against programs that are known to work.</summary>
public sealed class ScriptedDemoTests
{
    private static readonly DemoPrograms Stock = new("mosh-server", ["mosh-server"], "mosh-client", ["mosh-client"]);

    [Fact]
    public void Run_StockOverALossyLink_ScreenIsRightAndRoamingSurvived()
    {
        if (!File.Exists("/usr/bin/mosh-server") || !File.Exists("/usr/bin/mosh-client"))
        {
            Assert.Skip("Stock Mosh is not installed.");
        }

        DemoResult result = new ScriptedDemo(new DemoOptions { Link = LinkProfile.Lossy29 }, Stock, null).Run();
        Assert.Null(result.Failure);
        Assert.True(result.IsScreenRight);
        Assert.True(result.HasSurvivedRoaming);
        Assert.Equal(result.Keystrokes, result.Latencies.Count);
        Assert.True(result.Up.Lost > 0 && result.Down.Lost > 0);
    }

    [Fact]
    public void Run_ClientThatShowsSomethingElse_SaysThatItEnded()
    {
        if (!File.Exists("/usr/bin/mosh-server"))
        {
            Assert.Skip("Stock Mosh is not installed.");
        }

        DemoPrograms broken = Stock with { ClientPath = "/bin/sh", ClientArguments = ["sh", "-c", "echo not today; exit 3", "sh"] };
        DemoResult result = new ScriptedDemo(new DemoOptions { Link = LinkProfile.Lan }, broken, null).Run();
        Assert.False(result.IsScreenRight);
        Assert.False(result.HasSurvivedRoaming);
        Assert.Contains("status 3", result.Failure, StringComparison.Ordinal);
        Assert.Contains("not today", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ClientThatColoursWrongly_FindsTheScreenWrong()
    {
        // A shell without server or link in the place of the client: right at first sight, but it has another last line.
        DemoPrograms liar = new(
            "/bin/sh",
            ["sh", "-c", "echo MOSH CONNECT 9 key", "sh"],
            "/bin/sh",
            ["sh", "-c", "seq() { command seq 1 199; echo 2oo; }; printf() { command printf \"$@\" | command sed 's/31m/32m/'; }; export PS1; exec /bin/sh", "sh"]);
        DemoResult result = new ScriptedDemo(new DemoOptions { Link = LinkProfile.Lan }, liar, null).Run();
        Assert.NotNull(result.Failure);
    }
}
