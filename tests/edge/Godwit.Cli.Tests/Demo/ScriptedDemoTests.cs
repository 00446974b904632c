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
    public void Run_ClientThatFails_SaysHowAndWhatItSaid()
    {
        DemoPrograms broken = Stock with { ServerPath = "/bin/sh", ServerArguments = ["sh", "-c", "echo MOSH CONNECT 9 key", "sh"], ClientPath = "/bin/sh", ClientArguments = ["sh", "-c", "echo not today; exit 3", "sh"] };
        DemoResult result = new ScriptedDemo(new DemoOptions { Link = LinkProfile.Lan }, broken, null).Run();
        Assert.False(result.IsScreenRight);
        Assert.False(result.HasSurvivedRoaming);
        Assert.Contains("status 3", result.Failure, StringComparison.Ordinal);
        Assert.Contains("not today", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ClientThatShowsSomethingElse_FindsTheScreenWrong()
    {
        // In the place of the client a shell without server or link, in which one command answers otherwise.
        string startUp = Path.GetTempFileName();
        File.WriteAllText(startUp, "seq() { echo 1; echo Z; }\n");
        DemoPrograms liar = new(
            "/bin/sh",
            ["sh", "-c", "echo MOSH CONNECT 9 key", "sh"],
            "/bin/sh",
            ["sh", "-c", $"ENV={startUp} exec /bin/sh", "sh"]);
        try
        {
            DemoResult result = new ScriptedDemo(new DemoOptions { Link = LinkProfile.Lan }, liar, null)
            {
                Steps = [new(DemoStepKind.Type, "seq 2"), new(DemoStepKind.Enter)],
                SettleSeconds = 0,
            }.Run();
            Assert.False(result.IsScreenRight);
            Assert.Equal(5, result.Latencies.Count);
            Assert.Contains("\"Z\" instead of \"2\"", result.Failure, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(startUp);
        }
    }

    [Fact]
    public void Run_ClientThatNeverDrawsThePrompt_GivesUpWithTheReason()
    {
        DemoPrograms silent = new("/bin/sh", ["sh", "-c", "echo MOSH CONNECT 9 key", "sh"], "/bin/sh", ["sh", "-c", "exec cat", "sh"]);
        DemoResult result = new ScriptedDemo(new DemoOptions { Link = LinkProfile.Lan }, silent, null)
        {
            Steps = [new(DemoStepKind.Type, "x")],
            TotalSeconds = 2,
        }.Run();
        Assert.Contains("prompt", result.Failure, StringComparison.Ordinal);
        Assert.Equal(0, result.Keystrokes);
    }
}
