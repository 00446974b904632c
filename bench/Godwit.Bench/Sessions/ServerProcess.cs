using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Godwit.Bench.Meters;
using Godwit.Platform;

namespace Godwit.Bench.Sessions;

/// <summary>A detached <c>mosh-server</c>. Ended by <see cref="Dispose"/>, or by itself if we die (<see cref="NetworkTimeoutSeconds"/>).</summary>
internal sealed partial class ServerProcess : Systems.IServerEnd
{
    // Longer than any silence that we make.
    public const string NetworkTimeoutSeconds = "60";
    private const double StartPatienceMilliseconds = 20_000;
    private const double DetachPatienceMilliseconds = 2000;
    private const double EndPatienceMilliseconds = 300;

    private readonly int output;

    private ServerProcess(int output, ushort port, string address, string key, double connectMilliseconds)
    {
        this.output = output;
        Port = port;
        Key = key;
        ConnectMilliseconds = connectMilliseconds;
        ProcessId = SocketOwner.Find(port, address);
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
        return Start(["mosh-server", "new", "-i", "127.0.0.1", "-c", "256", "--", "/bin/sh", "-c", command], system.Server, environment, "127.0.0.1");
    }

    /// <summary>Starts any server that prints stock's connect line, and waits until it has detached, if it does.</summary>
    /// <param name="arguments">Its argv.</param>
    /// <param name="path">Its file, or a name to look up in the PATH of the environment.</param>
    /// <param name="environment">All its variables.</param>
    /// <param name="address">The address on which it listens.</param>
    public static ServerProcess Start(IReadOnlyList<string> arguments, string path, EnvironmentBlock environment, string address)
    {
        var pipe = Pipe.Create();
        var options = new SpawnOptions
        {
            Path = path,
            Arguments = arguments,
            Environment = environment,
            NewSession = true, // An interrupt from the terminal is ours to deal with.
            Descriptors = [new(0, DescriptorMapping.Null), new(1, pipe.WriteEnd), new(2, pipe.WriteEnd)],
        };
        try
        {
            var started = Clock.Now;
            var launcher = ChildProcess.Start(options);
            FileDescriptor.Close(pipe.WriteEnd);
            var line = ReadConnectLine(pipe.ReadEnd);
            var connected = Clock.Now;
            AwaitDetachment(launcher);
            return new(
                pipe.ReadEnd,
                ushort.Parse(line.Groups["port"].ValueSpan, CultureInfo.InvariantCulture),
                address,
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

    // The daemon goes on alone; before that both have the port open. A server that stays is its own launcher.
    private static void AwaitDetachment(ChildProcess launcher)
    {
        for (var end = Clock.Now + DetachPatienceMilliseconds; !launcher.TryReap(out _) && Clock.Now < end;)
        {
            Thread.Sleep(1);
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
