namespace Godwit.Interop.Harness;

/// <summary>
/// A real PostgreSQL of the test's own, on the server of two hosts: at <see cref="Port"/> of its loopback address, and at a local socket. It knows one user and
/// asks for no password.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const int Port = 5432;

    /// <summary>The user, who may do everything.</summary>
    public const string User = "godwit";

    private const string Versions = "/usr/lib/postgresql";

    // It refuses to run as root. Any other user would do.
    private const string Nobody = "65534";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ChildProcess server;

    private PostgresServer(ChildProcess server, string folder)
    {
        this.server = server;
        SocketPath = SocketIn(folder);
    }

    /// <summary>Its local socket.</summary>
    public string SocketPath { get; }

    /// <summary>Where a program that is told of a folder looks for the local socket.</summary>
    public static string SocketIn(string folder) => Path.Combine(folder, $".s.PGSQL.{Port}");

    /// <summary>Makes its data and starts it; skips the test where it is not installed.</summary>
    /// <param name="folder">The test's.</param>
    /// <param name="hosts">On the server of which it runs.</param>
    public static async Task<PostgresServer> StartAsync(TestFolder folder, TwoHosts hosts)
    {
        string? programs = Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions).Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        Assert.SkipWhen(programs is null, "initdb is not installed (apt package postgresql).");
        string own = folder["postgres"];
        string data = Path.Combine(own, "data");
        File.SetUnixFileMode(folder.Root, File.GetUnixFileMode(folder.Root) | UnixFileMode.OtherExecute);
        await RunAsync(folder, [Programs.Installed("install", "coreutils"), "-d", "-m", "700", "-o", Nobody, own]);
        string[] asNobody = [Programs.Installed("setpriv", "util-linux"), $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"];
        await RunAsync(folder, [.. asNobody, Path.Combine(programs!, "initdb"), "-D", data, "-U", User, "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8"]);

        string[] command =
        [
            .. asNobody, Path.Combine(programs!, "postgres"), "-D", data, "-k", own, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "fsync=off", "-c", "autovacuum=off", "-c", "max_wal_size=1GB",
        ];
        command = hosts.Inside(hosts.Server, command);
        var server = new PostgresServer(ChildProcess.Start(new ChildStart(command[0], command[1..], folder.Environment)), own);
        string state = Path.Combine(data, "postmaster.pid");
        await Wait.UntilAsync(
            "PostgreSQL is ready",
            () => Task.FromResult(server.server.HasExited || (File.Exists(state) && File.ReadLines(state).LastOrDefault()?.Trim() == "ready")),
            () => Task.FromResult(""));
        Assert.True(!server.server.HasExited, server.server.HasExited ? await server.server.Error : "");
        return server;
    }

    /// <summary>Ends it in order: killed, it would leave memory behind that nobody frees.</summary>
    public async ValueTask DisposeAsync()
    {
        await Signals.SendAsync("INT", server.ProcessId);
        await server.ExitAsync(Limit);
        await server.DisposeAsync();
    }

    private static async Task RunAsync(TestFolder folder, string[] command)
    {
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(command[0], command[1..], folder.Environment), Limit);
        Assert.True(result.ExitCode == 0, $"{command[0]}: {result.Output}{result.Error}");
    }
}
