namespace Godwit.Cli.Completion.Tests;

public sealed class FishScriptTests
{
    [Fact]
    public void Script_Loaded_SaysNothing()
    {
        using var home = new ShellHome("fish");
        Assert.Equal(new(0, "", ""), home.Run("source ./script; source ./script", "--no-config"));
    }

    [Fact]
    public void Script_EveryCommand_OffersItsOptionsAndNoOthers()
    {
        using var home = new ShellHome("fish");
        foreach (CommandSpec command in CommandSpec.All())
        {
            // Fish lists short options after one dash, and long ones after two as well.
            string line = command.Name == CommandSpec.ConnectName ? "godwit -" : $"godwit {command.Name} -";
            IEnumerable<string> offered = Offers(home, line).Concat(Offers(home, line + "-"));
            Assert.Equal(ShellHome.Words(command).Order(), offered.Select(word => word.TrimEnd('=')).Distinct().Order());
        }
    }

    [Theory]
    [InlineData("godwit --pre", "--predict --predict-overwrite")]
    [InlineData("godwit --predict=al", "--predict=always")]
    [InlineData("godwit --predict ", "adaptive always experimental never")]
    [InlineData("godwit --family inet", "inet inet6")]
    [InlineData("godwit --ambiguous ", "narrow wide")]
    [InlineData("godwit --bind-server ", "any ssh")]
    [InlineData("godwit demo --link=lo", "--link=lossy29")]
    [InlineData("godwit completion ", "bash fish zsh")]
    [InlineData("godwit completion zsh ", "")]
    [InlineData("godwit reset ", "")]
    [InlineData("godwit --stats=rep", "--stats=reportfile")]
    [InlineData("godwit --client rep", "reportfile")]
    [InlineData("godwit secon", "second")]
    [InlineData("godwit -p 60001 --ssh 'ssh -p 22' -4 secon", "second")]
    [InlineData("godwit -- secon", "second")]
    [InlineData("godwit me@fourt", "me@fourth")]
    [InlineData("godwit server secon", "")]
    [InlineData("godwit host only-ou", "only-ours")]
    [InlineData("godwit host -- only-ou", "only-ours")]
    [InlineData("godwit server -- only-ou", "only-ours")]
    [InlineData("godwit server only-ou", "")]
    [InlineData("godwit host -", "")]
    [InlineData("godwit host ls only-ou", "")]
    public void Script_Line_OffersWhatFits(string line, string offers)
    {
        using var home = new ShellHome("fish");
        Assert.Equal(offers, string.Join(' ', Offers(home, line)));
    }

    [Fact]
    public void Script_FirstWord_OffersCommandsAndHostsEvenWithoutFishsOwnFunction()
    {
        using var home = new ShellHome("fish");
        string[] offered = [.. Offers(home, "godwit ", "functions -e __fish_print_hostnames")];
        Assert.Equal(CommandSpec.All().Skip(1).Select(command => command.Name).Concat(ShellHome.Hosts).Order(), offered.Order());
    }

    private static IEnumerable<string> Offers(ShellHome home, string line, string before = "")
    {
        var run = home.Run($"source ./script\n{before}\nset -x PATH folder $PATH\ncomplete -C {ShellQuote.ForAnyShell(line)}", "--no-config");
        Assert.Equal((0, ""), (run.ExitStatus, run.Error));
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('\t')[0]).Order(StringComparer.Ordinal);
    }
}
