using System.Text;
using Godwit.Bench.Judging;
using Godwit.Bench.Meters;
using Godwit.Bench.Routes;
using Godwit.Bench.Sessions;
using Godwit.Platform;

namespace Godwit.Bench.Systems;

/// <summary>A server and a client of a system on a route of their own, and the terminal in which the client runs.</summary>
internal sealed class LiveSession : IDisposable
{
    private const int ReadSize = 1 << 16;
    private const double EndPatienceMilliseconds = 1000;

    // What is drawn within this time belongs together.
    private const double RestMilliseconds = 8;

    private readonly EventLoop loop;
    private readonly byte[] buffer = new byte[ReadSize];
    private readonly Pty terminal;
    private readonly ChildProcess client;
    private readonly IServerEnd server;
    private double drawn;
    private bool mayRest;

    private LiveSession(TableContext bench, Lane lane, IRoute route, IServerEnd server, ChildProcess client, Pty terminal)
    {
        loop = bench.Loop;
        Lane = lane;
        Route = route;
        this.server = server;
        this.client = client;
        this.terminal = terminal;
        loop.Watch(terminal.Descriptor, Read);
    }

    public Lane Lane { get; }

    public IRoute Route { get; }

    public UserScreen Screen { get; } = new();

    /// <summary>When the client was started.</summary>
    public double Started { get; private init; }

    /// <summary>True after the client has closed its terminal.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>How often server and client were woken so far; null where there is no telling.</summary>
    public (double Server, double Client) WakeUps => (ProcessMeter.WakeUps(server.ProcessId), ProcessMeter.WakeUps(client.ProcessId));

    /// <summary>Called after something was drawn, with the time.</summary>
    public Action<double> Drawn { get; set; } = _ => { };

    /// <summary>Called when nothing more has been drawn for a moment, with the time of the last drawing.</summary>
    public Action<double> Rested { get; set; } = _ => { };

    /// <summary>Starts a session. So far the link only delays, unless said otherwise.</summary>
    /// <param name="bench">The loop and the files.</param>
    /// <param name="lane">The system and the link.</param>
    /// <param name="command">argv of the session's program.</param>
    /// <param name="predicts">Whether the client may predict; else <c>MOSH_PREDICTION_DISPLAY=never</c>.</param>
    /// <param name="isBadFromStart">The link is what it is before the client comes up.</param>
    public static LiveSession Start(TableContext bench, Lane lane, IReadOnlyList<string> command, bool predicts, bool isBadFromStart = false)
    {
        IServerEnd? server = null;
        Pty? terminal = null;
        var route = bench.NewRoute();
        try
        {
            var (system, environment) = (lane.System, Environ(bench, lane.System.Server));
            IReadOnlyList<string> arguments;
            var clientEnvironment = Environ(bench, system.Client);
            if (system.Kind == SystemKind.Ssh)
            {
                server = SshServer.Start(route, system.Server.Server[0], bench.Folder, environment);
                arguments = SshServer.ClientArguments(system, bench.Folder, route.ServerAddress, command);
            }
            else
            {
                environment.Set("MOSH_SERVER_NETWORK_TMOUT", ServerProcess.NetworkTimeoutSeconds);
                var words = system.ServerArguments(route.ServerAddress, command);
                var process = route.OnServer(() => ServerProcess.Start(words, words[0], environment, route.ServerAddress));
                server = process;
                var (address, port) = route.Open(process.Port);
                arguments = system.ClientArguments(address, port);
                clientEnvironment.Set("MOSH_KEY", process.Key);
                if (!predicts)
                {
                    clientEnvironment.Set("MOSH_PREDICTION_DISPLAY", "never"); // Else it is what the system's configuration says, or the default.
                }
            }

            route.Link.Become(isBadFromStart ? lane.Link.Profile : lane.Link.WhileConnecting, (ulong)bench.SeedOf(lane, 0));
            terminal = Pty.Open(new(UserScreen.Columns, UserScreen.Rows));
            var started = Clock.Now;
            var client = route.OnClient(() => terminal.Spawn(new SpawnOptions { Path = arguments[0], Arguments = arguments, Environment = clientEnvironment }));
            return new(bench, lane, route, server, client, terminal) { Started = started };
        }
        catch
        {
            terminal?.Dispose();
            server?.Terminate();
            server?.Dispose();
            route.Dispose();
            throw;
        }
    }

