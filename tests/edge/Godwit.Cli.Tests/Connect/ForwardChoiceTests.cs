using Godwit.Forwarding;

namespace Godwit.Cli.Tests;

public sealed class ForwardChoiceTests
{
    private const string NotSet = "-A: no agent is running here (SSH_AUTH_SOCK is not set)";

    [Theory]
    [InlineData("-A|host", "", "/run/agent")]
    [InlineData("host", "", null)]
    [InlineData("host", "forwardagent no", null)]
    [InlineData("host", "forwardagent yes", "/run/agent")]
    [InlineData("host", "forwardagent /tmp/a b", "/tmp/a b")]
    [InlineData("host", "forwardagent $OTHER", "/run/other")]
    [InlineData("host", "forwardagent $MISSING", null)]
    [InlineData("-A|host", "forwardagent /tmp/named", "/run/agent")]
    [InlineData("-A|host", "identityagent /run/third", "/run/third")]
    [InlineData("-A|host", "identityagent $OTHER", "/run/other")]
    [InlineData("-A|host", "identityagent SSH_AUTH_SOCK", "/run/agent")]
    [InlineData("host", "forwardagent yes\nidentityagent none", null)]
    public void Of_Agent_IsTheOneThatSshWouldForward(string line, string configuration, string? path)
    {
        ForwardSettings settings = ForwardChoice.Of(Options(line), SshConfiguration.Parse(configuration), Variable, out List<string> problems);
        Assert.Equal(path, settings.AgentPath);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("", NotSet)]
    [InlineData("identityagent none", "-A: there is no agent here (IdentityAgent is none)")]
    [InlineData("identityagent $MISSING", "-A: there is no agent here (IdentityAgent is $MISSING)")]
    public void Of_AskedForAndNotThere_SaysSo(string configuration, string sentence)
    {
        ForwardSettings settings = ForwardChoice.Of(Options("-A|host"), SshConfiguration.Parse(configuration), _ => null, out List<string> problems);
        Assert.Null(settings.AgentPath);
        Assert.Equal([sentence], problems);
    }

    private static string? Variable(string name) => name switch
    {
        "SSH_AUTH_SOCK" => "/run/agent",
        "OTHER" => "/run/other",
        _ => null,
    };

    private static ConnectOptions Options(string line) => ConnectCommandLine.Parse(line.Split('|'), isStock: false, _ => null).Settings!;
}
