using Godwit.Bench.Meters;
using Godwit.Platform;

namespace Godwit.Bench.Sessions;

/// <summary>A server, a client, and perhaps a relay between them.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>What a session's program shows when it is up.</summary>
    public const string Ready = "«R»";

    /// <summary>What a session's program shows when its work is done.</summary>
    public const string Done = "¤§¶";

    private const double UpPatienceMilliseconds = 30_000;

    private Session(SystemUnderTest system, ServerProcess server, Relay? relay, ClientProcess client)
    {
        System = system;
        Server = server;
        Relay = relay;
        Client = client;
        client.Expect(Ready, time => FirstTextMilliseconds = time);
    }

    public SystemUnderTest System { get; }

    public ServerProcess Server { get; }

    public ClientProcess Client { get; }

    /// <summary>The path; null if the client talks to the server directly.</summary>
    public Relay? Relay { get; }

    /// <summary>From the client's start until it had drawn <see cref="Ready"/>; null before that.</summary>
    public double? FirstTextMilliseconds { get; private set; }

    /// <summary>Starts a session; the client is not up yet (<see cref="WaitUntilUp"/>).</summary>
    /// <param name="bench">The loop and the data.</param>
    /// <param name="system">Whose programs.</param>
    /// <param name="command">A shell command; it must show <see cref="Ready"/> first.</param>
    /// <param name="oneWayDelay">Milliseconds one way through a relay; null for no relay.</param>
    /// <param name="size">Of the client's terminal; null is 80 columns by 24 rows.</param>
    public static Session Start(BenchContext bench, SystemUnderTest system, string command, double? oneWayDelay = null, WindowSize? size = null)
    {
        ServerProcess? server = null;
        Relay? relay = null;
        try
        {
            server = ServerProcess.Start(system, bench.Data.Home, command);
            relay = oneWayDelay is { } delay ? new(bench.Loop, server.Port, delay) : null;
            var client = new ClientProcess(bench.Loop, system, bench.Data.Home, relay?.Port ?? server.Port, server.Key, size ?? new WindowSize(80, 24));
            return new(system, server, relay, client);
        }
        catch
        {
            relay?.Dispose();
            server?.Terminate();
            server?.Dispose();
            throw;
        }
    }

    /// <summary>Waits until every session shows its first text.</summary>
    public static void WaitUntilUp(BenchContext bench, params IReadOnlyList<Session> sessions)
    {
        if (!bench.Loop.RunUntil(() => sessions.All(session => session.FirstTextMilliseconds is not null), UpPatienceMilliseconds))
        {
            var late = sessions.First(session => session.FirstTextMilliseconds is null);
            throw new BenchException($"{late.System.Name}: the client shows nothing{(late.Client.Ended ? " and has ended" : "")}");
        }
    }

    /// <summary>Types Enter and waits until the program says that it is done.</summary>
    /// <returns>Milliseconds until the client showed that.</returns>
    public double RunProgram(BenchContext bench, double patienceMilliseconds)
    {
        var done = false;
        Client.Expect(Done, _ => done = true);
        var started = Clock.Now;
        Client.Type("\r");
        return bench.Loop.RunUntil(() => done, patienceMilliseconds)
            ? Clock.Now - started
            : throw new BenchException($"{System.Name}: the end of the program's output was not shown");
    }

    /// <summary>A shell command that shows <see cref="Ready"/>, waits for Enter, works, shows <see cref="Done"/>, and waits.</summary>
    public static string Program(string work) =>
        $"stty -echo; printf '\\033[2J\\033[H{Ready}'; read x; {work}; printf '\\033[r\\033[0m\\033[2J\\033[H{Done}'; read x";

    public void Dispose()
    {
        Server.Terminate(); // While the client lives: a server whose client is gone waits for its answer.
        Client.Dispose();
        Relay?.Dispose();
        Server.Dispose();
    }
}
