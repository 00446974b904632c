using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Tests;

public sealed class ShellQuoteTests
{
    private const string Awkward = """it's $HOME `id` "q" \ \\ \' !! !x *? ~ # naïve 日本 {a,b} (c) <d> & | ; \n %s""";

    [Theory]
    [InlineData("ls", "'ls'")]
    [InlineData("", "''")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("'", @"''\'''")]
    [InlineData("a b\nc", "'a b\nc'")]
    public void Word_Text_IsQuotedAsStockDoes(string word, string expected) => Assert.Equal(expected, ShellQuote.Word(word));

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    [InlineData("dash")]
    [InlineData("zsh")]
    [InlineData("ksh")]
    [InlineData("fish")]
    [InlineData("tcsh")]
    public void ForAnyShell_AwkwardText_ArrivesUnchanged(string shell)
    {
        if (!Shells.IsInstalled(shell))
        {
            Assert.Skip($"{shell} is not installed.");
        }

        var run = ProgramRun.Of(shell, ["-c", $"printf %s {ShellQuote.ForAnyShell(Awkward)}"]);
        Assert.Equal(Awkward, run.Output);
    }
}
