namespace Godwit.Cli.Tests;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("ssh", "ssh")]
    [InlineData("  ssh \t -p  2222\n", "ssh|-p|2222")]
    [InlineData("ssh -o 'A B' \"C D\"", "ssh|-o|A B|C D")]
    [InlineData("a''b", "ab")]
    [InlineData("'' \"\"", "|")]
    [InlineData(@"a\ b \'c", "a b|'c")]
    [InlineData(@"'a\b' ""c\d\""e\\""", @"a\b|c\d""e\")]
    [InlineData("-o\"Proxy Command=x y\"", "-oProxy Command=x y")]
    [InlineData("", "")]
    public void Split_Command_GivesWords(string command, string expected) =>
        Assert.Equal(expected, string.Join('|', ShellWords.Split(command)!));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("\"")]
    public void Split_OpenQuote_GivesNull(string command) => Assert.Null(ShellWords.Split(command));

    [Fact]
    public void Split_WordsQuoted_GivesTheSameWords()
    {
        string[] words = ["plain", "it's", "a b", "", "line\nend", "naïve 日本", @"back\slash", "\"quoted\"", "$HOME `id` !x"];
        Assert.Equal(words, ShellWords.Split(ShellQuote.Words(words)));
    }
}
