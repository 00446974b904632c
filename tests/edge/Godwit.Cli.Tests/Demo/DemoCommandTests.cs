using System.Text;
using Godwit.Platform;

namespace Godwit.Cli.Demo.Tests;

/// <summary>The real command: our own program as demo, server and client, each a process of its own.</summary>
public sealed class DemoCommandTests
{
    /// <summary>The native binary where ./test has built it, else the one this test was built with.</summary>
    private static readonly string Program = Path.Combine(Environment.GetEnvironmentVariable("GODWIT_BIN") ?? AppContext.BaseDirectory, "godwit");

    [Fact]
    public void Run_WithoutTerminalOverALossyLink_PrintsTheTableAndSucceeds()
    {
        (int status, string output, string errors) = Run("demo", "--link", "lossy29");
        Assert.True(status == 0, $"status {status}\n{output}\n{errors}");
        Assert.Contains("final screen correct    yes", output, StringComparison.Ordinal);
        Assert.Contains("roaming event survived  yes", output, StringComparison.Ordinal);
        Assert.Contains("29 % loss each way", output, StringComparison.Ordinal);
        Assert.DoesNotContain("loss suffered           0 of", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnknownLink_NamesTheChoicesAndFails()
    {
        (int status, string output, string errors) = Run("demo", "--link", "avian");
        Assert.Equal(2, status);
        Assert.Empty(output);
        Assert.Equal("There is no link \"avian\"; choose one of lan, 3g, lte, singapore, lossy29.\n", errors);
    }

    [Fact]
    public void Run_Help_PrintsTheUsage()
    {
        (int status, string output, string errors) = Run("demo", "--help");
        Assert.Equal(0, status);
        Assert.StartsWith("Usage: godwit demo", output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public void Run_OnATerminal_IsInteractiveAndEndsWithTheCommandsStatus()
    {
        EnvironmentBlock environment = DemoEnvironment.ForScript();
        using var terminal = new DemoTerminal(Program, [Program, "demo", "--link", "lan", "--", "/bin/sh"], environment);
        Await(terminal, screen => screen.Contains(DemoScript.Prompt.TrimEnd(), StringComparison.Ordinal));
        terminal.Press("echo $((6*7))\r"u8);
        Await(terminal, screen => screen.Contains("\n42\n", StringComparison.Ordinal));
        terminal.Press("exit 5\r"u8);
        Await(terminal, screen => screen.Contains("godwit demo: link lan", StringComparison.Ordinal));
        Assert.Equal(new ExitStatus(5, 0), terminal.End());
    }

    [Fact]
    public void Run_AskedToEnd_EndsTheClientAndFails()
    {
        using var terminal = new DemoTerminal(Program, [Program, "demo", "--script", "--link", "lan"], DemoEnvironment.ForScript());
        // The table comes only at the end, and the script takes longer than the three seconds after which End() asks.
        Assert.Equal(1, terminal.End().Code);
        Await(terminal, screen => screen.Contains("Interrupted.", StringComparison.Ordinal));
    }

    private static void Await(DemoTerminal terminal, Func<string, bool> condition)
    {
        const long LongestSeconds = 30;
        var poller = new Poller();
        long deadline = DemoClock.Now + (LongestSeconds * DemoClock.Second);
        while (true)
        {
            terminal.Pump();
            string screen = string.Join('\n', Enumerable.Range(0, DemoScript.Rows).Select(row => ScreenText.Row(terminal.Screen, row)));
            if (condition(screen))
            {
                return;
            }

            Assert.True(DemoClock.Now < deadline && !terminal.IsClosed, $"The screen shows:\n{screen}");
            poller.Clear();
            terminal.Watch(poller);
            poller.Wait(DemoClock.WaitMilliseconds(DemoClock.Now, deadline));
        }
    }

    private static (int Status, string Output, string Errors) Run(params string[] arguments)
    {
        string output = Path.GetTempFileName();
        string errors = Path.GetTempFileName();
        try
        {
            ChildProcess child = ChildProcess.Start(new SpawnOptions
            {
                Path = "/bin/sh",
                Arguments = ["sh", "-c", "out=$1 err=$2; shift 2; exec \"$@\" </dev/null >\"$out\" 2>\"$err\"", "sh", output, errors, Program, .. arguments],
            });
            ExitStatus exit = child.Wait();
            return (exit.Code, File.ReadAllText(output, Encoding.UTF8), File.ReadAllText(errors, Encoding.UTF8));
        }
        finally
        {
            File.Delete(output);
            File.Delete(errors);
        }
    }
}
