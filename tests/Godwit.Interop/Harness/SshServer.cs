using System.Net;
using System.Net.Sockets;

namespace Godwit.Interop.Harness;

/// <summary>
/// A real sshd on 127.0.0.1 and ::1 with its own port and host key and with login by key, and the ssh_config that reaches it.
/// Everything lies in the test's folder; what it starts carries the folder's mark.
/// </summary>
internal sealed class SshServer : IAsyncDisposable
{
    // Another test may take a free port between the look and the bind.
    private const int PortTriesMax = 5;
    private static readonly TimeSpan KeyLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(30);

    private readonly ChildProcess daemon;
    private readonly TestFolder folder;
    private readonly string ssh;

    private SshServer(ChildProcess daemon, TestFolder folder, string ssh, string config)
    {
        this.daemon = daemon;
        this.folder = folder;
        this.ssh = ssh;
        Config = config;
    }

    /// <summary>Path of the ssh_config that reaches this server by the names 127.0.0.1, ::1 and localhost.</summary>
    public string Config { get; }

    /// <summary>The ssh command for the wrapper's <c>--ssh</c>.</summary>
    public string Command => $"{ssh} -F {Config}";

    /// <summary>Starts it, on this machine or as the server of two hosts.</summary>
    /// <param name="folder">The test's.</param>
    /// <param name="hosts">The two hosts; null for this machine.</param>
    /// <param name="password">The user has to give this one, and no key is taken: the account has it for this sshd alone. Skips the test where that cannot be had.</param>
    public static async Task<SshServer> StartAsync(TestFolder folder, TwoHosts? hosts = null, string? password = null)
    {
        string sshd = Programs.Installed("sshd", "openssh-server");
        string ssh = Programs.Installed("ssh", "openssh-client");
        string keygen = Programs.Installed("ssh-keygen", "openssh-client");
        foreach (string key in (string[])["host_key", "user_key"])
        {
            ChildResult made = await ChildProcess.RunAsync(new ChildStart(keygen, ["-q", "-t", "ed25519", "-N", "", "-f", folder[key]]), KeyLimit);
            Assert.True(made.ExitCode == 0, $"ssh-keygen failed: {made.Error}");
        }

        CreatePrivilegeSeparationFolder();
        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort();
            string serverConfig = folder.Write("sshd_config", ServerConfig(folder, port, hosts, password is not null));
            string[] command = [sshd, "-D", "-E", folder["sshd.log"], "-f", serverConfig];
            command = password is null ? command : await WithPasswordAsync(folder, password, command);
            command = hosts?.Inside(hosts.Server, command) ?? command;
            ChildProcess daemon = ChildProcess.Start(new ChildStart(command[0], command[1..], folder.Environment));
            if (await ListensAsync(daemon, folder))
            {
                return new SshServer(daemon, folder, ssh, folder.Write("ssh_config", ClientConfig(folder, port, password is not null)));
            }

            await daemon.DisposeAsync();
            File.Delete(folder["sshd.log"]);
            Assert.True(attempt < PortTriesMax, $"sshd does not start.\n{folder.LogTails()}");
        }
    }

    /// <summary>Runs one command on the server over ssh, without a tty.</summary>
    public Task<ChildResult> RunAsync(Family family, string command) =>
        ChildProcess.RunAsync(new ChildStart(ssh, ["-F", Config, "-n", family.Loopback(), "--", command], folder.Environment), ShortLimit);

    public ValueTask DisposeAsync() => daemon.DisposeAsync();

    private static string ServerConfig(TestFolder folder, int port, TwoHosts? hosts, bool wantsPassword) => $"""
        Port {port}
        ListenAddress {(hosts is null ? "127.0.0.1" : TwoHosts.ServerIPv4)}
        ListenAddress {(hosts is null ? "::1" : TwoHosts.ServerIPv6)}
        HostKey {folder["host_key"]}
        AuthorizedKeysFile {folder["user_key.pub"]}
        UsePAM no
        StrictModes no
        PasswordAuthentication {(wantsPassword ? "yes" : "no")}
        PubkeyAuthentication {(wantsPassword ? "no" : "yes")}
        KbdInteractiveAuthentication no
        PermitRootLogin yes
        PrintMotd no
        PidFile none
        MaxStartups 100
        SetEnv HOME={folder.Home} LC_ALL=C.UTF-8 {TestFolder.MarkName}={folder.Root}
        """ + "\n";

    private static string ClientConfig(TestFolder folder, int port, bool asksForPassword) => $"""
        Host *
          Port {port}
          User {Environment.UserName}
          IdentityFile {folder["user_key"]}
          IdentitiesOnly yes
          StrictHostKeyChecking no
          UserKnownHostsFile {folder["known_hosts"]}
          GlobalKnownHostsFile /dev/null
          LogLevel ERROR
          NumberOfPasswordPrompts 1
          PreferredAuthentications {(asksForPassword ? "password" : "publickey")}
        """ + "\n";

    // In a mount namespace, where another file stands in the place of the one with the passwords.
    private static async Task<string[]> WithPasswordAsync(TestFolder folder, string password, string[] command)
    {
        Assert.SkipWhen(Environment.UserName != "root", "Only root can give an account another password.");
        ChildResult hash = await ChildProcess.RunAsync(
            new ChildStart(Programs.Installed("perl", "perl-base"), ["-e", "print crypt($ARGV[0], '$6$godwit$')", password]), ShortLimit);
        string shadow = folder.Write("shadow", $"{Environment.UserName}:{hash.Output}:20000:0:99999:7:::\n");
        string[] prefix = [Programs.Installed("unshare", "util-linux"), "-m", "--propagation", "private", "/bin/sh", "-c", "mount --bind \"$0\" /etc/shadow && exec \"$@\"", shadow];
        ChildResult tried = await ChildProcess.RunAsync(new ChildStart(prefix[0], [.. prefix[1..], "true"]), ShortLimit);
        Assert.SkipWhen(tried.ExitCode != 0, $"A mount namespace cannot be made here: {tried.Error}");
        return [.. prefix, .. command];
    }

    /// <returns>False if sshd ended, because the port was taken.</returns>
    private static async Task<bool> ListensAsync(ChildProcess daemon, TestFolder folder)
    {
        string log = folder["sshd.log"];
        bool Listens() => File.Exists(log) && File.ReadAllText(log).Split("Server listening on").Length > 2;
        await Wait.UntilAsync("sshd listens on both addresses or ends", () => Task.FromResult(daemon.HasExited || Listens()), () => Task.FromResult(folder.LogTails()));
        return !daemon.HasExited;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>sshd as root refuses to start without it; a Debian system makes it when its own sshd starts.</summary>
    private static void CreatePrivilegeSeparationFolder()
    {
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }
}
