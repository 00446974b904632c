namespace Godwit.Interop.Harness;

/// <summary>A real ssh-agent with one key, in the folder of a test.</summary>
internal sealed class SshAgent : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ChildProcess agent;

    private SshAgent(ChildProcess agent, string path)
    {
        this.agent = agent;
        Path = path;
    }

    /// <summary>Its socket.</summary>
    public string Path { get; }

    /// <summary>Starts it and gives it a key, whose public half is <c>agent_key.pub</c> in the folder.</summary>
    public static async Task<SshAgent> StartAsync(TestFolder folder)
    {
        string path = folder["agent"];
        ChildResult made = await ChildProcess.RunAsync(
            new ChildStart(Programs.Installed("ssh-keygen", "openssh-client"), ["-q", "-t", "ed25519", "-N", "", "-C", "key of the agent", "-f", folder["agent_key"]]),
            Limit);
        Assert.True(made.ExitCode == 0, made.Error);
        var agent = new SshAgent(ChildProcess.Start(new ChildStart(Programs.Installed("ssh-agent", "openssh-client"), ["-D", "-a", path], folder.Environment)), path);
        await Wait.UntilAsync("the agent listens", () => Task.FromResult(File.Exists(path)), () => Task.FromResult(""));
        Dictionary<string, string> environment = folder.Environment;
        environment["SSH_AUTH_SOCK"] = path;
        ChildResult added = await ChildProcess.RunAsync(new ChildStart(Programs.Installed("ssh-add", "openssh-client"), ["-q", folder["agent_key"]], environment), Limit);
        Assert.True(added.ExitCode == 0, added.Error);
        return agent;
    }

    public ValueTask DisposeAsync() => agent.DisposeAsync();
}
