using Item = Godwit.Cli.LongOptionScanner.Item;

namespace Godwit.Cli.Tests;

public sealed class LongOptionScannerTests
{
    private static readonly OptionSpec[] Specs =
    [
        new("ssh", OptionArgument.Value, ConnectOption.Ssh),
        new("ssh-pty", OptionArgument.Negatable, ConnectOption.SshPty),
        new("server", OptionArgument.Value, ConnectOption.Server),
        new("p", OptionArgument.Value, ConnectOption.Port),
        new("port", OptionArgument.Value, ConnectOption.Port),
        new("predict", OptionArgument.Value, ConnectOption.Predict),
        new("4", OptionArgument.None, ConnectOption.InetOnly),
        new("init", OptionArgument.Negatable, ConnectOption.Init),
    ];

    [Theory]
    [InlineData("--port=5", "Port:5")]
    [InlineData("-port=5", "Port:5")]
    [InlineData("--PORT=5", "Port:5")]
    [InlineData("--por=5", "Port:5")]
    [InlineData("-p 5", "Port:5")]
    [InlineData("-P 5", "Port:5")]
    [InlineData("--pr=x", "Predict:x")]
    [InlineData("--port -4", "Port:-4")] // A value may look like an option …
    [InlineData("--port --", "Port:--")] // … or like the separator.
    [InlineData("--server=a=b", "Server:a=b")]
    [InlineData("-4", "InetOnly:")]
    [InlineData("--4", "InetOnly:")]
    [InlineData("--init", "Init:")]
    [InlineData("--no-init", "no Init:")]
    [InlineData("--noinit", "no Init:")]
    [InlineData("--no-i", "no Init:")]
    [InlineData("--nossh-pty", "no SshPty:")]
    [InlineData("--ssh-p", "SshPty:")]
    [InlineData("--ssh x", "Ssh:x")] // An exact name wins over a longer one.
    [InlineData("-", "word -")]
    [InlineData("a -4 b", "word a|InetOnly:|word b")]
    [InlineData("-4 -- -4", "InetOnly:|end of options")]
    [InlineData("--s=1", "error Option s is ambiguous (server, ssh, ssh-pty)")]
    [InlineData("--foo", "error Unknown option: foo")]
    [InlineData("-p60001", "error Unknown option: p60001")] // Letters are not joined with values.
    [InlineData("-=3", "error Unknown option: =3")]
    [InlineData("--port", "error Option port requires an argument")]
    [InlineData("-p=", "error Option p requires an argument")]
    [InlineData("--ssh-pty=1", "error Option ssh-pty does not take an argument")]
    [InlineData("--foo -4", "error Unknown option: foo|InetOnly:")]
    public void Read_CommandLine_GivesItems(string line, string expected)
    {
        var scanner = new LongOptionScanner(line.Split(' '), Specs);
        var items = new List<string>();
        for (var item = scanner.Read(); item != Item.End; item = scanner.Read())
        {
            items.Add(item switch
            {
                Item.Option => $"{(scanner.IsNegated ? "no " : "")}{scanner.Option}:{scanner.Value}",
                Item.Word => $"word {scanner.Value}",
                Item.Terminator => "end of options",
                _ => $"error {scanner.Value}",
            });
            if (item == Item.Terminator)
            {
                break;
            }
        }

        Assert.Equal(expected, string.Join('|', items));
    }

    [Fact]
    public void Rest_AfterTerminator_IsVerbatim()
    {
        var scanner = new LongOptionScanner(["-4", "--", "-x", "--", "y"], Specs);
        Assert.Equal(Item.Option, scanner.Read());
        Assert.Equal(Item.Terminator, scanner.Read());
        Assert.Equal(["-x", "--", "y"], scanner.Rest);
    }
}
