using System.Text;

namespace Godwit.Cli.Tests;

public sealed class ConfigLineTests
{
    [Theory]
    [InlineData("Port 60001", "Port|60001")]
    [InlineData("  \tPort\t60001 \t\r", "Port|60001")]
    [InlineData("Port=60001", "Port|60001")]
    [InlineData("Port = 60001", "Port|60001")]
    [InlineData("Port= 60001", "Port|60001")]
    [InlineData("Port =60001", "Port|60001")]
    [InlineData("Escape = =", "Escape|=")]
    [InlineData("Ssh \"ssh -p 2222\"", "Ssh|ssh -p 2222")]
    [InlineData("Ssh 'ssh -o \"A B\"'", "Ssh|ssh -o \"A B\"")]
    [InlineData("Ssh \"ssh -o \\\"A B\\\"\"", "Ssh|ssh -o \"A B\"")]
    [InlineData("Host a  b\tc", "Host|a|b|c")]
    [InlineData("Port 60001 # comment", "Port|60001")]
    [InlineData("Server a#b", "Server|a#b")]
    [InlineData("Escape '#'", "Escape|#")]
    [InlineData("Escape ctrl-\\", "Escape|ctrl-\\")]
    [InlineData("Server gödwit", "Server|gödwit")]
    public void Read_Line_IsKeywordAndWords(string line, string expected)
    {
        ConfigLine read = Assert.Single(Read(line + "\n", out List<string> problems));
        Assert.Empty(problems);
        Assert.Equal(expected, string.Join('|', [read.Keyword, .. read.Words]));
        Assert.Equal("f:1", read.Place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n \t\n\r\n")]
    [InlineData("# Port 1\n   #x\n")]
    public void Read_NothingSaid_IsNoLine(string text)
    {
        Assert.Empty(Read(text, out List<string> problems));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("Port", "Port needs a value")]
    [InlineData("Port=", "Port needs a value")]
    [InlineData("Port # 1", "Port needs a value")]
    [InlineData("Port ''", "Port needs a value")]
    [InlineData("=1", "there is no keyword before the value")]
    [InlineData("Ssh \"ssh", "a quote is not closed")]
    [InlineData("Ssh 'ssh", "a quote is not closed")]
    [InlineData("Ssh \u001b[2J", "there is a control character in the line")]
    [InlineData("Ssh \u009b2J", "there is a control character in the line")]
    public void Read_LineWithAMistake_SaysWhatAndWhere(string line, string sentence)
    {
        Assert.Empty(Read($"# first\n\n{line}", out List<string> problems));
        Assert.Equal([$"f:3: {sentence}.\n"], problems);
    }

    [Fact]
    public void Read_LineThatIsNoText_SaysSoAndGoesOn()
    {
        List<string> problems = [];
        List<ConfigLine> lines = ConfigLine.Read("f", [.. "A 1\nB "u8, 0xFF, .. "\nC "u8, 0x80, 0xE4, .. "\nD 4"u8], problems);
        Assert.Equal(["f:1", "f:4"], lines.Select(line => line.Place));
        Assert.Equal(["f:2: the line is not UTF-8 text.\n", "f:3: the line is not UTF-8 text.\n"], problems);
    }

    [Fact]
    public void Read_LongLine_IsRefused()
    {
        Assert.Single(Read("A " + new string('x', 4094), out List<string> problems));
        Assert.Empty(problems);
        Assert.Empty(Read("A " + new string('x', 4095), out problems));
        Assert.Equal(["f:1: the line is longer than 4096 octets.\n"], problems);
    }

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() => Assert.Equal("Port", Assert.Single(Read("\uFEFFPort 1", out _)).Keyword);

    private static List<ConfigLine> Read(string text, out List<string> problems)
    {
        problems = [];
        return ConfigLine.Read("f", Encoding.UTF8.GetBytes(text), problems);
    }
}
