namespace Godwit.Cli.Tests;

public sealed class ClientCommandLineTests
{
    [Theory]
    [InlineData("192.0.2.1 60001", "192.0.2.1", "60001", 0)]
    [InlineData("-#text 192.0.2.1 60001", "192.0.2.1", "60001", 0)]
    [InlineData("-# text -v 192.0.2.1 60001 -v", "192.0.2.1", "60001", 2)]
    [InlineData("-- ::1 1", "::1", "1", 0)]
    [InlineData("name 99999999999", "name", "99999999999", 0)] // Checked later, with an exit notice, as in stock.
    public void Parse_AddressAndPort_AreTaken(string line, string address, string port, int verbosity) =>
        Assert.Equal(new ClientRequest { Address = address, Port = port, Verbosity = verbosity }, Parse(line).Settings);

    [Theory]
    [InlineData("-c")]
    [InlineData("-v -c")]
    [InlineData("-c 1 2 3")]
    [InlineData("1 -c")]
    public void Parse_CountColors_Wins(string line) => Assert.True(Parse(line).Settings!.CountsColors);

    [Theory]
    [InlineData("")]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2.1 1 2")]
    [InlineData("192.0.2.1 5x")]
    [InlineData("192.0.2.1 +5")]
    [InlineData("-x 192.0.2.1 5")]
    [InlineData("-#")]
    public void Parse_BadCommandLine_IsRefusedWithUsage(string line)
    {
        var parsed = Parse(line);
        Assert.Null(parsed.Settings);
        Assert.Equal(1, parsed.ExitStatus);
        Assert.Contains("Usage: mosh-client", parsed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "Usage: mosh-client")]
    [InlineData("1 2 --version", "mosh-client (godwit")]
    public void Parse_HelpOrVersion_IsAnswered(string line, string beginning)
    {
        var parsed = Parse(line);
        Assert.Equal(0, parsed.ExitStatus);
        Assert.StartsWith(beginning, parsed.Output, StringComparison.Ordinal);
    }

    private static Parsed<ClientRequest> Parse(string line) =>
        ClientCommandLine.Parse(line.Length == 0 ? [] : line.Split(' '), isStock: true);
}
