using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary><c>-A confirm</c> with a real ssh-agent: nothing is signed without the user's word, on the screen or through his program.</summary>
public sealed class ForwardingConfirmTests
{
    private const string Asked = "asks your agent to sign with";

    // Longer than the pause that an answer needs before it and after it, on a busy machine.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Terminal_Yes_SignsAndTheKeyGoesNowhereElse()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using SshAgent agent = await StartAsync(stage);
        await stage.TypeAsync($"ssh-add -T {stage.Folder["agent_key.pub"]} && {{ read -r -t 3 -n 1 key; echo \"signed, typed <$key>\"; }}\r");
        await AnswerAsync(stage, "y");
        await stage.AwaitTextAsync("signed, typed <>");
        await stage.Mosh.Terminal.WaitForAsync("the question is gone", screen => !screen.Shows(Asked), stage.Folder.LogTails);
    }

    [Fact]
    public async Task Terminal_No_Refuses()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using SshAgent agent = await StartAsync(stage);
        await stage.TypeAsync($"ssh-add -T {stage.Folder["agent_key.pub"]} || echo \"refused, $((40 + 2))\"\r");
        await AnswerAsync(stage, "n");
        await stage.AwaitTextAsync("refused, 42");
    }

    /// <summary>Words that begin with y while the question is there: the shell's, and no answer.</summary>
    [Fact]
    public async Task Terminal_WordsTyped_AreTheShells()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using SshAgent agent = await StartAsync(stage);
        await stage.TypeAsync($"{{ ssh-add -T {stage.Folder["agent_key.pub"]} || echo \"refused, $((40 + 2))\"; }} & read -r line; echo \"got <$line>\"\r");
        await stage.AwaitTextAsync(Asked);
        await Wait.ScenarioLastsAsync(Pause);
        await stage.TypeAsync("yes\r");
        await stage.AwaitTextAsync("got <yes>");
        await AnswerAsync(stage, "n");
        await stage.AwaitTextAsync("refused, 42");
    }

    [Fact]
    public async Task Agent_IsListedUnaskedAndNotChanged()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using SshAgent agent = await StartAsync(stage);
        await stage.TypeAsync("ssh-add -D; ssh-add -l | grep -c 'key of the agent' | sed 's/^/keys: /'\r");
        await stage.AwaitTextAsync("\nkeys: 1");
        Assert.DoesNotContain(Asked, (await stage.Mosh.Terminal.CaptureAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 0", true)]
    [InlineData("exit 1", false)]
    public async Task Exec_AsksThroughTheUsersProgram(string answer, bool signs)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using SshAgent agent = await SshAgent.StartAsync(host.Folder);
        host.Environment["SSH_AUTH_SOCK"] = agent.Path;
        host.Environment["DISPLAY"] = ":99";
        host.Environment["SSH_ASKPASS"] = CommandHost.Script(host.Folder["askpass.sh"], $"echo \"$SSH_ASKPASS_PROMPT: $1\" >>{host.Folder["asked"]}\n{answer}");
        ChildResult result = await SignAsync(host);
        Assert.Equal((signs ? 0 : 1, signs ? "signed\n" : ""), (result.ExitCode, result.Output));
        string asked = await File.ReadAllTextAsync(host.Folder["asked"], TestContext.Current.CancellationToken);
        Assert.StartsWith($"confirm: {host.Name} {Asked} key of the agent (SHA256:", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exec_NobodyToAsk_RefusesAndSaysSo()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using SshAgent agent = await SshAgent.StartAsync(host.Folder);
        host.Environment["SSH_AUTH_SOCK"] = agent.Path;
        _ = host.Environment.Remove("DISPLAY");
        ChildResult result = await SignAsync(host);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("godwit: -A confirm: a signature was refused, as nobody can be asked", result.Error, StringComparison.Ordinal);
    }

    private static async Task<SshAgent> StartAsync(Stage stage)
    {
        SshAgent agent = await SshAgent.StartAsync(stage.Folder);
        await stage.ConnectAsync(
            Launch.Wrapper with { IsOwnName = true, WrapperOptions = ["-A", "confirm"], ClientEnvironment = new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = agent.Path } },
            Fixtures.Bash(stage.Folder));
        await stage.Mosh.Terminal.WaitForAsync("a prompt", screen => screen.Shows(Fixtures.Prompt), stage.Folder.LogTails);
        return agent;
    }

    private static async Task AnswerAsync(Stage stage, string key)
    {
        await stage.AwaitTextAsync(Asked);
        await Wait.ScenarioLastsAsync(Pause);
        await stage.TypeAsync(key);
    }

    // The list first, as ssh does: it is where the key's comment comes from.
    private static Task<ChildResult> SignAsync(CommandHost host) => ChildProcess.RunAsync(
        new ChildStart(host.Exec, ["-A", "confirm", host.Name, $"ssh-add -l >&2; ssh-add -T {host.Folder["agent_key.pub"]} && echo signed"], host.Environment), Limit);
}
