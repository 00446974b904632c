using System.Globalization;
using Godwit.Interop.Harness;
using Godwit.Interop.Screens;

namespace Godwit.Interop.Scenarios;

/// <summary><c>-A</c> with a real ssh-agent: its keys in the session, wherever the client is, and only while it is there.</summary>
public sealed class ForwardingAgentTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("GODWIT_FULL") is not null;
    private static readonly TimeSpan Suspend = IsFull ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(20);

    // A server that has heard nothing for so long takes its client for lost (docs/compatibility.md).
    private static readonly TimeSpan LostAtTheLatest = TimeSpan.FromSeconds(100);
    private int asked;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Socket_IsPrivateAndSigns(bool isFromTheConfiguration)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using SshAgent agent = await StartAsync(stage, isFromTheConfiguration ? [] : ["-A"], isFromTheConfiguration ? ["ForwardAgent yes"] : []);
        await AssertSignsAsync(stage);
        await AskAsync(stage, "stat -c %a \"$SSH_AUTH_SOCK\" \"${SSH_AUTH_SOCK%/*}\" | tr '\\n' ' '", "600 700");
        await AskAsync(stage, "test \"$SSH_AUTH_SOCK\" != " + Shell.Quote(agent.Path) + " && echo another", "another");
        string path = Assert.Single(Directory.GetFiles(stage.Folder.Root, "*.agent", SearchOption.AllDirectories).Concat(SocketsOf(stage)).Distinct());
        await ForwardingTests.LeaveAsync(stage);
        await Wait.UntilAsync("the socket goes with its server", () => Task.FromResult(!File.Exists(path)), () => Task.FromResult(path));
    }

    [Fact]
    public async Task NotAskedFor_NoSocketOfOurs()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using SshAgent agent = await StartAsync(stage, [], []);
        await AskAsync(stage, "echo \"<$SSH_AUTH_SOCK>\"", "<>");
    }

    [Fact]
    public async Task AddressChangesAndSuspend_SignsAfterEach()
    {
        await using TwoHosts hosts = await TwoHosts.CreateAsync();
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4, columns: 200, hosts: hosts);
        await using SshAgent agent = await StartAsync(stage, ["-A"], []);
        await AssertSignsAsync(stage);
        var moves = new Moves(hosts);
        for (int move = 0; move < Moves.Legs; move++)
        {
            await moves.NextAsync();
            await AssertSignsAsync(stage);
        }

        int client = await stage.Mosh.ClientPidAsync();
        await Signals.SendAsync("STOP", client);
        await Wait.ScenarioLastsAsync(Suspend);
        await Signals.SendAsync("CONT", client);
        await AssertSignsAsync(stage);
    }

    /// <summary>The client was killed: nobody answers for it, and once it counts as lost the agent says so at once.</summary>
    [Fact]
    public async Task ClientIsLost_AgentFailsAndDoesNotHang()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        string script = stage.Folder.Write("watch.sh", $$"""
            while :; do
              before=$(date +%s%N)
              timeout 120 ssh-add -l >{{stage.Folder["answer"]}} 2>&1
              echo $? $(( ($(date +%s%N) - before) / 1000000 )) >{{stage.Folder["watch.new"]}}
              mv {{stage.Folder["watch.new"]}} {{stage.Folder["watch"]}}
              sleep 0.2
            done
            """ + "\n");
        await using SshAgent agent = await StartAsync(stage, ["-A"], []);
        await stage.TypeAsync($"sh {script}\r");
        await AwaitWatchAsync(stage, status: 0, TimeSpan.FromSeconds(20));
        await Signals.SendAsync("KILL", await stage.Mosh.ClientPidAsync());
        await AwaitWatchAsync(stage, status: 2, LostAtTheLatest);
    }

    // Status 0 with the key, and 2 where ssh-add cannot reach an agent (ssh-add(1)), and that soon.
    private static async Task AwaitWatchAsync(Stage stage, int status, TimeSpan limit)
    {
        const int SoonMs = 2000;
        string last = "";
        await Wait.UntilAsync(
            $"ssh-add ends with {status} at once",
            async () =>
            {
                last = File.Exists(stage.Folder["watch"]) ? await File.ReadAllTextAsync(stage.Folder["watch"]) : "";
                string[] words = last.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return words.Length == 2 && words[0] == status.ToString(CultureInfo.InvariantCulture) && int.Parse(words[1], CultureInfo.InvariantCulture) < SoonMs;
            },
            () => Task.FromResult($"{last} {File.ReadAllText(stage.Folder["answer"])}"),
            limit);
    }

    private static async Task<SshAgent> StartAsync(Stage stage, string[] options, string[] settings)
    {
        SshAgent agent = await SshAgent.StartAsync(stage.Folder);
        ForwardingConfigurationTests.Configure(stage, settings);
        await stage.ConnectAsync(
            Launch.Wrapper with { IsOwnName = true, WrapperOptions = options, ClientEnvironment = new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = agent.Path } },
            Fixtures.Bash(stage.Folder));
        await stage.Mosh.Terminal.WaitForAsync("a prompt", screen => screen.Shows(Fixtures.Prompt), stage.Folder.LogTails);
        return agent;
    }

    // The list, and a signature that is checked with the public key (ssh-add -T).
    private async Task AssertSignsAsync(Stage stage)
    {
        await AskAsync(stage, "ssh-add -l | grep -c 'key of the agent'", "1");
        await AskAsync(stage, $"ssh-add -T {stage.Folder["agent_key.pub"]} && echo signed", "signed");
    }

    // Each answer stands behind a number of its own, so that no older one is taken for it.
    private async Task AskAsync(Stage stage, string command, string answer)
    {
        int number = ++asked;
        await stage.TypeAsync($"clear; echo answer {number}: $({command})\r");
        Screen screen = await stage.Mosh.Terminal.WaitForAsync($"answer {number}", now => now.Shows($"\nanswer {number}: ") || now.Text.StartsWith($"answer {number}: ", StringComparison.Ordinal), stage.Folder.LogTails);
        Assert.Contains($"answer {number}: {answer}", screen.Text, StringComparison.Ordinal);
    }

    // Of this test's server: its name ends with the server's pid.
    private static IEnumerable<string> SocketsOf(Stage stage) =>
        Directory.EnumerateFiles("/run", "*.agent", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Concat(Directory.EnumerateFiles("/tmp", "*.agent", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .Where(path => stage.Folder.Processes().Exists(process => path.EndsWith(string.Create(CultureInfo.InvariantCulture, $"-{process.Pid}.agent"), StringComparison.Ordinal)));
}
