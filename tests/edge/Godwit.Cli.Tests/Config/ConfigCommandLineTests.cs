namespace Godwit.Cli.Tests;

public sealed class ConfigCommandLineTests
{
    [Theory]
    [InlineData("", false, null, null)]
    [InlineData("host", false, null, "host")]
    [InlineData("--config=/x host", false, "/x", "host")]
    [InlineData("host --config none", false, "none", "host")]
    [InlineData("--check", true, null, null)]
    [InlineData("--check /x", true, "/x", null)]
    [InlineData("--check --config=/x", true, "/x", null)]
    public void Parse_Line_IsTaken(string line, bool isCheck, string? file, string? host) =>
        Assert.Equal(new ConfigRequest { IsCheck = isCheck, File = file, Host = host }, Parse(line).Settings);

    [Theory]
    [InlineData("a b", "'b' is one word too many")]
    [InlineData("--foo", "unknown option '--foo'")]
    [InlineData("--config", "unknown option '--config'")]
    [InlineData("--config=", "--config needs the name of a file")]
    [InlineData("--check /x --config=/y", "which file, '/x' or that of --config?")]
    public void Parse_Mistake_IsRefused(string line, string reason)
    {
        Parsed<ConfigRequest> parsed = Parse(line);
        Assert.StartsWith($"godwit config: {reason.TrimEnd('.')}.\nUsage: godwit config", parsed.Error, StringComparison.Ordinal);
        Assert.Equal(2, parsed.ExitStatus);
    }

    [Fact]
    public void Parse_Help_IsAnswered() => Assert.StartsWith("Usage: godwit config", Parse("--help").Output, StringComparison.Ordinal);

    private static Parsed<ConfigRequest> Parse(string line) => ConfigCommandLine.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
