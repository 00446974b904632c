namespace Godwit.Cli.Tests;

public sealed class ConnectCommandLineTests
{
    [Fact]
    public void Parse_HostAlone_GivesDefaults()
    {
        var options = Accept("user@host");
        Assert.Equal("user@host", options.Host);
        Assert.Equal("host", options.HostName);
        Assert.Equal("user@192.0.2.1", options.HostWithName("192.0.2.1"));
        Assert.Empty(options.Command);
        Assert.Equal(("adaptive", "prefer-inet", "ssh", "ssh"), (options.Prediction, options.Family, options.BindServer, options.Ssh));
        Assert.Equal((null, null, null), (options.Ports, options.Server, options.SshPty));
        Assert.Null(options.UsesAlternateScreen);
        Assert.Equal(RemoteAddressSource.Proxy, options.RemoteAddress);
    }

    [Theory]
    [InlineData("host|ls|--|-l", "ls|-l")]
    [InlineData("host|--|ls|-l", "ls|-l")]
    [InlineData("--|host|ls|-l", "ls|-l")]
    [InlineData("--|host|--|ls", "ls")]
    [InlineData("host|-4|ls", "ls")]
    public void Parse_StockCommand_EndsWhereOptionsEnd(string line, string command)
    {
        var options = Accept(line);
        Assert.Equal("host", options.Host);
        Assert.Equal(command.Split('|'), options.Command);
    }

    [Fact]
    public void Parse_StockCommandWithOptions_NeedsSeparator() =>
        Assert.StartsWith("Unknown option: la\nUsage: mosh", Parse("host|ls|-la").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("host|ls|-la", "ls|-la")]
    [InlineData("host|--|ls|-la", "ls|-la")]
    [InlineData("host|-4|git|commit|--|x", "git|commit|--|x")]
    [InlineData("--|host|ls", "ls")]
    public void Parse_GodwitCommand_KeepsItsOwnOptions(string line, string command)
    {
        var options = Parse(line, isStock: false).Settings!;
        Assert.Equal("host", options.Host);
        Assert.Equal(command.Split('|'), options.Command);
    }

    [Theory]
    [InlineData("-a|host", "always")]
    [InlineData("-n|host", "never")]
    [InlineData("-a|-n|host", "never")]
    [InlineData("-n|-a|host", "always")]
    [InlineData("--predict=experimental|host", "experimental")]
    [InlineData("-a|--predict|adaptive|host", "adaptive")]
    public void Parse_Prediction_LastCounts(string line, string mode) => Assert.Equal(mode, Accept(line).Prediction);

