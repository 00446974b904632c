namespace Godwit.Cli.Tests;

public sealed class ExecCommandLineTests
{
    // ssh(1), OpenSSH 9.2: what its usage lists.
    private const string WithoutValue = "46AaCfGgKkMNnqsTtVvXxYy";
    private const string WithValue = "BbcDEeFIiJLlmOoPpQRSWw";

    [Theory]
    [InlineData("host|cmd", "host", "cmd")]
    [InlineData("host|--|cmd|-x", "host", "cmd|-x")]
    [InlineData("--|host|cmd|-x", "host", "cmd|-x")]
    [InlineData("--|host|--|cmd", "host", "cmd")]
    [InlineData("--|host|-l|me", "host", "-l|me")]
    [InlineData("-p|22|me@host|cmd", "me@host", "cmd")]
    [InlineData("host|-p|22|cmd|-p", "host", "cmd|-p")]
    [InlineData("host|cmd|--|x", "host", "cmd|--|x")]
    [InlineData("host|-", "host", "-")]
    [InlineData("host", "host", "")]
    [InlineData("-l|-x|host", "host", "")]
    public void Parse_HostAndCommand_AreWhereSshHasThem(string line, string host, string command)
    {
        ConnectOptions options = Accept(line);
        Assert.Equal((host, command), (options.Host, string.Join('|', options.Command)));
        Assert.Equal(SessionKind.Command, options.Kind);
    }

    [Theory]
    [InlineData("-p22|host", "-p|22")]
    [InlineData("-p|22|host", "-p|22")]
    [InlineData("-vvq|host", "-v|-v|-q")]
    [InlineData("-4vp22|host", "-v|-p|22")]
    [InlineData("-Tnvi|key|host", "-v|-i|key")]
    [InlineData("-oPort=22|-o|User=x|host", "-o|Port=22|-o|User=x")]
    [InlineData("-J|a,b|-F|file|-S|none|host", "-J|a,b|-F|file|-S|none")]
    [InlineData("host|-l|me|cmd", "-l|me")]
    [InlineData("-x|-oClearAllForwardings=yes|-n|-a|-g|-K|host", "-x|-oClearAllForwardings=yes|-a|-g|-K")]
    public void Parse_LettersOfTheLogin_GoToSsh(string line, string ssh) => Assert.Equal(
        ssh.Replace("-oClear", "-o|Clear", StringComparison.Ordinal), string.Join('|', Accept(line).SshOptions));

    [Theory]
    [InlineData("-C")]
    [InlineData("-TtCfMy")]
    [InlineData("-e|none")]
    [InlineData("-enone")]
    public void Parse_LettersOfTerminalsAndLongLogins_GoNowhere(string line) => Assert.Empty(Accept(line + "|host|cmd").SshOptions);

    [Fact]
    public void Parse_LettersOfForwarding_AreOurs()
    {
        ConnectOptions options = Accept("-A|-Y|-L8080:a:80|-R|0:b:22|-4|-D1080|host|cmd");
        Assert.Empty(options.SshOptions);
        Assert.Equal(3, options.Forwards.Count);
        Assert.Equal((true, true, true), (options.ForwardsAgent, options.ForwardsDisplay, options.TrustsDisplay));
        Assert.Equal("-4", AddressFamily.ToSshOption(options.Family));
    }

    [Theory]
    [InlineData("-A|confirm|host|cmd", true, "cmd")]
    [InlineData("-vA|confirm|host", true, "")]
    [InlineData("host|-A|confirm|cmd", true, "cmd")]
    [InlineData("-A|host|confirm", false, "confirm")]
    [InlineData("--forward-agent=confirm|host", true, "")]
    public void Parse_AgentWithConfirm_IsOurs(string line, bool confirms, string command)
    {
        ConnectOptions options = Accept(line);
        Assert.Equal((confirms ? AgentWish.Confirm : AgentWish.Yes, "host", command), (options.Agent, options.Host, string.Join(' ', options.Command)));
    }

    [Fact]
    public void Parse_AllLettersOfSsh_AreTakenOrRefusedWithASentence()
    {
        foreach (char letter in WithValue + WithoutValue)
        {
            bool hasValue = WithValue.Contains(letter, StringComparison.Ordinal);
            string value = letter switch { 'L' or 'R' => "1:h:1", 'D' => "1", _ => "v" };
            Parsed<ConnectOptions> parsed = Parse(hasValue ? $"-{letter}|{value}|host" : $"-{letter}|host");
            bool isRefused = "GOQVWw".Contains(letter, StringComparison.Ordinal);
            Assert.True(parsed.Settings is null == (isRefused || letter == 's'), $"-{letter}: {parsed.Error}");
            Assert.True(!hasValue || Parse($"-{letter}").Error.StartsWith($"godwit exec: option -{letter} requires an argument.\n", StringComparison.Ordinal), $"-{letter}");
            Assert.True(parsed.Settings is null || parsed.Settings.Host == "host", $"-{letter}");
        }
    }

