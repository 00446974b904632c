namespace Godwit.Cli.Tests;

public sealed class ShortOptionScannerTests
{
    private static readonly OptionSpec[] Specs =
    [
        new("s", OptionArgument.None),
        new("v", OptionArgument.None),
        new("p", OptionArgument.Value),
        new("ab", OptionArgument.None), // Longer names are none of its business.
    ];

    [Theory]
    [InlineData("-s -v", "s|v", "")]
    [InlineData("-sv", "s|v", "")]
    [InlineData("-p 5", "p=5", "")]
    [InlineData("-p5", "p=5", "")]
    [InlineData("-svp 5 -s", "s|v|p=5|s", "")]
    [InlineData("-p -s", "p=-s", "")]
    [InlineData("-p --", "p=--", "")]
    [InlineData("-p", "!option requires an argument -- 'p'", "")]
    [InlineData("-x -s", "!invalid option -- 'x'|s", "")]
    [InlineData("--ab", "!invalid option -- '-'|!invalid option -- 'a'|!invalid option -- 'b'", "")]
    [InlineData("-ä", "!invalid option -- 'ä'", "")]
    [InlineData("-😀s", "!invalid option -- '😀'|s", "")]
    [InlineData("a -s b", "s", "a b")]
    [InlineData("-s - -- -v", "s", "- -v")]
    public void TryRead_CommandLine_GivesLettersAndOthers(string line, string letters, string others)
    {
        var scanner = new ShortOptionScanner(line.Split(' '), Specs);
        var read = new List<string>();
        while (scanner.TryRead())
        {
            read.Add(scanner.Problem.Length > 0 ? $"!{scanner.Problem}" : scanner.Value.Length > 0 ? $"{scanner.Letter}={scanner.Value}" : $"{scanner.Letter}");
        }

        Assert.Equal(letters, string.Join('|', read));
        Assert.Equal(others, string.Join(' ', scanner.Others));
    }
}
