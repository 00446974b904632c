namespace Godwit.Cli.Tests;

/// <summary>The vectors of spec 04 section 2.2; <see cref="MoshWrapperTests"/> compares them with stock's own.</summary>
public sealed class MoshSshCommandTests
{
    private const string Defaults = "mosh-server 'new' '-c' '256' '-s' '-l' 'LANG=C.UTF-8'";
    private const string PrintConnection = """sh -c '[ -n "$SSH_CONNECTION" ] && printf "\nMOSH SSH_CONNECTION %s\n" "$SSH_CONNECTION"' ; """;

    [Theory]
    [InlineData("host", $"ssh|-n|-tt|-S|none|-o|ProxyCommand='/bin/mosh' '--family=prefer-inet' --fake-proxy -- %h %p|host|--|{Defaults}")]
    [InlineData("-4|u@host", $"ssh|-n|-tt|-S|none|-o|ProxyCommand='/bin/mosh' '--family=inet' --fake-proxy -- %h %p|u@host|--|{Defaults}")]
    [InlineData("--no-ssh-pty|host", $"ssh|-n|-S|none|-o|ProxyCommand='/bin/mosh' '--family=prefer-inet' --fake-proxy -- %h %p|host|--|{Defaults}")]
    [InlineData("--experimental-remote-ip=remote|host", $"ssh|-n|-tt|host|--|{PrintConnection}{Defaults}")]
    [InlineData("--experimental-remote-ip=remote|-6|host", $"ssh|-n|-tt|-6|host|--|{PrintConnection}{Defaults}")]
    [InlineData("--experimental-remote-ip=remote|--family=all|host", $"ssh|-n|-tt|host|--|{PrintConnection}{Defaults}")]
    [InlineData("--experimental-remote-ip=local|u@192.0.2.1", $"ssh|-n|-tt|u@192.0.2.1|--|{Defaults}")]
    [InlineData("--experimental-remote-ip=local|--ssh=ssh -p 2222 -o 'A B'|host", $"ssh|-p|2222|-o|A B|-n|-tt|host|--|{Defaults}")]
    public void Build_Options_GivesVector(string line, string expected)
    {
        var options = Options(line);
        var vector = MoshSshCommand.Build(options, ServerCommand(options), "/bin/mosh");
        Assert.Equal(expected.Split('|'), vector);
    }

    [Theory]
    [InlineData("-p|60010:60020|host", "mosh-server 'new' '-c' '256' '-s' '-p' '60010:60020' '-l' 'LANG=C.UTF-8'")]
    [InlineData("--bind-server=ANY|host", "mosh-server 'new' '-c' '256' '-l' 'LANG=C.UTF-8'")]
    [InlineData("--bind-server=Ssh|host", Defaults)]
    [InlineData("--bind-server=192.0.2.9|host", "mosh-server 'new' '-c' '256' '-i' '192.0.2.9' '-l' 'LANG=C.UTF-8'")]
    [InlineData("--local|127.0.0.1", "mosh-server 'new' '-c' '256' '-i' '127.0.0.1' '-l' 'LANG=C.UTF-8'")]
    [InlineData("--local|--bind-server=any|127.0.0.1", "mosh-server 'new' '-c' '256' '-l' 'LANG=C.UTF-8'")]
    [InlineData("--server=env A=b s|host", "env A=b s 'new' '-c' '256' '-s' '-l' 'LANG=C.UTF-8'")]
    [InlineData("host|--|it's|a b|naïve\n日本|", @$"{Defaults} '--' 'it'\''s' 'a b' 'naïve" + "\n日本' ''")]
    public void ServerCommand_Options_GivesOneQuotedLine(string line, string expected) => Assert.Equal(expected, ServerCommand(Options(line)));

    [Fact]
    public void ServerArguments_LocaleVariables_ComeInStocksOrder()
    {
        var words = ServerArguments.Build(Options("host"), 8, name => name is "LC_ALL" or "LANGUAGE" or "LC_PAPER" ? $"{name} " : null);
        Assert.Equal(["new", "-c", "8", "-s", "-l", "LANGUAGE=LANGUAGE ", "-l", "LC_PAPER=LC_PAPER ", "-l", "LC_ALL=LC_ALL "], words);
    }

    [Fact]
    public void Build_ProxyProgramWithOddName_IsSafeForShellAndSsh()
    {
        var vector = MoshSshCommand.Build(Options("host"), "s", "/o'd 100%/mosh");
        Assert.Contains(@"ProxyCommand='/o'\''d 100%%/mosh' '--family=prefer-inet' --fake-proxy -- %h %p", vector);
    }

    private static string ServerCommand(ConnectOptions options) =>
        MoshSshCommand.ServerCommand(options, ServerArguments.Build(options, 256, name => name == "LANG" ? "C.UTF-8" : null));

    private static ConnectOptions Options(string line) => ConnectCommandLine.Parse(line.Split('|'), isStock: true, _ => null).Settings!;
}
