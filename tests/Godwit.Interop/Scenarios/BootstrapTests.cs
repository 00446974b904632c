using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>The wrapper through a real sshd: the ways to find the server's address, families, noise, quoting, failures.</summary>
public sealed class BootstrapTests
{
    [Theory]
    [MemberData(nameof(Matrix.OursOnBothFamilies), MemberType = typeof(Matrix))]
    public Task ProxyMode_WithFamilyOption_Connects(Pair pair, Family family) => ConnectAsync(pair, family, family == Family.IPv4 ? "-4" : "-6");

    [Theory]
    [MemberData(nameof(Matrix.OursOnBothFamilies), MemberType = typeof(Matrix))]
    public Task RemoteMode_Connects(Pair pair, Family family) => ConnectAsync(pair, family, "--experimental-remote-ip=remote");

    [Theory]
    [MemberData(nameof(Matrix.OursOnBothFamilies), MemberType = typeof(Matrix))]
    public Task LocalMode_Connects(Pair pair, Family family) => ConnectAsync(pair, family, "--experimental-remote-ip=local");

    [Theory]
    [MemberData(nameof(Matrix.OursOnBothFamilies), MemberType = typeof(Matrix))]
    public Task LocalServer_WithoutSsh_Connects(Pair pair, Family family) => ConnectAsync(pair, family, "--local");

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public Task BindToAnyAddressWithoutPty_Connects(Pair pair, Family family) => ConnectAsync(pair, family, "--bind-server=any", "--no-ssh-pty");

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task HostName_FromSshConfig_Connects(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        string config = await File.ReadAllTextAsync(stage.Ssh.Config, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(stage.Ssh.Config, $"Host far-away\n  HostName {family.Loopback()}\n{config}", TestContext.Current.CancellationToken);
        await UseAndExitAsync(stage, Launch.Wrapper with { Host = Environment.UserName + "@far-away" });
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task NoisyShellStart_BeforeTheConnectLine_IsShownAndHarmless(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        // bash reads ~/.bashrc when sshd runs it. The last lines look like the connect line, but are none.
        await File.WriteAllTextAsync(Path.Combine(stage.Folder.Home, ".bashrc"), """
            for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do echo "noise $i"; echo "complaint $i" >&2; done
            echo "see: MOSH CONNECT 60001 AAAAAAAAAAAAAAAAAAAAAA"
            echo " MOSH CONNECT 60001 AAAAAAAAAAAAAAAAAAAAAA"
            printf 'last noise, with a bell \a and no end of line\r\n'
            """ + "\n", TestContext.Current.CancellationToken);
        await UseAndExitAsync(stage, Launch.Wrapper);
        await stage.AwaitTextAsync("noise 17\ncomplaint 17");
    }

    /// <summary>A whole answer that is not the server's: the session is the server's all the same.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task LyingShellStart_UnderOurOwnName_IsNotBelieved(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await File.WriteAllTextAsync(Path.Combine(stage.Folder.Home, ".bashrc"), """
            echo "MOSH SSH_CONNECTION 192.0.2.1 5 192.0.2.66 22"
            echo "GODWIT WANTED Linux x86_64 /tmp/x"
            echo "MOSH CONNECT 9 AAAAAAAAAAAAAAAAAAAAAA"
            echo "MOSH CONNECT garbage"
            """ + "\n", TestContext.Current.CancellationToken);
        await stage.ConnectAsync(Launch.Wrapper with { IsOwnName = true, WrapperOptions = ["--experimental-remote-ip=remote"] }, "/bin/sh", "-c", "echo works-$((40 + 2)); read line");
        await stage.AwaitTextAsync("works-42");
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task Command_WithQuotesAndBlanks_ArrivesUnchanged(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c", """printf '<%s>\n' "$@"; exec sleep infinity""", "sh", "it's", "two  blanks", "$HOME", "\"q\"", "", "*", "back\\slash", "ünï");
        await stage.AwaitTextAsync("<it's>\n<two  blanks>\n<$HOME>\n<\"q\">\n<>\n<*>\n<back\\slash>\n<ünï>");
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task Session_SeesTheDocumentedEnvironment(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c",
            """echo "[$TERM $NCURSES_NO_UTF8_ACS $LC_ALL ${STY-no-sty} $(test "$PWD" = "$HOME" && pwd | wc -l) ${SSH_CONNECTION%% *} $(stty size) $(stty -a | grep -o ' iutf8')]"; exec sleep infinity""");
        await stage.AwaitTextAsync($"[xterm-256color 1 C.UTF-8 no-sty 1 {family.Loopback()} {stage.Rows} {stage.Columns}  iutf8]");
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task WrongFamily_ForTheAddress_FailsWithoutAClient(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper with { WrapperOptions = [family == Family.IPv4 ? "-6" : "-4"] }, Fixtures.Bash(stage.Folder));
        await stage.Mosh.AssertFailsAsync();
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task MissingServer_FailsWithoutAClient(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper with { WrapperOptions = ["--server=/nowhere/mosh-server"] }, Fixtures.Bash(stage.Folder));
        await stage.Mosh.AssertFailsAsync();
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task ServerOverSsh_EndsTheSshSessionAtOnce(Pair pair, Family family)
    {
        // The daemon holds none of ssh's pipes: ssh returns although the session lives on (spec 04 §5, check 12).
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Keyed, Fixtures.Bash(stage.Folder));
        Assert.True(stage.Mosh.IsServerAlive);
        await stage.AwaitPromptAsync();
    }

    /// <summary>One login in all, and the second session finds what the first one left.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Install_HostWithoutGodwit_IsInASessionAfterOneLogin(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        if ((await stage.Ssh.RunAsync(family, "command -v godwit")).ExitCode == 0)
        {
            Assert.Skip("godwit is installed on this host.");
        }

        int logins = Logins(stage);
        Launch launch = Launch.Wrapper with { IsOwnName = true, FindsServer = true, WrapperOptions = ["--install=always"] };
        string copy = Path.Combine(stage.Folder.Home, ".cache", "godwit", "0.1.0", "godwit");
        string[] program = ["/bin/sh", "-c", "echo its-server-is $(readlink /proc/$PPID/exe); read line"];
        await stage.ConnectAsync(launch, program);
        await stage.AwaitTextAsync($"its-server-is {copy}");
        Assert.Equal(logins + 1, Logins(stage));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(copy));
        Assert.Equal([copy], Directory.GetFiles(Path.GetDirectoryName(copy)!));
        DateTime written = File.GetLastWriteTimeUtc(copy);
        await stage.TypeAsync("\r");
        await stage.AwaitTextAsync("[godwit is exiting.]");

        TmuxTerminal again = await TmuxTerminal.OpenAsync(stage.Tmux, "again", stage.Columns, stage.Rows, MoshSession.WrapperCommand(stage, launch, program));
        await again.WaitForAsync("the second session", screen => screen.Shows($"its-server-is {copy}"), stage.Folder.LogTails);
        Assert.Equal(logins + 2, Logins(stage));
        Assert.Equal(written, File.GetLastWriteTimeUtc(copy));
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task InstallCommand_OnAHost_LeavesAProgramThatASessionFinds(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        string godwit = Path.Combine(Path.GetDirectoryName(stage.Parts.Wrapper)!, "godwit");
        ChildResult installed = await ChildProcess.RunAsync(
            new ChildStart(godwit, ["install", $"--ssh={stage.Ssh.Command}", family.Loopback()], stage.Folder.Environment), TimeSpan.FromSeconds(30));
        Assert.Equal("", installed.Error.Replace($"godwit: copying godwit ({new FileInfo(godwit).Length / 1e6:0.0} MB) to {stage.Folder.Home}/.local/lib/godwit/0.1.0 on {family.Loopback()}.\n", "", StringComparison.Ordinal));
        Assert.Equal(0, installed.ExitCode);
        await stage.ConnectAsync(
            Launch.Wrapper with { IsOwnName = true, FindsServer = true }, "/bin/sh", "-c", "echo its-server-is $(readlink /proc/$PPID/exe); read line");
        await stage.AwaitTextAsync($"its-server-is {stage.Folder.Home}/.local/lib/godwit/0.1.0/godwit");
    }

    /// <summary>A small host's ssh daemon, which has no godwit either.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Dropbear_HostWithoutGodwit_IsInASession(Pair pair, Family family)
    {
        if (Environment.UserName != "root")
        {
            Assert.Skip("Only root can give dropbear another list of keys.");
        }

        await using Stage stage = await Stage.OpenAsync(pair, family);
        string hostKey = stage.Folder["dropbear_key"];
        ChildResult made = await ChildProcess.RunAsync(new ChildStart(Programs.Installed("dropbearkey", "dropbear-bin"), ["-t", "ed25519", "-f", hostKey]), TimeSpan.FromSeconds(20));
        Assert.True(made.ExitCode == 0, made.Error);

        // Dropbear reads the keys in the account's home folder; the test has one of its own there, in a mount namespace.
        int port = SshServer.FreePort();
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string start = $"mount -t tmpfs -o mode=700 none {home} && mkdir -m 700 {home}/.ssh && cp {stage.Folder["user_key.pub"]} {home}/.ssh/authorized_keys && chmod 600 {home}/.ssh/authorized_keys "
            + $"&& exec {Programs.Installed("dropbear", "dropbear-bin")} -F -E -e -p 127.0.0.1:{port} -r {hostKey} -P {stage.Folder["dropbear.pid"]}";
        await using ChildProcess daemon = ChildProcess.Start(new ChildStart("unshare", ["-m", "sh", "-c", start], stage.Folder.Environment));
        await Wait.UntilAsync("dropbear listens", () => Task.FromResult(File.Exists(stage.Folder["dropbear.pid"])), async () => daemon.HasExited ? await daemon.Error : "");
        await stage.ConnectAsync(
            Launch.Wrapper with { IsOwnName = true, FindsServer = true, WrapperOptions = ["--install=always", $"--ssh={stage.Ssh.Command} -p {port}"] },
            "/bin/sh", "-c", "echo its-server-is $(readlink /proc/$PPID/exe); read line");
        await stage.AwaitTextAsync("/.cache/godwit/0.1.0/godwit");
        await stage.TypeAsync("\r");
        await stage.AwaitTextAsync("[godwit is exiting.]");
    }

    private static int Logins(Stage stage) => File.ReadAllText(stage.Folder["sshd.log"]).Split("Accepted publickey").Length - 1;

    private static async Task ConnectAsync(Pair pair, Family family, params string[] options)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await UseAndExitAsync(stage, Launch.Wrapper with { WrapperOptions = options });
    }

    private static async Task UseAndExitAsync(Stage stage, Launch launch)
    {
        await stage.ConnectAsync(launch, Fixtures.Bash(stage.Folder));
        await stage.AwaitPromptAsync();
        await stage.TypeAsync("echo works-$((40 + 2)); exit\r");
        await stage.Mosh.AssertEndsAsync(status: 0);
    }
}
