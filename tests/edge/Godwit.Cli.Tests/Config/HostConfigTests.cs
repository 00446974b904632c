using System.Text;

namespace Godwit.Cli.Tests;

public sealed class HostConfigTests
{
    /// <summary>A value for each keyword that is not the default; with blanks where there may be some.</summary>
    public static TheoryData<string, string> Keywords => new()
    {
        { "Client", "/opt/my client" },
        { "Server", "/opt/godwit/bin/godwit server" },
        { "Predict", "never" },
        { "PredictOverwrite", "yes" },
        { "Family", "inet6" },
        { "Port", "60010:60020" },
        { "BindServer", "192.0.2.1" },
        { "Ssh", "ssh -p 2222 -o 'A B'" },
        { "SshPty", "yes" },
        { "Init", "no" },
        { "RemoteIp", "remote" },
        { "ClipboardRead", "yes" },
        { "Ambiguous", "wide" },
        { "Escape", "ctrl-]" },
        { "Stats", "/tmp/how it went" },
        { "Log", "/tmp/what happened" },
        { "OnLost", "notify-send 'no answer'" },
        { "OnResume", "notify-send back" },
        { "Install", "never" },
        { "Ttl", "1h30m" },
        { "SendEnv", "EDITOR,PAGER" },
        { "ExitOnForwardFailure", "yes" },
        { "ForwardAgent", "confirm" },
    };

    private static IEnumerable<OptionSpec> Specs => ConnectCommandLine.GodwitSpecs.Where(spec => spec.Keyword.Length > 0);

    [Fact]
    public void Keywords_OfTheOptions_AreAllTriedHere() =>
        Assert.Equal(Specs.Select(spec => spec.Keyword).Order(), Keywords.Select(row => row.Data.Item1).Order());

    [Fact]
    public void Keywords_LongOptionsWithout_AreThoseThatNoFileCanMean() => Assert.Equal(
        ["local", "fake-proxy", "help", "version", "config"],
        ConnectCommandLine.GodwitSpecs.Where(spec => spec.Name.Length > 1 && spec.Keyword.Length == 0).Select(spec => spec.Name));

    /// <summary>The law: a line does what its long option does, however the keyword is written.</summary>
    [Theory]
    [MemberData(nameof(Keywords))]
    public void Line_OfEachKeyword_IsItsLongOption(string keyword, string value)
    {
        OptionSpec spec = Specs.Single(spec => spec.Keyword == keyword);
        string option = spec.Argument == OptionArgument.Value ? $"{spec.Word}={value}" : value == "yes" ? spec.Word : spec.NegatedWord!;
        string expected = Show([option, "host"], "");
        Assert.NotEqual(Show(["host"], ""), expected);
        Assert.Equal(expected, Show(["host"], $"{keyword} \"{value}\""));
        Assert.Equal(expected, Show(["host"], $"{keyword.ToUpperInvariant()} = \"{value}\""));
        Assert.Equal(expected, Show(["host"], $"Host h*\n{keyword.ToLowerInvariant()}=\"{value}\""));
        Assert.Equal(Show(["host"], ""), Show(["host"], $"Host other\n{keyword} \"{value}\""));
    }

    [Theory]
    [InlineData("Port 1\nPort 2\n", "1")]
    [InlineData("Host host\nPort 1\nHost *\nPort 2\n", "1")]
    [InlineData("Host other\nPort 1\nHost *\nPort 2\n", "2")]
    [InlineData("Host * !host\nPort 1\nHost ho?t\nPort 2\n", "2")]
    [InlineData("Host other\nPort 1\nHOST=host x\nPort 2\n", "2")]
    [InlineData("Port 1\nHost host\nPort 2\n", "1")]
    [InlineData("Host other\nPort 1\n", null)]
    public void For_Host_FirstValueOfItsBlocksCounts(string text, string? ports) => Assert.Equal(ports, Options(["user@host"], text).Ports);

    [Fact]
    public void For_TwoFiles_FirstCountsAndItsLastBlockEndsWithIt()
    {
        var config = new HostConfig();
        List<string> problems = [];
        config.Add("own", "Port 1\nHost other\nFamily inet\n"u8, problems);
        config.Add("system", "Port 2\nFamily all\n"u8, problems);
        ConnectOptions options = ConnectCommandLine.Parse(["host"], isStock: false, _ => null, _ => Parsed<HostConfig>.Success(config)).Settings!;
        Assert.Equal(("1", "all"), (options.Ports, options.Family));
    }

    [Fact]
    public void SendEnv_OfAllBlocksAndTheCommandLine_IsSent() => Assert.Equal(
        ["A", "B", "C", "D", "E"],
        Options(["--send-env=E", "host"], "SendEnv A B\nHost host\nSendEnv C,D\nHost other\nSendEnv X\n").SentVariables);

