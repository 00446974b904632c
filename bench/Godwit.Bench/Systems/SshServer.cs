using System.Globalization;
using Godwit.Bench.Meters;
using Godwit.Bench.Routes;
using Godwit.Bench.Sessions;
using Godwit.Platform;

namespace Godwit.Bench.Systems;

/// <summary>An sshd of our own on the server's host of a route, with a key that only this run knows.</summary>
internal sealed class SshServer : IServerEnd
{
    private const ushort Port = 2222;
    private const double StartPatienceMilliseconds = 10_000;
    private const double EndPatienceMilliseconds = 1000;

    private readonly ChildProcess daemon;

    private SshServer(ChildProcess daemon) => this.daemon = daemon;

    /// <summary>The process of the one session; the daemon itself before there is one.</summary>
    public int ProcessId
    {
        get
        {
            // Per session there is a chain: a privileged one, and perhaps one without privileges, then the program.
            var process = daemon.ProcessId;
            while (ProcessMeter.Children(process).Where(child => ProcessMeter.Name(child).StartsWith("sshd", StringComparison.Ordinal)).ToList() is [var child, ..])
            {
                process = child;
            }

            return process;
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static SshServer Start(IRoute route, string program, PrivateFolder folder, EnvironmentBlock environment)
    {
        MakeKeys(folder);
        Directory.CreateDirectory("/run/sshd"); // sshd does not start without it.
        var configuration = folder.Write("sshd_config", $"""
            Port {Port}
            ListenAddress {route.ServerAddress}
            HostKey {folder.Root}/host
            AuthorizedKeysFile {folder.Root}/id.pub
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            PasswordAuthentication no
            PrintMotd no
            PrintLastLog no
            PidFile none
            UseDNS no

            """);
        var daemon = route.OnServer(() => ChildProcess.Start(new SpawnOptions
        {
            Path = program,
            Arguments = [program, "-D", "-f", configuration],
            Environment = environment,
            NewSession = true,
            Descriptors = [new(0, DescriptorMapping.Null), new(1, DescriptorMapping.Null), new(2, DescriptorMapping.Null)],
        }));
        var server = new SshServer(daemon);
        for (var end = Clock.Now + StartPatienceMilliseconds; !route.OnServer(Listens); Thread.Sleep(1))
        {
            if (Clock.Now > end || daemon.TryReap(out _))
            {
                server.Dispose();
                throw new BenchException("sshd does not start");
            }
        }

        return server;
    }

    /// <summary>Where sshd is if no system says.</summary>
    public const string DefaultProgram = "/usr/sbin/sshd";

    /// <summary>The ssh command that reaches it, for what starts a session by ssh.</summary>
    public static IReadOnlyList<string> Command(string program, PrivateFolder folder) =>
    [
        program, "-F", "none", "-i", $"{folder.Root}/id", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
        "-o", "GlobalKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "IdentitiesOnly=yes", "-o", "EscapeChar=none", "-o", "SendEnv=none",
        "-p", Port.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>User and host, as one types it.</summary>
    public static string Host(string address) => $"root@{address}";

    /// <summary>argv of a client that runs a command.</summary>
    public static IReadOnlyList<string> ClientArguments(Contender system, PrivateFolder folder, string address, IReadOnlyList<string> command) =>
    [
        .. Command(system.Client.Client[0], folder), "-tt", Host(address), "--", "exec " + string.Join(' ', command.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'")),
    ];

    public void Terminate() => daemon.Kill(SignalSet.Terminate);

    public void Dispose()
    {
        foreach (var process in ProcessMeter.Descendants(daemon.ProcessId))
        {
            _ = NativeCalls.Kill(process, NativeCalls.SignalTerminate);
        }

        daemon.Kill(SignalSet.Terminate);
        for (var end = Clock.Now + EndPatienceMilliseconds; !daemon.TryReap(out _); Thread.Sleep(1))
        {
            if (Clock.Now > end)
            {
                _ = NativeCalls.Kill(daemon.ProcessId, NativeCalls.SignalKill);
            }
        }
    }

    private static void MakeKeys(PrivateFolder folder)
    {
        foreach (var name in (string[])["id", "host"])
        {
            if (!File.Exists(Path.Combine(folder.Root, name)))
            {
                Capture.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder.Root, name));
            }
        }
    }

    private static bool Listens()
    {
        const string ListeningState = "0A";
        var port = $":{Port.ToString("X4", CultureInfo.InvariantCulture)}";
        return File.ReadLines("/proc/thread-self/net/tcp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(words => words.Length > 3 && words[1].EndsWith(port, StringComparison.Ordinal) && words[3] == ListeningState);
    }
}
