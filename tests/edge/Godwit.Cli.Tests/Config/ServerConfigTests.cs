using System.Text;
using Godwit.Server;

namespace Godwit.Cli.Tests;

public sealed class ServerConfigTests
{
    private const string File = "/etc/godwit/server.conf";

    [Fact]
    public void Add_EachKeyword_IsTaken()
    {
        ServerConfig config = Read("# All of them.\nport = 60010:60020\nBindAddress \"192.0.2.1\"\nTTL=12h\nMaxSessions 5\n", out List<string> problems);
        Assert.Empty(problems);
        Assert.Equal((60010, 60020, "192.0.2.1", 43_200, 5), (config.PortLow, config.PortHigh, config.BindAddress, config.TimeToLive, config.MaxSessions));
    }

    [Fact]
    public void Add_Nothing_IsTheDefaults()
    {
        ServerConfig config = Read("", out _);
        Assert.Equal((60001, 60999, null, 604_800, 0), (config.PortLow, config.PortHigh, config.BindAddress, config.TimeToLive, config.MaxSessions));
    }

    [Fact]
    public void Add_KeywordTwice_FirstCounts()
    {
        ServerConfig config = Read("Port 1\nPort 2\nBindAddress 192.0.2.1\nBindAddress ::1\nTtl 1h\nTtl none\nMaxSessions 5\nMaxSessions 6\n", out List<string> problems);
        Assert.Empty(problems);
        Assert.Equal((1, 1, "192.0.2.1", 3600, 5), (config.PortLow, config.PortHigh, config.BindAddress, config.TimeToLive, config.MaxSessions));
    }

    [Theory]
    [InlineData("Prot 1", "\"Prot\" is not a keyword of this file; godwit.conf(5) lists them")]
    [InlineData("Host *", "\"Host\" is not a keyword of this file; godwit.conf(5) lists them")]
    [InlineData("Port", "Port needs a value")]
    [InlineData("Port 1 2", "Port takes one value")]
    [InlineData("Port 5:1", "Port 5:1 cannot be used: the first port of the range is above the last (5:1)")]
    [InlineData("BindAddress eth0", "BindAddress eth0 is not a numeric address")]
    [InlineData("Ttl soon", "Ttl soon is no time: for example 7d, 12h, 1h30m, 90s, or none")]
    [InlineData("MaxSessions 0", "MaxSessions 0 is not a number from 1 to 65535")]
    [InlineData("MaxSessions -1", "MaxSessions -1 is not a number from 1 to 65535")]
    [InlineData("MaxSessions many", "MaxSessions many is not a number from 1 to 65535")]
    public void Add_LineWithAMistake_SaysWhatAndWhereAndLeavesItOut(string line, string sentence)
    {
        ServerConfig config = Read($"Ttl 1h\n{line}\nPort 7\nBindAddress ::1\nMaxSessions 9\n", out List<string> problems);
        Assert.Equal([$"{File}:2: {sentence}.\n"], problems);
        Assert.Equal((7, 7, "::1", 3600, 9), (config.PortLow, config.PortHigh, config.BindAddress, config.TimeToLive, config.MaxSessions));
    }

    [Fact]
    public void Add_AnyOctets_NeverThrows()
    {
        var random = new Random(7);
        string[] pieces = ["Port", "BindAddress", "Ttl", "MaxSessions", " ", "=", "\n", "\"", "'", "#", "1", "::", "60001:60002", "7d", "none", "99999999999999999999"];
        for (int round = 0; round < 20_000; round++)
        {
            byte[] text = new byte[random.Next(60)];
            random.NextBytes(text);
            text = round % 4 == 0 ? text : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(16)).Select(_ => pieces[random.Next(pieces.Length)])));
            var config = new ServerConfig();
            config.Add(File, text, []);
            Assert.InRange(config.PortLow, 0, config.PortHigh);
            Assert.InRange(config.PortHigh, 0, 65535);
            Assert.InRange(config.TimeToLive, 0, int.MaxValue);
            Assert.InRange(config.MaxSessions, 0, 65535);
        }
    }

    // What the file says; the command line; what holds then: ports, address, time.
    [Theory]
    [InlineData("", "new", null, null, 60001, 60999, null, 604_800)]
    [InlineData("Port 7:8", "new", null, null, 7, 8, null, 604_800)]
    [InlineData("Port 7:8", "", null, null, 7, 8, null, 604_800)]
    [InlineData("Port 7:8", "new|-p|9", null, null, 9, 9, null, 604_800)]
    [InlineData("BindAddress ::1", "new", null, null, 60001, 60999, "::1", 604_800)]
    [InlineData("BindAddress ::1", "", null, null, 60001, 60999, "::1", 604_800)]
    [InlineData("BindAddress ::1", "192.0.2.9", null, null, 60001, 60999, "192.0.2.9", 604_800)]
    [InlineData("BindAddress ::1", "new|-i|192.0.2.9", null, null, 60001, 60999, "192.0.2.9", 604_800)]
    [InlineData("BindAddress ::1", "new|-s", null, null, 60001, 60999, "192.0.2.3", 604_800)]
    [InlineData("BindAddress ::1", "new|-s", "1", null, 60001, 60999, "::1", 604_800)] // The user has made no choice.
    [InlineData("Ttl 1h", "new", null, null, 60001, 60999, null, 3600)]
    [InlineData("Ttl 1h", "new|--ttl=90", null, null, 60001, 60999, null, 90)]
    [InlineData("Ttl 1h", "new", null, "90", 60001, 60999, null, 90)]
    [InlineData("Ttl 1h", "new|--ttl=2h", null, null, 60001, 60999, null, 3600)] // A limit.
    [InlineData("Ttl 1h", "new|--ttl=none", null, null, 60001, 60999, null, 3600)]
    [InlineData("Ttl 1h", "new", null, "none", 60001, 60999, null, 3600)]
    [InlineData("Ttl 1h", "new|--ttl=soon", null, null, 60001, 60999, null, 3600)]
    [InlineData("Ttl 30d", "new", null, null, 60001, 60999, null, 2_592_000)]
    [InlineData("Ttl none", "new", null, null, 60001, 60999, null, 0)]
    [InlineData("Ttl none", "new|--ttl=30d", null, null, 60001, 60999, null, 2_592_000)]
    [InlineData("", "new|--ttl=30d", null, null, 60001, 60999, null, 2_592_000)] // The default is no limit.
    public void CommandLine_GoesBeforeTheFile_ButNotBeyondItsLimits(
        string text, string line, string? bindAny, string? variable, int low, int high, string? address, int timeToLive)
    {
        string? Environment(string name) => name switch
        {
            ServerSettings.BindAnyVariable => bindAny,
            ServerSettings.TimeToLiveVariable => variable,
            "SSH_CONNECTION" => "192.0.2.2 50000 192.0.2.3 22",
            _ => null,
        };
        ServerSettings settings = ServerCommandLine.Parse(line.Split('|', StringSplitOptions.RemoveEmptyEntries), isStock: false, Environment, Read(text, out _)).Settings!;
        Assert.Equal((low, high, address, timeToLive), (settings.PortLow, settings.PortHigh, settings.BindAddress, settings.TimeToLiveSeconds));
    }

    private static ServerConfig Read(string text, out List<string> problems)
    {
        problems = [];
        var config = new ServerConfig();
        config.Add(File, Encoding.UTF8.GetBytes(text), problems);
        return config;
    }
}