    [Fact]
    public void Parse_PredictionOfEnvironment_IsUsedIfNoOptionSaysOtherwise()
    {
        Assert.Equal("never", Parse("host", prediction: "never").Settings!.Prediction);
        Assert.Equal("always", Parse("-a|host", prediction: "bad").Settings!.Prediction);
        Assert.Contains("MOSH_PREDICTION_DISPLAY", Parse("host", prediction: "bad").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-4|host", "inet")]
    [InlineData("-6|host", "inet6")]
    [InlineData("-4|-6|host", "inet6")]
    [InlineData("--family=all|host", "all")]
    [InlineData("--fam|prefer-inet6|host", "prefer-inet6")]
    public void Parse_Family_LastCounts(string line, string family) => Assert.Equal(family, Accept(line).Family);

    [Theory]
    [InlineData("-p|60010|host", "60010")]
    [InlineData("--port=60010:60020|host", "60010:60020")]
    [InlineData("-p|0|host", "0")]
    [InlineData("-p|5:5|host", "5:5")]
    public void Parse_Port_IsKeptAsWritten(string line, string ports) => Assert.Equal(ports, Accept(line).Ports);

    [Theory]
    [InlineData("60010:60005")]
    [InlineData("abc")]
    [InlineData("0:5")]
    [InlineData("5:")]
    [InlineData(":5")]
    [InlineData("5:0")]
    [InlineData("70000")]
    [InlineData("1:70000")]
    [InlineData("1:2:3")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void Parse_BadPort_IsRefusedInOneSentence(string ports)
    {
        foreach (var isStock in new[] { true, false })
        {
            var parsed = Parse($"-p|{ports}|host", isStock);
            Assert.Null(parsed.Settings);
            Assert.NotEqual(0, parsed.ExitStatus);
            Assert.EndsWith(".\n", parsed.Error, StringComparison.Ordinal);
            Assert.Equal(1, parsed.Error.Count(character => character == '\n'));
        }
    }

    [Fact]
    public void Parse_OtherOptions_AreTaken()
    {
        var options = Accept("--client=c|--server=env X=1 s|-o|--bind-server=any|--ssh=ssh -p 22|--no-ssh-pty|--no-init|--local|--experimental-remote-ip=REMOTE|host");
        Assert.Equal(("c", "env X=1 s", "any", "ssh -p 22"), (options.Client, options.Server, options.BindServer, options.Ssh));
        Assert.Equal((true, false, false, true), (options.PredictionOverwrites, options.SshPty, options.UsesAlternateScreen, options.IsLocal));
        Assert.Equal(RemoteAddressSource.Remote, options.RemoteAddress);
        Assert.False(Accept("-o|--no-predict-overwrite|host").PredictionOverwrites);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--")]
    [InlineData("--predict=bad|host")]
    [InlineData("--foo|host")]
    [InlineData("-s|host")]
    [InlineData("--port")]
    [InlineData("--experimental-remote-ip=x|host")]
    public void Parse_StockMistake_GetsUsageAndFailure(string line)
    {
        var parsed = Parse(line);
        Assert.Null(parsed.Settings);
        Assert.NotEqual(0, parsed.ExitStatus);
        Assert.Contains("Usage: mosh", parsed.Error, StringComparison.Ordinal);
        Assert.Equal("", parsed.Output);
    }

    [Theory]
    [InlineData("--ssh= |host")]
    [InlineData("--ssh='|host")]
    public void Parse_SshThatIsNoCommand_IsRefused(string line) => Assert.Contains("--ssh", Parse(line).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("--escape=ctrl-]|host", 0x1D)]
    [InlineData("--escape|~|host", '~')]
    [InlineData("--escape=none|host", 0)]
    public void Parse_EscapeKey_IsTaken(string line, int key) => Assert.Equal((byte)key, Parse(line, isStock: false).Settings!.Escape!.Value.Key);

    [Theory]
    [InlineData("--escape=ctrl-c|host")]
    [InlineData("--escape=ab|host")]
    public void Parse_EscapeKeyThatCannotBe_IsRefused(string line)
    {
        var parsed = Parse(line, isStock: false);
        Assert.Equal(1, parsed.ExitStatus);
        Assert.Contains("is not a key that can be used", parsed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NoEscapeKeyNorStats_LeavesThemToTheEnvironment() =>
        Assert.True(Parse("host", isStock: false).Settings is { Escape: null, StatsFile: null });

    [Fact]
    public void Parse_Stats_NamesTheFile() => Assert.Equal("/tmp/s", Parse("--stats=/tmp/s|host", isStock: false).Settings!.StatsFile);

    [Theory]
    [InlineData("--help", true, "Usage: mosh")]
    [InlineData("-h", true, "Usage: mosh")]
    [InlineData("host|--version", true, "mosh (godwit")]
    [InlineData("-v|host", true, "mosh (godwit")] // A shortened "--version", as in stock.
    [InlineData("--help", false, "Usage: godwit")]
    [InlineData("--version", false, "godwit ")]
    public void Parse_HelpOrVersion_IsAnswered(string line, bool isStock, string beginning)
    {
        var parsed = Parse(line, isStock);
        Assert.Equal(0, parsed.ExitStatus);
        Assert.StartsWith(beginning, parsed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FakeProxy_TakesHostAndPort()
    {
        var options = Accept("--family=inet|--fake-proxy|--|host|22");
        Assert.True(options.IsFakeProxy);
        Assert.Equal(("host", "inet"), (options.Host, options.Family));
        Assert.Equal(["22"], options.Command);
    }

    [Fact]
    public void Version_OfTexts_IsTheBuilds() =>
        Assert.StartsWith(Texts.VersionNumber + ".", typeof(Texts).Assembly.GetName().Version!.ToString(), StringComparison.Ordinal);

    private static ConnectOptions Accept(string line)
    {
        var parsed = Parse(line);
        Assert.Equal("", parsed.Error);
        return parsed.Settings!;
    }

    private static Parsed<ConnectOptions> Parse(string line, bool isStock = true, string? prediction = null) =>
        ConnectCommandLine.Parse(
            line.Length == 0 ? [] : line.Split('|'),
            isStock,
            name => name == "MOSH_PREDICTION_DISPLAY" ? prediction : null);
}
