using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Godwit.Platform;

namespace Godwit.Client.Tests;

/// <summary>The real programs, the client as the leader of its terminal's session: what a window that only runs godwit is.</summary>
public sealed partial class HangupTests
{
    private const long DeadlineMs = 20_000;

    [Fact]
    public void WindowClosed_ClientIsSessionLeader_TellsTheServerGoodbye()
    {
        string? folder = Environment.GetEnvironmentVariable("GODWIT_BIN");
        if (folder is null || !File.Exists(Path.Combine(folder, "mosh-server")))
        {
            Assert.Skip("The native binary is not built: set GODWIT_BIN to its folder, as ./test does.");
        }

        (int port, string key, int serverId) = StartServer(folder);
        Pty pty = Pty.Open(new WindowSize(80, 24));
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        environment.Set("MOSH_KEY", key);
        environment.Set("TERM", "xterm-256color");
        environment.Set("LC_ALL", "C.UTF-8");
        ChildProcess client = pty.Spawn(new SpawnOptions
        {
            Path = Path.Combine(folder, "mosh-client"),
            Arguments = ["mosh-client", "127.0.0.1", $"{port}"],
            Environment = environment,
        });
        Assert.True(ReadUntil(pty, "ready"), "the client shows the session");

        pty.Dispose();

        Assert.True(WaitFor(() => client.TryReap(out _)), "the client ends");
        Assert.True(WaitFor(() => !IsRunning(serverId)), "the server ends, because the client told it");
    }

    private static (int Port, string Key, int ProcessId) StartServer(string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "mosh-server"), ["new", "-i", "127.0.0.1", "-p", "0", "--", "sh", "-c", "echo ready; exec cat"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // Should the test fail, the server must not stay behind.
        start.Environment["MOSH_SERVER_NETWORK_TMOUT"] = "30";
        using Process server = Process.Start(start)!;
        string output = server.StandardOutput.ReadToEnd();
        string error = server.StandardError.ReadToEnd();
        Match line = ConnectLine().Match(output);
        Assert.True(line.Success, output + error);
        return (int.Parse(line.Groups[1].ValueSpan, null), line.Groups[2].Value, int.Parse(ProcessLine().Match(error).Groups[1].ValueSpan, null));
    }

    private static bool ReadUntil(Pty pty, string text)
    {
        var seen = new StringBuilder();
        var buffer = new byte[4096];
        var poller = new Poller();
        poller.Add(pty.Descriptor, PollEvents.Readable);
        long end = MonotonicClock.Milliseconds + DeadlineMs;
        while (MonotonicClock.Milliseconds < end)
        {
            poller.Wait(100);
            IoResult result = pty.Read(buffer);
            seen.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
            if (seen.ToString().Contains(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool WaitFor(Func<bool> condition)
    {
        var poller = new Poller();
        long end = MonotonicClock.Milliseconds + DeadlineMs;
        while (!condition())
        {
            if (MonotonicClock.Milliseconds >= end)
            {
                return false;
            }

            poller.Wait(10);
        }

        return true;
    }

    /// <summary>A zombie, which only waits for init to notice, has ended.</summary>
    private static bool IsRunning(int processId)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{processId}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"MOSH CONNECT (\d+) (\S+)")]
    private static partial Regex ConnectLine();

    [GeneratedRegex(@"pid = (\d+)")]
    private static partial Regex ProcessLine();
}