    [Theory]
    [InlineData("Prot 1", "\"Prot\" is not a keyword; godwit.conf(5) lists them")]
    [InlineData("Include x", "\"Include\" is not a keyword; godwit.conf(5) lists them")]
    [InlineData("Port", "Port needs a value")]
    [InlineData("Host", "Host needs a value")]
    [InlineData("Port 70000", "Port 70000 cannot be used: the server's port 70000 is not within 0 to 65535")]
    [InlineData("Port 1 2", "Port takes one value; if there are blanks in it, it needs quotes")]
    [InlineData("ssh ssh -p 22", "Ssh takes one value; if there are blanks in it, it needs quotes")]
    [InlineData("Ssh \" \"", "Ssh   is not a command: it is empty or a quote is not closed")]
    [InlineData("Ssh \"ssh -o 'A\"", "Ssh ssh -o 'A is not a command: it is empty or a quote is not closed")]
    [InlineData("Init maybe", "Init maybe is not known: yes or no")]
    [InlineData("Family ipx", "Family ipx is not known: use one of inet, inet6, auto, all, prefer-inet, prefer-inet6")]
    [InlineData("Predict often", "Predict often is not known: use adaptive, always, never or experimental")]
    [InlineData("Ambiguous both", "Ambiguous both is not known: narrow or wide")]
    [InlineData("Escape ctrl-c", "Escape ctrl-c is not a key that can be used: a control key as ctrl-], a character as ~, or none")]
    [InlineData("RemoteIp dns", "RemoteIp dns is not known: use proxy, remote or local")]
    [InlineData("BindServer eth0", "BindServer eth0 is none of ssh, any and a numeric address")]
    [InlineData("Install maybe", "Install maybe is not known: use ask, always or never")]
    [InlineData("Ttl soon", "Ttl soon is no time: for example 7d, 12h, 1h30m, 90s, or none")]
    [InlineData("SendEnv A TERM", "SendEnv A TERM names TERM, which is not a variable that can be sent")]
    public void Add_LineWithAMistake_SaysWhatAndWhereForWhateverHost(string line, string sentence)
    {
        List<string> problems = [];
        new HostConfig().Add("/etc/godwit/config", Encoding.UTF8.GetBytes($"Host other\n\n{line}\nPort 1\n"), problems);
        Assert.Equal([$"/etc/godwit/config:3: {sentence}.\n"], problems);
    }

    [Theory]
    [InlineData("Family INET6")]
    [InlineData("Predict Always")]
    [InlineData("RemoteIp LOCAL")]
    [InlineData("BindServer Any")]
    [InlineData("Init YES")]
    public void Add_ValueInAnyCase_IsTakenAsOnTheCommandLine(string line) => _ = Options(["host"], line);

    [Fact]
    public void Add_FileBelowHome_IsFoundThere() => Assert.Equal(
        "/home/u/stats.json",
        ConnectCommandLine.Parse(["host"], isStock: false, name => name == "HOME" ? "/home/u" : null, _ => Config("Stats ~/stats.json")).Settings!.StatsFile);

    /// <summary>The law: nothing throws, and what was taken can be printed and read again.</summary>
    [Fact]
    public void Add_AnyOctets_NeitherThrowsNorBreaksALine()
    {
        var random = new Random(20250101);
        string[] pieces = [.. Keywords.Select(row => row.Data.Item1), .. Keywords.Select(row => row.Data.Item2), "Host", "*", "!h*", "=", " ", "\t", "\n", "\n", "\"", "'", "\\", "#", "\0", "\x1B", "yes", "no", "~/"];
        for (int round = 0; round < 20_000; round++)
        {
            byte[] text = new byte[random.Next(80)];
            random.NextBytes(text);
            if (round % 4 != 0)
            {
                text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => pieces[random.Next(pieces.Length)])));
            }

            List<string> problems = [];
            var config = new HostConfig();
            config.Add("f", text, problems);
            Assert.All(problems, problem => Assert.Matches("^f:[0-9]+: [^\n\x1B]*[.]\n$", problem));
            string shown = ConfigText.Format(ConnectCommandLine.Parse(["host"], isStock: false, _ => null, _ => Parsed<HostConfig>.Success(config)).Settings!, _ => null);
            Assert.Equal(shown, Show(["host"], shown));
        }
    }

    private static string Show(string[] arguments, string text)
    {
        Parsed<ConnectOptions> parsed = ConnectCommandLine.Parse(arguments, isStock: false, _ => null, _ => Config(text));
        Assert.Equal("", parsed.Error);
        return ConfigText.Format(parsed.Settings!, _ => null);
    }

    private static ConnectOptions Options(string[] arguments, string text) =>
        ConnectCommandLine.Parse(arguments, isStock: false, _ => null, _ => Config(text)).Settings!;

    private static Parsed<HostConfig> Config(string text)
    {
        List<string> problems = [];
        var config = new HostConfig();
        config.Add("f", Encoding.UTF8.GetBytes(text), problems);
        Assert.Empty(problems);
        return Parsed<HostConfig>.Success(config);
    }
}
