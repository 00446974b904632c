using System.Diagnostics;
using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Doctor.Tests;

/// <summary>The script as a host's shells run it, with a server that is none.</summary>
public sealed class FarScriptTests
{
    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("tcsh")]
    [InlineData("ksh")]
    public void Around_InAnyLoginShell_AnswersAndTellsHowTheServerEnded(string shell)
    {
        Assert.SkipUnless(Shells.IsInstalled(shell), $"{shell} is not installed.");
        FarFacts facts = Run(shell, "sh -c 'exit 42' 2>&1", FarScript.Look(0, 7), out List<string> others);
        Assert.True(facts.IsLoggedIn);
        Assert.Equal(Environment.UserName, facts.User);
        Assert.Equal(42, facts.StartStatus);
        Assert.Equal(7, facts.Looks);
        Assert.Equal((null, false), (facts.IsServerAlive, facts.WasHeard));
        Assert.NotNull(facts.Net);
        Assert.True(facts.ClockIsFine);
        Assert.InRange(facts.Clock!.Value - (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds, -60, 1);
        Assert.Empty(others);
    }

    [Fact]
    public void Around_ServerThatRuns_IsAliveAndEndsWithTheLogin()
    {
        using Process server = Process.Start("sleep", ["60"]);
        FarFacts facts = Run("/bin/sh", ": >$GODWIT_DOCTOR_FOLDER/heard", FarScript.Look(server.Id, 1), out _);
        Assert.Equal((true, 0), (facts.IsServerAlive, facts.StartStatus));
        Assert.True(server.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Around_ServerThatIsToBeKept_OutlivesTheLogin()
    {
        using Process server = Process.Start("sleep", ["60"]);
        _ = Run("/bin/sh", "true", FarScript.Look(server.Id, 1) + FarScript.Keep, out _);
        Assert.False(server.HasExited);
        server.Kill();
    }

    [Fact]
    public void Around_SessionsCommandHasRun_IsHeard()
    {
        FarFacts facts = Run("/bin/sh", "echo $GODWIT_DOCTOR_FOLDER; : >$GODWIT_DOCTOR_FOLDER/heard", FarScript.Look(0, 1), out List<string> others);
        Assert.True(facts.WasHeard);
        Assert.True(Path.IsPathRooted(Assert.Single(others)));
        Assert.False(Path.Exists(others[0]), "The folder is removed with the login.");
    }

    [Fact]
    public void Around_Script_HasNoLineEnd() => Assert.DoesNotContain('\n', ShellQuote.ForAnyShell(FarScript.Around("true")));

    // Asks once the server has been started and has ended, then closes the login.
    private static FarFacts Run(string shell, string server, string questions, out List<string> others)
    {
        var start = new ProcessStartInfo(shell, ["-c", $"sh -c {ShellQuote.ForAnyShell(FarScript.Around(server))}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process login = Process.Start(start)!;
        var facts = new FarFacts();
        others = [];
        bool isAsked = false;
        while (login.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(FarScript.Mark, StringComparison.Ordinal))
            {
                facts = facts.With(line[FarScript.Mark.Length..]);
            }
            else
            {
                others.Add(line);
            }

            if (!isAsked && facts.StartStatus is not null)
            {
                isAsked = true;
                login.StandardInput.Write(questions);
                login.StandardInput.Close();
            }
        }

        login.WaitForExit();
        return facts;
    }
}
