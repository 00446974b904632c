using Godwit.Server;

namespace Godwit.Cli.Tests;

public sealed class ServerCommandLineTests
{
    private static readonly Dictionary<string, string> OverSsh = new() { ["SSH_CONNECTION"] = "192.0.2.1 5555 198.51.100.7 22" };

    [Fact]
    public void Parse_StockWrappersWords_GiveSettings()
    {
        var settings = Accept("new|-c|256|-s|-p|60010:60020|-l|LANG=C.UTF-8|-l|X=a=b|-v|-v|--|ls|-l|a b", OverSsh);
        Assert.Equal("198.51.100.7", settings.BindAddress);
        Assert.Equal((60010, 60020), (settings.PortLow, settings.PortHigh));
        Assert.Equal(256, settings.Colors);
        Assert.Equal([new("LANG", "C.UTF-8"), new("X", "a=b")], settings.LocaleFallback);
        Assert.Equal(2, settings.Verbosity);
        Assert.Equal(["ls", "-l", "a b"], settings.Command);
    }

    [Theory]
    [InlineData("")]
    [InlineData("new")]
    [InlineData("new|--")]
    [InlineData("new|true")] // Only what follows "--" is a command.
    [InlineData("--")]
    public void Parse_NoCommand_MeansLoginShellAndDefaults(string line)
    {
        var settings = Accept(line);
        Assert.Null(settings.Command);
        Assert.Null(settings.BindAddress);
        Assert.Equal((60001, 60999), (settings.PortLow, settings.PortHigh));
        Assert.Equal(0, settings.Colors);
    }

    [Theory]
    [InlineData("new|-p|0", 0, 0)]
    [InlineData("new|-p|60010", 60010, 60010)]
    [InlineData("new|-p60010:60010", 60010, 60010)]
    [InlineData("new|-p|", 0, 0)]
    [InlineData("127.0.0.1|60077", 60077, 60077)]
    public void Parse_Ports_AreRead(string line, int low, int high)
    {
        var settings = Accept(line);
        Assert.Equal((low, high), (settings.PortLow, settings.PortHigh));
    }

