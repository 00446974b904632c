using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Godwit.Bench.Meters;
using Godwit.Platform;

namespace Godwit.Bench.Sessions;

/// <summary>A detached <c>mosh-server</c>. Ended by <see cref="Dispose"/>, or by itself if we die (<see cref="NetworkTimeoutSeconds"/>).</summary>
internal sealed partial class ServerProcess : IDisposable
{
    // Longer than any silence that we make.
    private const string NetworkTimeoutSeconds = "60";
    private const double StartPatienceMilliseconds = 20_000;
    private const double EndPatienceMilliseconds = 300;

    private readonly int output;

    private ServerProcess(int output, ushort port, string key, double connectMilliseconds)
    {
        this.output = output;
        Port = port;
        Key = key;
        ConnectMilliseconds = connectMilliseconds;
        ProcessId = SocketOwner.Find(port);
    }

    public ushort Port { get; }

    public string Key { get; }

    /// <summary>From the start of the program until its connect line was there.</summary>
    public double ConnectMilliseconds { get; }

    /// <summary>The detached process that owns the port.</summary>
    public int ProcessId { get; }

    /// <summary>Starts a server that runs a shell command, and waits until it has detached.</summary>
    public static ServerProcess Start(SystemUnderTest system, string home, string command)
    {
        var environment = SystemUnderTest.Environ(home);
        environment.Set("MOSH_SERVER_NETWORK_TMOUT", NetworkTimeoutSeconds);
        var pipe = Pipe.Create();
        var options = new SpawnOptions
        {
            Path = system.Server,
            Arguments = ["mosh-server", "new", "-i", "127.0.0.1", "-c", "256", "--", "/bin/sh", "-c", command],
            Environment = environment,
            Descriptors = [new(0, DescriptorMapping.Null), new(1, pipe.WriteEnd), new(2, pipe.WriteEnd)],
        };
        try
        {
            var started = Clock.Now;
            var launcher = ChildProcess.Start(options);
            FileDescriptor.Close(pipe.WriteEnd);
            var line = ReadConnectLine(pipe.ReadEnd);
            var connected = Clock.Now;
            launcher.Wait(); // The daemon goes on alone; before that both have the port open.
            return new(
                pipe.ReadEnd,
                ushort.Parse(line.Groups["port"].ValueSpan, CultureInfo.InvariantCulture),
                line.Groups["key"].Value,
                connected - started);
        }
        catch
        {
            FileDescriptor.Close(pipe.ReadEnd);
            throw;
        }
    }

    /// <summary>Asks the server to end: it says goodbye to its client, if that is still there.</summary>
    public void Terminate() => _ = NativeCalls.Kill(ProcessId, NativeCalls.SignalTerminate);

    public void Dispose()
    {
        FileDescriptor.Close(output);
        foreach (var process in ProcessMeter.Children(ProcessId))
        {
            _ = NativeCalls.Kill(process, NativeCalls.SignalHangup);
        }

        for (var end = Clock.Now + EndPatienceMilliseconds; ProcessMeter.IsAlive(ProcessId); Thread.Sleep(1))
        {
            if (Clock.Now > end)
            {
                _ = NativeCalls.Kill(ProcessId, NativeCalls.SignalKill);
                break;
            }
        }
    }

    private static Match ReadConnectLine(int output)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        var poller = new Poller();
        poller.Add(output, PollEvents.Readable);
        for (var end = Clock.Now + StartPatienceMilliseconds; Clock.Now < end;)
        {
            if (poller.Wait((long)StartPatienceMilliseconds) == 0)
            {
                continue;
            }

            var result = FileDescriptor.Read(output, buffer);
            if (!result.IsDone)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
            if (ConnectLine().Match(text.ToString()) is { Success: true } line)
            {
                return line;
            }
        }

        throw new BenchException($"the server did not print its connect line but: {text.ToString().Trim()}");
    }

    [GeneratedRegex(@"^MOSH CONNECT (?<port>\d+) (?<key>\S{22})\r?\n", RegexOptions.Multiline)]
    private static partial Regex ConnectLine();
}
