using Godwit.Interop.Harness;

namespace Godwit.Interop.Packages;

/// <summary>Two hosts: a <see cref="BareRoot"/> on one, and on the other a user with godwit and a key.</summary>
internal sealed class BareHost : IAsyncDisposable
{
    private static readonly TimeSpan KeyLimit = TimeSpan.FromSeconds(20);
    private ChildProcess? daemon;
    private Tmux? tmux;
    private BareRoot? root;

    private BareHost(TwoHosts hosts, string godwit)
    {
        Hosts = hosts;
        Godwit = godwit;
    }

    public TwoHosts Hosts { get; }

    public TestFolder Folder { get; } = new();

    /// <summary>The program that the user has.</summary>
    public string Godwit { get; }

    /// <summary>Makes the two hosts and the keys, host_key and user_key in the test's folder. Skips the test where that cannot be.</summary>
    public static async Task<BareHost> PrepareAsync()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can make a host.");
        string godwit = Path.Combine(Path.GetDirectoryName((await Programs.OfAsync(Pair.GodwitGodwit)).Wrapper)!, "godwit");
        string keygen = Programs.Installed("ssh-keygen", "openssh-client");
        var host = new BareHost(await TwoHosts.CreateAsync(), godwit);
        foreach (string key in (string[])["host_key", "user_key"])
        {
            _ = await ChildProcess.RunAsync(new ChildStart(keygen, ["-q", "-t", "ed25519", "-N", "", "-f", host.Folder[key]]), KeyLimit);
        }

        return host;
    }

    /// <summary>Runs a root's sshd, in namespaces of mounts and processes that end with it.</summary>
    /// <param name="bare">Where.</param>
    /// <param name="command">What becomes sshd; logs to standard error.</param>
    public async Task StartAsync(BareRoot bare, params string[] command)
    {
        root = bare;
        string[] words = Hosts.Inside(
            Hosts.Server,
            [
                "unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c",
                "r=$0; mount -t proc proc \"$r/proc\" && mount --rbind /dev \"$r/dev\" && exec chroot \"$r\" \"$@\" 2>\"$r/sshd.log\"",
                bare.Path, .. command,
            ]);
        daemon = ChildProcess.Start(new ChildStart(words[0], words[1..]));
        await Wait.UntilAsync(
            "sshd listens",
            () => Task.FromResult(daemon.HasExited || Describe().Contains("Server listening", StringComparison.Ordinal)),
            () => Task.FromResult(Describe()));
        Assert.False(daemon.HasExited, Describe());
    }

    /// <summary>godwit on the user's host, in a terminal.</summary>
    /// <param name="option">An option.</param>
    /// <param name="command">What to run there; nothing for the login shell.</param>
    public async Task<TmuxTerminal> ConnectAsync(string option, params string[] command)
    {
        string config = Folder.Write("ssh_config", $"""
            Host bare
              HostName {TwoHosts.ServerIPv4}
              User {BareRoot.User}
              IdentityFile {Folder["user_key"]}
              IdentitiesOnly yes
              StrictHostKeyChecking no
              UserKnownHostsFile {Folder["known_hosts"]}
              GlobalKnownHostsFile /dev/null
            """ + "\n");
        tmux = await Tmux.StartAsync(Folder);
        return await TmuxTerminal.OpenAsync(tmux, "godwit", 80, 24, Hosts.Inside(Hosts.Client, [Godwit, option, $"--ssh=ssh -F {config}", "bare", .. command.Length > 0 ? ["--"] : (string[])[], .. command]));
    }

    /// <summary>How many logins there were.</summary>
    public int Logins() => Describe().Split("Accepted ").Length - 1;

    /// <summary>The log of sshd.</summary>
    public string Describe() => root is not null && File.Exists(root["sshd.log"]) ? File.ReadAllText(root["sshd.log"]) : "There is no log.";

    public async ValueTask DisposeAsync()
    {
        if (tmux is not null)
        {
            await tmux.DisposeAsync();
        }

        if (daemon is not null)
        {
            await daemon.DisposeAsync();
        }

        await Folder.DisposeAsync();
        await Hosts.DisposeAsync();
    }
}
