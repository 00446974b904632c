using System.Text;

namespace Godwit.Cli.Tests;

/// <summary>Command line, then environment, then file, then default: one row for each keyword.</summary>
public sealed class PrecedenceTests
{
    // The keyword; its line without anything; the file's value; a variable, and the line with it; an option, and the line with it.
    [Theory]
    [InlineData("Predict", "adaptive", "never", "MOSH_PREDICTION_DISPLAY=experimental", "experimental", "-a", "always")]
    [InlineData("PredictOverwrite", "no", "yes", "MOSH_PREDICTION_OVERWRITE=no", "no", "-o", "yes")]
    [InlineData("PredictOverwrite", "no", "no", "MOSH_PREDICTION_OVERWRITE=yes", "yes", "--no-predict-overwrite", "no")]
    [InlineData("Init", "yes", "yes", "MOSH_NO_TERM_INIT=", "no", "--init", "yes")]
    [InlineData("ClipboardRead", "no", "no", "GODWIT_CLIPBOARD_READ=1", "yes", "--no-clipboard-read", "no")]
    [InlineData("Ambiguous", "narrow", "narrow", "GODWIT_AMBIGUOUS=wide", "wide", "--ambiguous=narrow", "narrow")]
    [InlineData("Ambiguous", "narrow", "wide", "GODWIT_AMBIGUOUS=narrow", "narrow", "--ambiguous=wide", "wide")]
    [InlineData("Escape", "Ctrl-^", "Ctrl-]", "MOSH_ESCAPE_KEY=~", "~", "--escape=ctrl-\\", "'Ctrl-\\'")]
    [InlineData("Escape", "Ctrl-^", "Ctrl-]", "MOSH_ESCAPE_KEY=", "none", "--escape=ctrl-^", "Ctrl-^")]
    [InlineData("Stats", null, "/file", "GODWIT_STATS=/variable", "/variable", "--stats=/option", "/option")]
    [InlineData("Client", null, "/file", null, null, "--client=/option", "/option")]
    [InlineData("Server", null, "file", null, null, "--server=option", "option")]
    [InlineData("Family", "prefer-inet", "inet6", null, null, "-4", "inet")]
    [InlineData("Port", null, "1", null, null, "--port=2", "2")]
    [InlineData("BindServer", null, "any", null, null, "--bind-server=ssh", "ssh")]
    [InlineData("Ssh", "ssh", "file", null, null, "--ssh=option", "option")]
    [InlineData("SshPty", "no", "yes", null, null, "--no-ssh-pty", "no")]
    [InlineData("RemoteIp", "proxy", "local", null, null, "--experimental-remote-ip=remote", "remote")]
    [InlineData("Install", "ask", "always", null, null, "--install=never", "never")]
    [InlineData("Ttl", null, "1h", null, null, "--ttl=none", "none")]
    [InlineData("SendEnv", null, "A", null, null, "--send-env=B", "A B")]
    [InlineData("ForwardAgent", null, "confirm", null, null, "--forward-agent=no", "no")]
    [InlineData("ForwardAgent", null, "yes", null, null, "--forward-agent=confirm", "confirm")]
    [InlineData("ExitOnForwardFailure", null, "yes", null, null, "--no-exit-on-forward-failure", "no")]
    public void Value_OfEachKeyword_ComesFromTheNearestPlace(
        string keyword, string? usual, string inFile, string? variable, string? withVariable, string option, string withOption)
    {
        string[] settings = variable is null ? [] : [variable];
        Assert.Equal(usual, Line(keyword, "", [], []));
        Assert.Equal(inFile, Line(keyword, inFile, [], []));
        if (variable is not null)
        {
            Assert.Equal(withVariable, Line(keyword, "", settings, []));
            Assert.Equal(withVariable, Line(keyword, inFile, settings, []));
        }

        Assert.Equal(withOption, Line(keyword, inFile, settings, [option]));
        Assert.Equal(withOption == "A B" ? "B" : withOption, Line(keyword, "", [], [option]));
    }

    [Theory]
    [InlineData("Predict", "never", "MOSH_PREDICTION_DISPLAY=")]
    [InlineData("PredictOverwrite", "yes", "MOSH_PREDICTION_OVERWRITE=")]
    [InlineData("Ambiguous", "wide", "GODWIT_AMBIGUOUS=")]
    [InlineData("Stats", "/file", "GODWIT_STATS=")]
    public void Value_OfAnEmptyVariable_IsNoChoice(string keyword, string inFile, string variable) =>
        Assert.Equal(inFile, Line(keyword, inFile, [variable], []));

    [Fact]
    public void File_ForStockName_IsNotRead()
    {
        Parsed<ConnectOptions> parsed = ConnectCommandLine.Parse(["host"], isStock: true, _ => null, _ => throw new InvalidOperationException("It was read."));
        Assert.Equal("host", parsed.Settings!.Host);
        Assert.Null(ConnectCommandLine.Parse(["--config=none", "host"], isStock: true, _ => null).Settings);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("--fake-proxy|--|host|22")]
    [InlineData("--foo|host")]
    [InlineData("")]
    public void File_WhereNoHostIsMeant_IsNotRead(string line) =>
        _ = ConnectCommandLine.Parse(line.Split('|', StringSplitOptions.RemoveEmptyEntries), isStock: false, _ => null, _ => throw new InvalidOperationException("It was read."));

    [Theory]
    [InlineData("--config=/x|host", "/x")]
    [InlineData("host|--config|none", "none")]
    [InlineData("host", null)]
    public void File_OfTheCommandLine_IsAskedFor(string line, string? expected)
    {
        string? asked = "nothing";
        Assert.Equal("no", ConnectCommandLine.Parse(line.Split('|'), isStock: false, _ => null, named => { asked = named; return Parsed<HostConfig>.Refusal("no"); }).Error);
        Assert.Equal(expected, asked);
    }

    private static string? Line(string keyword, string inFile, string[] variables, string[] options)
    {
        string? Environment(string name) => Array.Find(variables, variable => variable.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        List<string> problems = [];
        var config = new HostConfig();
        config.Add("f", Encoding.UTF8.GetBytes(inFile.Length > 0 ? $"{keyword} {inFile}\n" : ""), problems);
        Assert.Empty(problems);
        Parsed<ConnectOptions> parsed = ConnectCommandLine.Parse([.. options, "host"], isStock: false, Environment, _ => Parsed<HostConfig>.Success(config));
        Assert.Equal("", parsed.Error);
        string[] lines = ConfigText.Format(parsed.Settings!, Environment).Split('\n');
        return Array.Find(lines, line => line.StartsWith(keyword + " ", StringComparison.Ordinal))?[(keyword.Length + 1)..];
    }
}