    [Theory]
    [InlineData("-G|host", "-G is for ssh itself.")]
    [InlineData("-W|h:1|host", "-W is for ssh itself.")]
    [InlineData("-O|exit|host", "-O is for ssh itself.")]
    [InlineData("-z|host", "ssh knows no option -z.")]
    [InlineData("-vZ|host", "ssh knows no option -Z.")]
    [InlineData("-o", "option -o requires an argument.")]
    [InlineData("-vp", "option -p requires an argument.")]
    [InlineData("", "on which host?")]
    [InlineData("-v|--", "on which host?")]
    [InlineData("-s|host|netconf", "of subsystems (-s) only sftp is known here.")]
    [InlineData("-N|host|cmd", "one host, and no command: 'cmd' is one word too many.")]
    public void Parse_WhatIsNotUnderstood_IsRefusedAsSshDoes(string line, string sentence)
    {
        Parsed<ConnectOptions> parsed = Parse(line);
        Assert.Null(parsed.Settings);
        Assert.Equal(255, parsed.ExitStatus);
        Assert.Contains($": {sentence}\nUsage: godwit ", parsed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nonsense|host")]
    [InlineData("-L|nonsense|host")]
    [InlineData("--port=x|host")]
    public void Parse_WhatOurParserRefuses_HasTheStatusOfSshToo(string line)
    {
        Parsed<ConnectOptions> parsed = Parse(line);
        Assert.Null(parsed.Settings);
        Assert.Equal(255, parsed.ExitStatus);
        Assert.NotEmpty(parsed.Error);
    }

    [Theory]
    [InlineData("--ssh=ssh -F x|--local|--port=7001|host|cmd")]
    [InlineData("--ssh|ssh -F x|--local|--port|7001|host|cmd")]
    [InlineData("host|--ssh|ssh -F x|--local|--port=7001|--|cmd")]
    public void Parse_LongOptions_AreOurs(string line)
    {
        ConnectOptions options = Accept(line);
        Assert.Equal(("ssh -F x", true, "7001", "host"), (options.Ssh, options.IsLocal, options.Ports, options.Host));
        Assert.Equal(["cmd"], options.Command);
        Assert.Empty(options.SshOptions);
    }

    [Theory]
    [InlineData("-s|host|sftp")]
    [InlineData("-x|-oRequestTTY=no|-s|--|host|sftp")]
    [InlineData("-xs|host|--|sftp")]
    public void Parse_SubsystemSftp_IsTheServerProgram(string line) =>
        Assert.Contains("exec sftp-server", Assert.Single(Accept(line).Command), StringComparison.Ordinal);

    [Fact]
    public void Parse_NoInput_IsEmptyInput() => Assert.Equal((false, true), (Accept("-n|host|cmd").ReadsInput, Accept("host|cmd|-n").ReadsInput));

    [Fact]
    public void Parse_NoCommand_IsForwardingsOnly() => Assert.Equal(SessionKind.Forwards, Accept("-N|-L1:h:1|host").Kind);

    [Fact]
    public void Parse_ForwardWithCommand_IsRefused()
    {
        Assert.Equal(SessionKind.Forwards, Parse("-L1:h:1|host", SessionKind.Forwards).Settings!.Kind);
        Assert.StartsWith("godwit forward: one host, and no command: 'ls' is one word too many.\n", Parse("host|ls", SessionKind.Forwards).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Help_IsAnAnswer()
    {
        Parsed<ConnectOptions> parsed = Parse("-v|--help");
        Assert.Equal(("", 0), (parsed.Error, parsed.ExitStatus));
        Assert.StartsWith("Usage: godwit exec ", parsed.Output, StringComparison.Ordinal);
        Assert.Equal(["--help"], Accept("host|cmd|--help").Command.Skip(1));
    }

    [Fact]
    public void Parse_NobodyCanBeAsked_InstallsNothingUnlessTold()
    {
        Assert.Equal(InstallMode.Never, Accept("host|cmd").Install);
        Assert.Equal(InstallMode.Always, Accept("--install=always|host|cmd").Install);
    }

    private static ConnectOptions Accept(string line)
    {
        Parsed<ConnectOptions> parsed = Parse(line);
        Assert.True(parsed.Settings is not null, parsed.Error);
        return parsed.Settings;
    }

    private static Parsed<ConnectOptions> Parse(string line, SessionKind kind = SessionKind.Command) =>
        ExecCommandLine.Parse(line.Length == 0 ? [] : line.Split('|'), kind, _ => null);
}