    /// <summary>Starts a session as a user does, by ssh, on a link that is what it is from the start.</summary>
    /// <param name="bench">The loop and the files.</param>
    /// <param name="lane">The system and the link.</param>
    /// <param name="command">argv of the session's program.</param>
    /// <param name="options">More options for what the user types: right after the program's name.</param>
    /// <param name="predicts">Whether the client may predict, as in <see cref="Start"/>.</param>
    public static LiveSession Connect(TableContext bench, Lane lane, IReadOnlyList<string> command, IReadOnlyList<string>? options = null, bool predicts = true)
    {
        SshServer? server = null;
        Pty? terminal = null;
        var route = bench.NewRoute();
        try
        {
            var system = lane.System;
            var isSsh = system.Kind == SystemKind.Ssh;
            server = SshServer.Start(route, isSsh ? system.Server.Server[0] : SshServer.DefaultProgram, bench.Folder, Environ(bench, system.Server));
            var arguments = isSsh
                ? SshServer.ClientArguments(system, bench.Folder, route.ServerAddress, command)
                : system.WrapperArguments(string.Join(' ', SshServer.Command("ssh", bench.Folder)), SshServer.Host(route.ServerAddress), command);
            arguments = [arguments[0], .. options ?? [], .. arguments.Skip(1)];
            var environment = Environ(bench, system.Client);
            if (!predicts)
            {
                environment.Set("MOSH_PREDICTION_DISPLAY", "never");
            }

            route.Link.Become(lane.Link.Profile, (ulong)bench.SeedOf(lane, 0));
            terminal = Pty.Open(new(UserScreen.Columns, UserScreen.Rows));
            var started = Clock.Now;
            var client = route.OnClient(() => terminal.Spawn(new SpawnOptions { Path = arguments[0], Arguments = arguments, Environment = environment }));
            return new(bench, lane, route, server, client, terminal) { Started = started };
        }
        catch
        {
            terminal?.Dispose();
            server?.Dispose();
            route.Dispose();
            throw;
        }
    }

    /// <summary>Types octets.</summary>
    public void Type(string keys)
    {
        // A terminal takes a few kilobytes without anybody reading; we type single keys. One that is not taken is not seen either.
        if (!HasEnded)
        {
            _ = terminal.Write(Encoding.UTF8.GetBytes(keys));
        }
    }

    /// <summary>Asks the server to end, and returns at once.</summary>
    public void Terminate() => server.Terminate();

    public void Dispose()
    {
        StopReading();
        terminal.Dispose();
        client.Kill(SignalSet.Terminate);
        for (var end = Clock.Now + EndPatienceMilliseconds; !client.TryReap(out _); Thread.Sleep(1))
        {
            if (Clock.Now > end)
            {
                _ = NativeCalls.Kill(client.ProcessId, NativeCalls.SignalKill);
            }
        }

        server.Dispose();
        Route.Dispose();
    }

    private static EnvironmentBlock Environ(TableContext bench, SystemEnd end)
    {
        var environment = SystemUnderTest.Environ(bench.Folder.Home);
        environment.Set("SHELL", "/bin/bash");
        foreach (var (name, value) in end.Environment)
        {
            environment.Set(name, value);
        }

        return environment;
    }

    private void Read()
    {
        var result = terminal.Read(buffer);
        drawn = Clock.Now;
        if (result.IsDone)
        {
            var answer = Screen.Draw(buffer.AsSpan(0, result.Count));
            if (!answer.IsEmpty)
            {
                _ = terminal.Write(answer);
            }

            Drawn(drawn);
            if (!mayRest)
            {
                mayRest = true;
                loop.At(drawn + RestMilliseconds, Rest);
            }
        }
        else if (result.Status != IoStatus.WouldBlock)
        {
            StopReading();
        }
    }

    private void Rest()
    {
        if (Clock.Now < drawn + RestMilliseconds)
        {
            loop.At(drawn + RestMilliseconds, Rest);
            return;
        }

        mayRest = false;
        Rested(drawn);
    }

    private void StopReading()
    {
        if (!HasEnded)
        {
            HasEnded = true;
            loop.Forget(terminal.Descriptor);
        }
    }
}
