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
    [InlineData("--forward-agent=no|host", "forwardagent yes", null)]
    [InlineData("--forward-agent=yes|host", "forwardagent no", "/run/agent")]
    [InlineData("-A|confirm|host", "", "/run/agent")]
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

    [Theory]
    [InlineData("-A|host", false)]
    [InlineData("-A|confirm|host", true)]
    [InlineData("-NA|confirm|host", true)]
    [InlineData("--forward-agent=confirm|host", true)]
    [InlineData("--forward-agent=Confirm|-A|host", true)]
    [InlineData("-A|confirm|--forward-agent=yes|host", false)]
    [InlineData("-A|confirm", false)]
    [InlineData("-A|--|confirm|ls", false)]
    [InlineData("-A|confirm|confirm", true)]
    public void Of_Confirm_IsTheWordBehindTheLetterUnlessThatIsTheHost(string line, bool confirms)
    {
        ConnectOptions options = Options(line);
        Assert.Equal(line.Contains("host", StringComparison.Ordinal) ? "host" : "confirm", options.Host);
        Assert.Equal(confirms, ForwardChoice.Of(options, null, Variable, out _).Confirmation is { Host: "host" or "confirm" });
    }

    [Fact]
    public void Of_ConfirmInTheFile_IsAskedForAndNoReasonToHaveNoSession()
    {
        var config = new HostConfig();
        config.Add("f", "ForwardAgent confirm\n"u8, []);
        Parsed<HostConfig> file = Parsed<HostConfig>.Success(config);
        ConnectOptions options = ConnectCommandLine.Parse(["host"], isStock: false, _ => null, _ => file).Settings!;
        ForwardSettings settings = ForwardChoice.Of(options, null, Variable, out _);
        Assert.True(settings.Confirmation is not null && settings.IsOptional);
        ConnectOptions both = ConnectCommandLine.Parse(["-A", "host"], isStock: false, _ => null, _ => file).Settings!;
        settings = ForwardChoice.Of(both, null, Variable, out _);
        Assert.True(settings.Confirmation is not null && !settings.IsOptional);
    }

    [Theory]
    [InlineData("", "", "", "", true, false, null)]
    [InlineData("", "/ask", ":0", "", true, false, null)]
    [InlineData("prefer", "/ask", ":0", "", true, false, "/ask")]
    [InlineData("prefer", "/ask", "", "", true, false, null)]
    [InlineData("prefer", "/ask", "", "wayland-0", true, false, "/ask")]
    [InlineData("force", "/ask", "", "", true, false, "/ask")]
    [InlineData("never", "/ask", ":0", "", true, false, null)]
    [InlineData("force", "", ":0", "", true, false, null)]
    [InlineData("", "", "", "", false, true, null)]
    [InlineData("", "/ask", "", "", false, true, null)]
    [InlineData("", "/ask", ":0", "", false, false, "/ask")]
    [InlineData("force", "/ask", "", "", false, false, "/ask")]
    [InlineData("never", "/ask", ":0", "", false, true, null)]
    [InlineData("prefer", "", ":0", "", false, true, null)]
    public void Of_Confirm_AsksWhereSshWould(string require, string program, string display, string wayland, bool hasTerminal, bool hasNobody, string? asks)
    {
        ConnectOptions options = Options("-A|confirm|host") with { Kind = hasTerminal ? SessionKind.Terminal : SessionKind.Command };
        AgentConfirmation confirmation = ForwardChoice.Of(options, null, Environment, out _).Confirmation!;
        Assert.Equal((hasNobody, asks, "host"), (confirmation.HasNobody, confirmation.Program, confirmation.Host));

        string? Environment(string name) => name switch
        {
            "SSH_ASKPASS_REQUIRE" => require,
            "SSH_ASKPASS" => program,
            "DISPLAY" => display,
            "WAYLAND_DISPLAY" => wayland,
            _ => Variable(name),
        };
    }

    private static string? Variable(string name) => name switch
    {
        "SSH_AUTH_SOCK" => "/run/agent",
        "OTHER" => "/run/other",
        _ => null,
    };

    private static ConnectOptions Options(string line) => ConnectCommandLine.Parse(line.Split('|'), isStock: false, _ => null).Settings!;
}
