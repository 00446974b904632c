namespace Godwit.Cli.Completion.Tests;

public sealed class BashScriptTests
{
    [Theory]
    [InlineData("--norc")]
    [InlineData("--posix")]
    public void Script_Loaded_SaysNothing(string option)
    {
        using var home = new ShellHome("bash");
        Assert.Equal(new(0, "complete -F _godwit godwit\n", ""), home.Run(". ./script\n. ./script\ncomplete -p godwit", option, "-u"));
    }

    [Fact]
    public void Script_EveryCommand_OffersItsOptionsAndNoOthers()
    {
        using var home = new ShellHome("bash");
        foreach (CommandSpec command in CommandSpec.All())
        {
            string[] words = command.Name == CommandSpec.ConnectName ? ["godwit", "-"] : ["godwit", command.Name, "-"];
            Assert.Equal(ShellHome.Words(command).Order(), Complete(home, words).Select(word => word.TrimEnd('=')).Order());
        }
    }

    [Theory]
    [InlineData("godwit| |--predict|=|al", "always")]
    [InlineData("godwit| |--predict|=", "adaptive always never experimental")]
    [InlineData("godwit| |--predict| |ne", "never")]
    [InlineData("godwit| |--family|=|inet", "inet inet6")]
    [InlineData("godwit| |--ambiguous|=", "narrow wide")]
    [InlineData("godwit| |--bind-server|=", "ssh any")]
    [InlineData("godwit| |--experimental-remote-ip|=", "proxy remote local")]
    [InlineData("godwit| |demo| |--link|=|l", "lan lte lossy29")]
    [InlineData("godwit| |demo| |--link| |", "lan 3g lte singapore lossy29")]
    [InlineData("godwit| |completion| |", "bash zsh fish")]
    [InlineData("godwit| |completion| |zsh| |", "")]
    [InlineData("godwit| |reset| |", "")]
    [InlineData("godwit| |--stats|=|rep", "reportfile")]
    [InlineData("godwit| |--client| |rep", "reportfile")]
    [InlineData("godwit| |fi", "first fifth")]
    [InlineData("godwit| |-p| |60001| |--ssh| |\"ssh -p 22\"| |-4| |sec", "second")]
    [InlineData("godwit| |--| |sec", "second")]
    [InlineData("godwit| |me|@|four", "@fourth")]
    [InlineData("godwit| |server| |fi", "")]
    [InlineData("godwit| |host| |only-ou", "only-ours")]
    [InlineData("godwit| |host| |--| |only-ou", "only-ours")]
    [InlineData("godwit| |server| |--| |only-ou", "only-ours")]
    [InlineData("godwit| |server| |only-ou", "")]
    [InlineData("godwit| |host| |-", "")]
    [InlineData("godwit| |host| |ls| |only-ou", "")]
    [InlineData("godwit| |host| |ls| |--", "")]
    public void Script_Line_OffersWhatFits(string line, string offers)
    {
        using var home = new ShellHome("bash");
        // Bash tells the pieces without the blanks between them.
        string[] pieces = line.Split('|');
        Assert.Equal(offers, string.Join(' ', Offers(home, string.Concat(pieces), [.. pieces.Where(piece => piece != " ")])));
    }

    [Fact]
    public void Script_FirstWord_OffersCommandsAndHosts()
    {
        using var home = new ShellHome("bash");
        IEnumerable<string> commands = CommandSpec.All().Skip(1).Select(command => command.Name);
        Assert.Superset(commands.Concat(ShellHome.Hosts).ToHashSet(), Complete(home, ["godwit", ""]).ToHashSet());
        Assert.DoesNotContain(Complete(home, ["godwit", ""]), word => word.AsSpan().IndexOfAny("*$|(@") >= 0 || word == "comment");
    }

    [Fact]
    public void Script_WithBashCompletion_TakesItsHosts()
    {
        using var home = new ShellHome("bash");
        const string Stub = "_known_hosts_real() { COMPREPLY=(\"theirs-of-${!#}\"); }";
        Assert.Equal(["@theirs-of-the"], Offers(home, "godwit me@the", ["godwit", "me", "@", "the"], Stub));
    }

    [Theory]
    [InlineData("godwit --predict=al\t", "godwit --predict=always")]
    [InlineData("godwit me@four\t", "godwit me@fourth")]
    [InlineData("godwit --cli\te\trep\t", "godwit --client=reportfile")]
    [InlineData("godwit demo --li\tsing\t", "godwit demo --link=singapore")]
    public void Script_TypedWithTab_CompletesTheLine(string keys, string expected)
    {
        using var home = new ShellHome("bash");
        home.Type(". ./script; set -u", ["--norc", "-i"], keys, (row, _) => row == expected);
    }

    private static string[] Complete(ShellHome home, string[] words) => Offers(home, string.Join(' ', words), words);

    private static string[] Offers(ShellHome home, string line, string[] pieces, string before = "")
    {
        string words = string.Join(' ', pieces.Select(piece => ShellQuote.Word(piece)));
        var run = home.Run(
            $$"""
            set -u
            . ./script
            {{before}}
            PATH=$PWD/folder:$PATH
            COMP_WORDBREAKS=$' \t\n"\'@><=;|&(:'
            COMP_LINE={{ShellQuote.Word(line)}}
            COMP_POINT=${#COMP_LINE}
            COMP_WORDS=({{words}})
            COMP_CWORD={{pieces.Length - 1}}
            _godwit
            [[ ${#COMPREPLY[@]} == 0 ]] || printf '%s\n' "${COMPREPLY[@]}"
            """,
            "--norc");
        Assert.Equal((0, ""), (run.ExitStatus, run.Error));
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
