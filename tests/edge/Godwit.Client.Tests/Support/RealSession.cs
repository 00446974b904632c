using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Godwit.Platform;

namespace Godwit.Client.Tests.Support;

/// <summary>The real programs: a server on this machine, and a client on a pseudo terminal whose other end is the test.</summary>
internal sealed partial class RealSession : IDisposable
{
    private const long DeadlineMs = 20_000;

    private readonly Pty pty = Pty.Open(new WindowSize(80, 24));
    private readonly StringBuilder seen = new();

    private RealSession(string folder, string command, Action<EnvironmentBlock>? changes)
    {
        (int port, string key, ServerId) = StartServer(command);
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        environment.Set("MOSH_KEY", key);
        environment.Set("TERM", "xterm-256color");
        environment.Set("LC_ALL", "C.UTF-8");
        environment.Remove("COLORTERM");
        environment.Remove("TERM_PROGRAM");
        changes?.Invoke(environment);
        Client = pty.Spawn(new SpawnOptions
        {
            Path = Path.Combine(folder, "mosh-client"),
            Arguments = ["mosh-client", "127.0.0.1", $"{port}"],
            Environment = environment,
        });
    }

    /// <summary>The client.</summary>
    public ChildProcess Client { get; }

    /// <summary>The server's process.</summary>
    public int ServerId { get; }

    /// <summary>All that the client wrote so far.</summary>
    public string Seen => seen.ToString();

    /// <summary>The text of it, in the order in which it was drawn: a frame may come between any two letters.</summary>
    public string Text => Drawing().Replace(Seen, "");

    /// <summary>Starts both; skips the test where the native binary is not built.</summary>
    /// <param name="command">What the session runs, for sh.</param>
    /// <param name="changes">To the client's environment.</param>
    public static RealSession Start(string command, Action<EnvironmentBlock>? changes = null) => new(Folder(), command, changes);

    /// <summary>Starts a server on 127.0.0.1 that waits for its client; skips the test where the native binary is not built.</summary>
    public static (int Port, string Key, int ProcessId) StartServer(string command)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder(), "mosh-server"), ["new", "-i", "127.0.0.1", "-p", "0", "-c", "256", "--", "sh", "-c", command])
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

    public void Dispose() => pty.Dispose();

    /// <summary>Types.</summary>
    public void Type(string text) => Assert.Equal(Encoding.UTF8.GetByteCount(text), pty.Write(Encoding.UTF8.GetBytes(text)).Count);

    /// <summary>Reads what the client writes until a text is in it.</summary>
    public bool ReadUntil(string text) => ReadUntil(written => written.Contains(text, StringComparison.Ordinal));

    /// <summary>Reads what the client writes until a text was drawn.</summary>
    public bool ReadUntilDrawn(string text) => ReadUntil(_ => Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Reads what the client writes until something holds.</summary>
    public bool ReadUntil(Func<string, bool> holds)
    {
        var buffer = new byte[4096];
        var poller = new Poller();
        poller.Add(pty.Descriptor, PollEvents.Readable);
        long end = MonotonicClock.Milliseconds + DeadlineMs;
        while (!holds(Seen) && MonotonicClock.Milliseconds < end)
        {
            poller.Wait(10);
            if (poller.CanRead(0))
            {
                IoResult result = pty.Read(buffer);
                seen.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
            }
        }

        return holds(Seen);
    }

    public static bool WaitFor(Func<bool> condition)
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

    private static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable("GODWIT_BIN");
        if (folder is null || !File.Exists(Path.Combine(folder, "mosh-server")))
        {
            Assert.Skip("The native binary is not built: set GODWIT_BIN to its folder, as ./test does.");
        }

        return folder;
    }

    [GeneratedRegex(@"\e\[[?\d;]*[ -/]*[@-~]")]
    private static partial Regex Drawing();

    [GeneratedRegex(@"MOSH CONNECT (\d+) (\S+)")]
    private static partial Regex ConnectLine();

    [GeneratedRegex(@"pid = (\d+)")]
    private static partial Regex ProcessLine();
}
