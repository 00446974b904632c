using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using Godwit.Interop.Harness;
using Godwit.Interop.Screens;

namespace Godwit.Interop.Scenarios;

/// <summary><c>-A</c> with a real ssh-agent: its keys in the session, wherever the client is, and only while it is there.</summary>
public sealed class ForwardingAgentTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("GODWIT_FULL") is not null;
    private static readonly TimeSpan Suspend = IsFull ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(20);

    // What the server waits for a client that is silent, and some more for a busy machine.
    private static readonly TimeSpan PatienceAtTheLatest = TimeSpan.FromSeconds(18);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(4);

    // SSH_AGENTC_REQUEST_IDENTITIES and the kind of its answer (draft-ietf-sshm-ssh-agent).
    private static readonly byte[] RequestIdentities = [0, 0, 0, 1, 11];
    private const byte IdentitiesAnswer = 12;

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
        string path = Assert.Single(SocketsOf(stage));
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

    /// <summary>
    /// The client was killed, and the server does not know yet: who wants the agent waits for a while at most, also on a connection that the agent has
    /// answered before. Once the client was missed, nobody waits.
    /// </summary>
    [Fact]
    public async Task ClientWasKilled_AgentFailsAndDoesNotHang()
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        await using SshAgent agent = await StartAsync(stage, ["-A"], []);
        await AssertSignsAsync(stage);
        var path = new UnixDomainSocketEndPoint(Assert.Single(SocketsOf(stage)));
        using Socket early = await SocketTalk.ConnectAsync(path, stage);
        await AssertAnswersAsync(early);
        await Signals.SendAsync("KILL", await stage.Mosh.ClientPidAsync());

        await SocketTalk.SendAllAsync(early, RequestIdentities);
        Task<ChildResult> adding = ListKeysAsync(stage, path, PatienceAtTheLatest);
        await AssertEndsWithinAsync(early, PatienceAtTheLatest);
        AssertNotReached(await adding);
        AssertNotReached(await ListKeysAsync(stage, path, AtOnce));
    }

    private static Task<ChildResult> ListKeysAsync(Stage stage, UnixDomainSocketEndPoint path, TimeSpan limit)
    {
        Dictionary<string, string> environment = stage.Folder.Environment;
        environment["SSH_AUTH_SOCK"] = path.ToString();
        return ChildProcess.RunAsync(new ChildStart(Programs.Installed("ssh-add", "openssh-client"), ["-l"], environment), limit);
    }

    private static void AssertNotReached(ChildResult result)
    {
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("agent", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("key of the agent", result.Output, StringComparison.Ordinal);
    }

    private static async Task AssertAnswersAsync(Socket socket)
    {
        await SocketTalk.SendAllAsync(socket, RequestIdentities);
        byte[] length = await SocketTalk.ReceiveAsync(socket, 4);
        byte[] answer = await SocketTalk.ReceiveAsync(socket, BinaryPrimitives.ReadInt32BigEndian(length));
        Assert.Equal(IdentitiesAnswer, answer[0]);
    }

    private static async Task AssertEndsWithinAsync(Socket socket, TimeSpan limit)
    {
        try
        {
            Assert.Empty(await SocketTalk.ReceiveAllAsync(socket, limit));
        }
        catch (SocketException reset)
        {
            Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        }
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

    // The session's folder is below the test's HOME, or where its login session has one.
    private static IEnumerable<string> SocketsOf(Stage stage)
    {
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        List<(int Pid, string Command)> processes = stage.Folder.Processes();
        return Directory.EnumerateFiles(stage.Folder.Root, "*.agent", everywhere)
            .Concat(Directory.EnumerateFiles("/run", "*.agent", everywhere))
            .Where(path => processes.Exists(process => path.EndsWith(string.Create(CultureInfo.InvariantCulture, $"-{process.Pid}.agent"), StringComparison.Ordinal)));
    }
}
