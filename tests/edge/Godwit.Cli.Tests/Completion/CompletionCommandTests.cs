using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Completion.Tests;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Run_Shell_PrintsItsScriptWithoutGaps(string shell)
    {
        using var bench = new Workbench();
        var run = bench.Run("godwit", ["completion", shell]);
        Assert.Equal((0, ""), (run.ExitStatus, run.Error));
        Assert.Equal(CompletionCommand.Script(shell), run.Output);
        Assert.DoesNotMatch("%[A-Z]+%", run.Output);
    }

    [Theory]
    [InlineData("godwit completion: there is no script for \"tcsh\": use bash, zsh or fish.\n", "tcsh")]
    [InlineData("godwit completion: one shell has to be named: bash, zsh or fish.\n")]
    [InlineData("godwit completion: one shell has to be named: bash, zsh or fish.\n", "bash", "zsh")]
    public void Run_NoShellOfOurs_SaysSoAndFails(string sentence, params string[] arguments)
    {
        using var bench = new Workbench();
        var run = bench.Run("godwit", ["completion", .. arguments]);
        Assert.Equal((2, "", sentence), (run.ExitStatus, run.Output, run.Error));
    }

    [Fact]
    public void Run_Help_SaysHowToLoadEachScript()
    {
        using var bench = new Workbench();
        var run = bench.Run("godwit", ["completion", "--help"]);
        Assert.Equal((0, ""), (run.ExitStatus, run.Error));
        Assert.All(CompletionCommand.ShellNames.Split(' '), shell => Assert.Contains($"godwit completion {shell}", run.Output, StringComparison.Ordinal));
    }

    /// <summary>The law, also where the shells are not installed: what a parser knows and people type is in each script.</summary>
    [Fact]
    public void Script_EveryOptionOfEveryCommand_IsInIt()
    {
        foreach (CommandSpec command in CommandSpec.All())
        {
            foreach (string word in ShellHome.Words(command))
            {
                string name = word.TrimStart('-');
                Assert.Matches($@"\n +{command.Name}\) words='([^']* )?{word}=?[ ']", CompletionCommand.Script("bash"));
                Assert.Matches($@"'{word}[=+]?\[", CompletionCommand.Script("zsh"));
                Assert.Contains($"'__godwit_at {command.Name} start options' -{(name.Length == 1 ? 's' : 'l')} {name} ", CompletionCommand.Script("fish"), StringComparison.Ordinal);
            }
        }
    }
}
