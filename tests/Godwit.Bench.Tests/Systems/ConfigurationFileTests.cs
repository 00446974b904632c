using Godwit.Bench.Systems;

namespace Godwit.Bench.Tests.Systems;

public sealed class ConfigurationFileTests
{
    private const string Good = """
        {
          // Another build.
          "systems": {
            "older": {
              "server": ["/opt/older/mosh-server", "new", "-i", "{ip}", "-p", "{port}", "--", "{cmd}"],
              "client": ["/opt/older/mosh-client", "{ip}", "{port}"],
              "version": ["/opt/older/mosh-server", "--version"],
              "environment": { "OLDER_OPTION": "1" },
            },
          },
        }
        """;

    [Fact]
    public void Parse_Good_CanBeStarted()
    {
        var catalog = new SystemCatalog("/bin", ConfigurationFile.Parse(Good));
        Contender older = catalog.Find("older");
        Assert.Equal(["/opt/older/mosh-server", "new", "-i", "10.9.0.2", "-p", "0", "--", "/bin/sh", "-c", "a b"], older.ServerArguments("10.9.0.2", ["/bin/sh", "-c", "a b"]));
        Assert.Equal(["/opt/older/mosh-client", "10.9.0.2", "60001"], older.ClientArguments("10.9.0.2", 60001));
        Assert.Equal("1", older.Client.Environment["OLDER_OPTION"]);
        Contender pair = catalog.Find("godwit/older");
        Assert.Equal("/bin/mosh-client", pair.ClientArguments("h", 1)[0]);
        Assert.Equal("/opt/older/mosh-server", pair.ServerArguments("h", [])[0]);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{\n\"systems\": }", "line 2")]
    [InlineData("[]", "the file: an object")]
    [InlineData("{}", "\"systems\" is missing")]
    [InlineData("{\"systems\": {}, \"x\": 1}", "\"x\" is not known")]
    [InlineData("{\"systems\": {\"a/b\": {}}}", "cannot be the name")]
    [InlineData("{\"systems\": {\"a\": {}}}", "a: \"server\" is missing")]
    [InlineData("{\"systems\": {\"a\": {\"server\": \"x\"}}}", "a: server: a list of words")]
    [InlineData("{\"systems\": {\"a\": {\"server\": [\"x\", 1]}}}", "a: server: a text")]
    [InlineData("{\"systems\": {\"a\": {\"server\": [\"x\"], \"client\": [\"y\"]}}}", "{cmd}")]
    [InlineData("{\"systems\": {\"a\": {\"server\": [\"x\", \"{cmd}\"], \"client\": [\"y\"]}}}", "{port}")]
    [InlineData("{\"systems\": {\"a\": {\"server\": [\"x\", \"{cmd}\"], \"client\": [\"{port}\"], \"speed\": 1}}}", "\"speed\" is not known")]
    [InlineData("{\"systems\": {\"a\": {\"server\": [\"x\", \"{cmd}\"], \"client\": [\"{port}\"], \"environment\": {\"A\": 1}}}}", "environment: A: a text")]
    public void Parse_Wrong_SaysWhere(string text, string reason)
    {
        var exception = Assert.Throws<BenchException>(() => ConfigurationFile.Parse(text));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_SaysWhich()
    {
        var exception = Assert.Throws<BenchException>(() => ConfigurationFile.Read("/nonexistent/systems.json"));
        Assert.Contains("/nonexistent/systems.json", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("godwit/nobody")]
    [InlineData("godwit/stock/godwit")]
    [InlineData("godwit/ssh")]
    public void Find_NoSuchSystemOrPair_Throws(string name) =>
        Assert.Throws<BenchException>(() => new SystemCatalog("/bin", new Dictionary<string, SystemEnd>()).Find(name));
}
