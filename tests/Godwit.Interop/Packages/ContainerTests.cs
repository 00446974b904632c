using System.Text.Json;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Packages;

/// <summary>The recipe for a jump host. There is no engine here: what it says is checked, and with GODWIT_FULL=1 its steps are followed in a Debian root.</summary>
public sealed class ContainerTests
{
    private const string Ports = "60000-60010";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string Recipe = Path.Combine(Programs.RepositoryRoot(), "packaging", "container");

    [Fact]
    public async Task Recipe_Files_AreThereAndAgreeAboutThePorts()
    {
        var recipe = new ContainerRecipe(Recipe);
        IEnumerable<string> copied = recipe.All("COPY").Select(words => words.Split(' ')[0]).Where(name => name != "godwit.deb");
        Assert.All(copied, name => Assert.True(File.Exists(Path.Combine(Recipe, name)), name));
        Assert.Equal([$"22/tcp {Ports}/udp"], recipe.All("EXPOSE"));
        Assert.Contains($"-p {Ports}:{Ports}/udp", await File.ReadAllTextAsync(Path.Combine(Recipe, "README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains($"Port {Ports.Replace('-', ':')}", await File.ReadAllLinesAsync(Path.Combine(Recipe, "server.conf"), TestContext.Current.CancellationToken));
        string start = JsonSerializer.Deserialize<string[]>(Assert.Single(recipe.All("CMD")))![0];
        Assert.Contains($"start {start}", recipe.All("COPY"));
        Assert.True(File.GetUnixFileMode(Path.Combine(Recipe, "start")).HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute));
    }

    [Fact]
    public async Task Recipe_ServerConf_HasNoMistakes()
    {
        await using var folder = new TestFolder();
        string file = folder.Write("server.conf", await File.ReadAllTextAsync(Path.Combine(Recipe, "server.conf"), TestContext.Current.CancellationToken));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string godwit = Path.Combine(Path.GetDirectoryName((await Programs.OfAsync(Pair.GodwitGodwit)).Wrapper)!, "godwit");
        ChildResult check = await ChildProcess.RunAsync(new ChildStart(godwit, ["config", "--check", $"--config={file}"], folder.Environment), Limit);
        Assert.Equal((0, $"{file}: no mistakes\n", ""), (check.ExitCode, check.Output, check.Error));
    }

    /// <summary>All but the published ports is filtered, as an engine does it.</summary>
    [Fact]
    public async Task Recipe_FollowedInADebianRoot_IsAJumpHost()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GODWIT_FULL") is null, "Only with GODWIT_FULL=1: it takes minutes and the network.");
        Assert.SkipUnless(Environment.UserName == "root", "Only root can make a host.");
        await using BareHost host = await BareHost.PrepareAsync();
        ChildResult laid = await ChildProcess.RunAsync(
            new ChildStart(Path.Combine(Programs.RepositoryRoot(), "packaging", "container-image"), ["--layout", host.Folder["layout"]]), Limit);
        Assert.True(laid.ExitCode == 0, laid.Error);
        var recipe = new ContainerRecipe(host.Folder["layout"]);
        BareRoot root = await BareRoot.OfDebianAsync(host.Folder);
        File.Copy("/etc/resolv.conf", root["etc/resolv.conf"], overwrite: true);
        await recipe.FollowAsync(root.Path);
        Assert.Empty(Directory.GetFiles(root["etc/ssh"], "ssh_host_*"));
        Directory.CreateDirectory(root["persistent/authorized_keys"]);
        File.Copy(host.Folder["user_key.pub"], root[$"persistent/authorized_keys/{BareRoot.User}"]);

        await host.Hosts.FilterAsync(host.Hosts.Server, "table inet published { chain input { type filter hook input priority 0; policy drop; ct state established accept; tcp dport 22 accept; udp dport " + Ports + " accept; }; }");
        await host.StartAsync(root, JsonSerializer.Deserialize<string[]>(Assert.Single(recipe.All("CMD")))![0]);
        TmuxTerminal terminal = await host.ConnectAsync("--install=never", "/bin/sh", "-c", "echo $(id -un) $HOME $GODWIT_SESSION; read line");
        await terminal.WaitForAsync("the answer", screen => screen.Shows($"{BareRoot.User} /persistent/home/{BareRoot.User} 60000\n"), host.Describe);
    }
}
