using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Godwit.Tidy;

/// <summary>The man pages and the help texts name the same options. Both are read as files: no program has to be built for it.</summary>
public sealed partial class ManPageTests
{
    private const string Program = "man/godwit.1";
    private const string Server = "man/godwit-server.1";
    private const string Files = "man/godwit.conf.5";
    private const string Sources = "src/edge/Godwit.Cli/";

    private static readonly string HostHelp = HelpText("Texts.cs", "GodwitUsage");
    private static readonly string DemoHelp = HelpText("Demo/DemoOptions.cs", "Usage");
    private static readonly string ServerHelp = UsageLines("Server/ServerCommandLine.cs");
    private static readonly string ClientHelp = UsageLines("Client/ClientCommandLine.cs");
    private static readonly string ConfigHelp = UsageLines("Config/ConfigCommandLine.cs");
    private static readonly string DoctorHelp = UsageLines("Doctor/DoctorCommandLine.cs");
    private static readonly string SessionsHelp = UsageLines("Sessions/SessionsCommandLine.cs");

    [Fact]
    public void Page_OptionsOfTheHelpText_EachHasItsParagraph()
    {
        AssertNamesAll(HostHelp, Tags(Program));
        AssertNamesAll(ServerHelp, Tags(Server));
    }

    [Fact]
    public void Page_OptionsOfFurtherCommands_AreNamed()
    {
        AssertNamesAll(DemoHelp, Text(Program));
        AssertNamesAll(ClientHelp, Text(Program));
        AssertNamesAll(SessionsHelp, Text(Program));
        AssertNamesAll(ConfigHelp, Text(Program));
        AssertNamesAll(DoctorHelp, Text(Program));
    }

    [Fact]
    public void Page_OfTheFiles_HasAParagraphForEachKeywordAndNoOther()
    {
        string[] page = [.. Repository.ReadLines(Files).Select(Plain)];
        int server = Array.IndexOf(page, ".SH THE SERVER'S FILE");
        IEnumerable<string> hosts = Regex.Matches(Source("Connect/ConnectCommandLine.cs"), "Keyword = \"(\\w+)\"").Select(match => match.Groups[1].Value);
        Assert.Equal(hosts.Append("Host").Order(), Keywords(page[..server]).Order());
        IEnumerable<string> servers = Regex.Matches(Source("Config/ServerConfig.cs"), "private const string \\w+ = \"(\\w+)\";").Select(match => match.Groups[1].Value);
        Assert.Equal(servers.Order(), Keywords(page[server..]).Order());
    }

    [Theory]
    [InlineData(Program)]
    [InlineData(Server)]
    [InlineData(Files)]
    public void Page_LongOptions_AreThoseOfAHelpText(string page)
    {
        IEnumerable<string> named = Options(Text(page)).Where(IsLong);
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Options($"{HostHelp} {DemoHelp} {ServerHelp} {ClientHelp} {SessionsHelp} {ConfigHelp} {DoctorHelp}")));
    }

    [Theory]
    [InlineData(Program)]
    [InlineData(Server)]
    [InlineData(Files)]
    public void Page_Version_IsTheBuilds(string page)
    {
        string version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        Assert.Contains($"\"godwit {version}\"", Repository.ReadLines(page).Single(line => line.StartsWith(".TH ", StringComparison.Ordinal)));
    }

    private static void AssertNamesAll(string help, string page)
    {
        IReadOnlySet<string> options = Options(help);
        Assert.NotEmpty(options);
        Assert.Empty(options.Except(Options(page)));
    }

    private static HashSet<string> Options(string text) => [.. Option().Matches(text).Select(match => match.Value)];

    private static bool IsLong(string option) => option.StartsWith("--", StringComparison.Ordinal);

    private static string HelpText(string file, string name)
    {
        Match text = Regex.Match(Source(file), $"const string {name} =\\s*\"\"\"(.*?)\"\"\"", RegexOptions.Singleline);
        Assert.True(text.Success, $"{file} has no {name} where this test looks for it.");
        return text.Groups[1].Value;
    }

    private static string UsageLines(string file)
    {
        MatchCollection lines = Regex.Matches(Source(file), "\"Usage: (.*)\";");
        Assert.NotEmpty(lines);
        return string.Join('\n', lines.Select(line => line.Groups[1].Value));
    }

    private static string Source(string file) => string.Join('\n', Repository.ReadLines(Sources + file));

    /// <summary>A page without comments, with roff's dashes and changes of font as a reader sees them.</summary>
    private static string Text(string page) => string.Join('\n', Repository.ReadLines(page).Where(IsShown).Select(Plain));

    /// <summary>The lines that begin a tagged paragraph.</summary>
    private static string Tags(string page)
    {
        string[] lines = Repository.ReadLines(page);
        return string.Join('\n', lines.Where((_, index) => index > 0 && lines[index - 1] == ".TP").Select(Plain));
    }

    private static IEnumerable<string> Keywords(string[] page) => page
        .Where((_, index) => index > 0 && page[index - 1] == ".TP")
        .Select(tag => Regex.Match(tag, @"^\.B[IR] (\w+) ").Groups[1].Value)
        .Where(keyword => keyword.Length > 0);

    private static bool IsShown(string line) => !line.StartsWith(".\\\"", StringComparison.Ordinal);

    private static string Plain(string line) => Font().Replace(line, "").Replace("\\-", "-", StringComparison.Ordinal);

    // The dash of ctrl-x and of a name with dashes is none that begins an option.
    [GeneratedRegex(@"(?<![\w-])--?[A-Za-z0-9][A-Za-z0-9-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"\\f[A-Z]")]
    private static partial Regex Font();
}