    [Theory]
    [InlineData("new|-p|60010:60005", "60010:60005")]
    [InlineData("new|-p|0:5", "0:5")]
    [InlineData("new|-p|5:", "5:")]
    [InlineData("new|-p|abc", "abc")]
    [InlineData("new|-p|60001:60002x", "60001:60002x")]
    [InlineData("new|-p|70000", "70000")]
    [InlineData("new|-p|-1", "-1")]
    [InlineData("127.0.0.1|abc", "abc")]
    public void Parse_BadPorts_AreRefusedWithThreeLines(string line, string value)
    {
        var parsed = Parse(line);
        Assert.Null(parsed.Settings);
        Assert.Equal(1, parsed.ExitStatus);
        var lines = parsed.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal($"mosh-server: Bad UDP port range ({value})", lines[1]);
        Assert.StartsWith("Usage: mosh-server new", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new|-c|abc")]
    [InlineData("new|-c|5x")]
    [InlineData("1|2|3")]
    [InlineData("new|-c|99999999999999999999")]
    public void Parse_BadCommandLine_IsRefused(string line)
    {
        var parsed = Parse(line);
        Assert.Null(parsed.Settings);
        Assert.Equal(1, parsed.ExitStatus);
        Assert.Contains("Usage: mosh-server new", parsed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new|-x|foo|-c|256|--|true", 1)]
    [InlineData("new|--foo|-c256|--|true", 4)] // "--foo" is four unknown letters.
    public void Parse_UnknownOptions_WarnAndGoOn(string line, int usages)
    {
        var parsed = Parse(line);
        Assert.Equal(256, parsed.Settings!.Colors);
        Assert.Equal(["true"], parsed.Settings.Command);
        Assert.Equal(usages, parsed.Error.Split("Usage:").Length - 1);
    }

    [Theory]
    [InlineData("new|-@|ignored|-c|8")]
    [InlineData("new|-c|8|-l|NOVALUE")]
    public void Parse_OptionsWithoutEffect_AreSwallowed(string line)
    {
        var parsed = Parse(line);
        Assert.Equal(8, parsed.Settings!.Colors);
        Assert.Empty(parsed.Settings.LocaleFallback);
        Assert.Equal("", parsed.Error);
    }

    /// <summary>The command line goes before the variable; a slip is told and leaves nobody without a session.</summary>
    [Theory]
    [InlineData("new", null, 604_800, "")]
    [InlineData("new", "2h", 7200, "")]
    [InlineData("new", "2x", 604_800, "GODWIT_TTL=2x is no time")]
    [InlineData("new|--ttl=90|-c|8", "2h", 90, "")]
    [InlineData("--ttl|none|-c|8", null, 0, "")]
    [InlineData("new|--ttl=soon|-c|8", null, 604_800, "--ttl=soon is no time")]
    [InlineData("new|--ttl", null, 604_800, "--ttl= is no time")]
    public void Parse_TimeToLive_IsOurServersAlone(string line, string? variable, int expected, string warning)
    {
        Dictionary<string, string> environment = variable is null ? [] : new() { ["GODWIT_TTL"] = variable };
        var parsed = ServerCommandLine.Parse(line.Split('|'), isStock: false, name => environment.GetValueOrDefault(name));
        Assert.Equal(expected, parsed.Settings!.TimeToLiveSeconds);
        Assert.True(warning.Length == 0 ? parsed.Error.Length == 0 : parsed.Error.Contains(warning, StringComparison.Ordinal), parsed.Error);
        Assert.Equal(0, ServerCommandLine.Parse(["new"], isStock: true, name => environment.GetValueOrDefault(name)).Settings!.TimeToLiveSeconds);
    }

    [Theory]
    [InlineData("new|-s", null)]
    [InlineData("new|-i|192.0.2.5", "192.0.2.5")]
    public void Parse_GodwitsUserDidNotChoose_OnlySshsAddressGivesWay(string line, string? expected)
    {
        var parsed = Parse(line, new() { ["SSH_CONNECTION"] = "1 2 198.51.100.7 4", ["GODWIT_BIND_ANY"] = "1" });
        Assert.Equal(expected, parsed.Settings!.BindAddress);
        Assert.Equal("", parsed.Error);
    }

    [Theory]
    [InlineData("new|-i|192.0.2.5", null, "192.0.2.5", false)]
    [InlineData("192.0.2.5", null, "192.0.2.5", false)]
    [InlineData("new|-s", "1 2 ::FFFF:127.0.0.1 4", "127.0.0.1", false)]
    [InlineData("new|-s", "1 2 2001:db8::1 4", "2001:db8::1", false)]
    [InlineData("new|-i|192.0.2.5|-s", "1 2 198.51.100.7 4", "198.51.100.7", false)] // The later one counts.
    [InlineData("new|-s|-i|192.0.2.5", "1 2 198.51.100.7 4", "192.0.2.5", false)]
    [InlineData("new|-s", null, null, true)]
    [InlineData("new|-s", "bogus", null, true)]
    [InlineData("new|-s", "", null, true)]
    public void Parse_BindAddress_IsTheLastOneNamed(string line, string? connection, string? expected, bool warns)
    {
        var parsed = Parse(line, connection is null ? null : new() { ["SSH_CONNECTION"] = connection });
        Assert.Equal(expected, parsed.Settings!.BindAddress);
        Assert.Equal(warns, parsed.Error.StartsWith("Warning: SSH_CONNECTION", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--help", "Usage")]
    [InlineData("-h", "Usage")]
    [InlineData("new|-h", "Usage")]
    [InlineData("new|foo|--version", "mosh-server (godwit")]
    [InlineData("new|-p|--help", "Usage")] // Anywhere before "--".
    public void Parse_HelpOrVersion_IsAnswered(string line, string beginning)
    {
        var parsed = Parse(line);
        Assert.Null(parsed.Settings);
        Assert.Equal(0, parsed.ExitStatus);
        Assert.StartsWith(beginning, parsed.Output, StringComparison.Ordinal);
        Assert.Equal("", parsed.Error);
    }

    [Theory]
    [InlineData("127.0.0.1|60001|--|ls|-l", "127.0.0.1")]
    [InlineData("--|ls|-l", null)]
    public void Parse_FormsWithoutNew_HaveACommandToo(string line, string? address)
    {
        var settings = Accept(line);
        Assert.Equal(address, settings.BindAddress);
        Assert.Equal(["ls", "-l"], settings.Command);
    }

    [Fact]
    public void Parse_HelpInTheCommand_IsTheCommands() => Assert.Equal(["ls", "--help"], Accept("new|--|ls|--help").Command);

    [Theory]
    [InlineData("new|-p|60010|--|ls")]
    [InlineData("-p|60010|--|ls")] // As "godwit server" the word "new" may be left out.
    public void Parse_AsGodwitServer_NeedsNoNew(string line)
    {
        var parsed = ServerCommandLine.Parse(Words(line), isStock: false, _ => null);
        Assert.Equal(60010, parsed.Settings!.PortLow);
        Assert.Equal(["ls"], parsed.Settings.Command);
    }

    private static ServerSettings Accept(string line, Dictionary<string, string>? environment = null)
    {
        var parsed = Parse(line, environment);
        Assert.Equal("", parsed.Error);
        return parsed.Settings!;
    }

    private static Parsed<ServerSettings> Parse(string line, Dictionary<string, string>? environment = null) =>
        ServerCommandLine.Parse(Words(line), isStock: true, name => environment?.GetValueOrDefault(name));

    private static string[] Words(string line) => line.Length == 0 ? [] : line.Split('|');
}
