namespace Godwit.Cli.Completion.Tests;

public sealed class ZshScriptTests
{
    // Options only: without their descriptions all of them find room on the screen.
    private const string Load = "autoload -Uz compinit && compinit -u -D && . ./script; zstyle ':completion:*' verbose no; path=($PWD/folder $path); only-function() { :; }; setopt nounset noautomenu";

    [Theory]
    [InlineData("")]
    [InlineData("autoload -Uz compinit && compinit -u -D\n")]
    public void Script_Loaded_SaysNothing(string before)
    {
        using var home = new ShellHome("zsh");
        Assert.Equal(new(0, "", ""), home.Run(before + ". ./script && . ./script", "-f", "-u"));
    }

    [Fact]
    public void Script_InAFolderOfFpath_IsFoundByItsFirstLine()
    {
        using var home = new ShellHome("zsh");
        File.Copy(home.PathOf("script"), home.PathOf("folder/_godwit"));
        const string Lines = "fpath=($PWD/folder $fpath); autoload -Uz compinit && compinit -u -D; setopt noautomenu";
        home.Type(Lines, ["-f", "-i"], "godwit --predict=al\t", (row, _) => row == "godwit --predict=always");
    }

    [Theory]
    [InlineData("connect", "godwit -")]
    [InlineData("server", "godwit server -")]
    [InlineData("server", "godwit server new -")]
    [InlineData("client", "godwit client -")]
    [InlineData("demo", "godwit demo -")]
    public void Script_EveryCommand_OffersItsOptionsAndNoOthers(string name, string line)
    {
        using var home = new ShellHome("zsh");
        string[] expected = [.. ShellHome.Words(CommandSpec.All().Single(command => command.Name == name)).Order()];
        home.Type(Load, ["-f", "-i"], line + "\t\t", (_, words) => words.Where(word => word.StartsWith('-')).Order().SequenceEqual(expected));
    }

    [Theory]
    [InlineData("godwit --predict=al\t", "godwit --predict=always")]
    [InlineData("godwit --family al\t", "godwit --family all")]
    [InlineData("godwit --amb\twi\t", "godwit --ambiguous=wide")]
    [InlineData("godwit --bind-server an\t", "godwit --bind-server any")]
    [InlineData("godwit demo --link=sing\t", "godwit demo --link=singapore")]
    [InlineData("godwit comp\tz\t", "godwit completion zsh")]
    [InlineData("godwit --stats=rep\t", "godwit --stats=reportfile")]
    [InlineData("godwit --client rep\t", "godwit --client reportfile")]
    [InlineData("godwit secon\t", "godwit second")]
    [InlineData("godwit -p 60001 -4 secon\t", "godwit -p 60001 -4 second")]
    [InlineData("godwit me@fourt\t", "godwit me@fourth")]
    [InlineData("godwit host only-ou\t", "godwit host only-ours")]
    [InlineData("godwit host -- only-ou\t", "godwit host -- only-ours")]
    [InlineData("godwit server -- only-ou\t", "godwit server -- only-ours")]
    [InlineData("godwit host only-f\tx", "godwit host only-fx")]
    [InlineData("godwit host ls only-ou\tx", "godwit host ls only-oux")]
    [InlineData("godwit host --predict=al\tx", "godwit host --predict=alx")]
    public void Script_TypedWithTab_CompletesTheLine(string keys, string expected)
    {
        using var home = new ShellHome("zsh");
        home.Type(Load, ["-f", "-i"], keys, (row, _) => row == expected);
    }

    [Fact]
    public void Script_WithoutZshsOwnFunction_FindsTheHosts()
    {
        using var home = new ShellHome("zsh");
        home.Type(Load + "; unfunction _ssh_hosts", ["-f", "-i"], "godwit me@fif\t", (row, _) => row == "godwit me@fifth");
    }
}
