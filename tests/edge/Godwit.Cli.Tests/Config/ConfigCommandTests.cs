using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Tests;

/// <summary>The real program and real files.</summary>
public sealed class ConfigCommandTests : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Workbench bench = new();

    private string UserFile => bench.PathOf("config-home/godwit/config");

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Godwit_UsersFile_ReachesSshAndTheServer()
    {
        Write($"Host elsewhere\n  Server /wrong\nHost h*\n  Ssh \"{bench.PathOf("ssh")} -p 2222\"\n  Server \"/opt/godwit server\"\n  Port 60010:60020\n  Family inet\n");
        ProgramRun run = bench.RunOnTerminal("godwit", ["u@host"], ("SAYS", ""), ("ENDS", "1"));
        Assert.Equal(1, run.ExitStatus);
        string record = bench.Record();
        Assert.Contains("<-p>\n<2222>\n<-n>\n<-4>\n<-->\n<u@host>\n", record, StringComparison.Ordinal);
        Assert.Contains("/opt/godwit server", record, StringComparison.Ordinal);
        Assert.Contains("60010:60020", record, StringComparison.Ordinal);
        Assert.DoesNotContain("/wrong", record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Prot 1\n", OwnersOnly, "{0}:2: \"Prot\" is not a keyword; godwit.conf(5) lists them.\n")]
    [InlineData("Port\n", OwnersOnly, "{0}:2: Port needs a value.\n")]
    [InlineData("Port 1\n", OwnersOnly | UnixFileMode.GroupWrite, "{0} can be written by other users, so it is not read; chmod go-w helps.\n")]
    public void Godwit_MistakeInTheFile_IsSaidBeforeSsh(string line, UnixFileMode mode, string sentence)
    {
        Write($"Ssh {bench.PathOf("ssh")}\n{line}", mode);
        ProgramRun run = bench.RunOnTerminal("godwit", ["host"]);
        Assert.Equal((1, ("godwit: " + string.Format(null, sentence, UserFile)).Replace("\n", "\r\n", StringComparison.Ordinal)), (run.ExitStatus, run.Output));
        Assert.Equal("", bench.Record());
    }

    [Fact]
    public void Godwit_NamedFile_IsReadInsteadOfTheUsers()
    {
        Write("Prot 1\n");
        string other = bench.PathOf("other");
        File.WriteAllText(other, "Port 7\n");
        File.SetUnixFileMode(other, OwnersOnly);
        Assert.Contains("\nPort 7\n", bench.Run("godwit", ["config", $"--config={other}", "host"]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Port", bench.Run("godwit", ["config", "--config=none", "host"]).Output, StringComparison.Ordinal);
        Assert.Equal((1, $"godwit: {other}2 is not there.\n"), Outcome(bench.Run("godwit", ["config", $"--config={other}2", "host"])));
    }

    [Fact]
    public void Mosh_FileWithAMistake_DoesNotMatter()
    {
        Write("Prot 1\n");
        Assert.Equal(7, bench.RunMosh("mosh", ["host"]).ExitStatus);
    }

    /// <summary>A client of the user's choice is told by its environment; stock's name leaves that as stock does.</summary>
    [Theory]
    [InlineData("godwit", "", "yes", "1")]
    [InlineData("godwit", "--init --no-predict-overwrite", "", "")]
    [InlineData("mosh", "--init --no-predict-overwrite", "yes", "1")]
    public void Godwit_OptionAgainstAVariable_ReachesAnotherClient(string program, string options, string overwrite, string noInit)
    {
        ProgramRun run = bench.RunMosh(
            program, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "host"], ("MOSH_PREDICTION_OVERWRITE", "yes"), ("MOSH_NO_TERM_INIT", "1"));
        Assert.Contains($"\nOVERWRITE={overwrite}\nNO_INIT={noInit}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Config_Host_PrintsWhatHoldsForIt()
    {
        Write("Host web*\n  Port 60010\n  Ssh \"ssh -J bastion\"\n");
        ProgramRun run = bench.Run("godwit", ["config", "root@web1"]);
        Assert.Equal((0, ""), Outcome(run));
        Assert.Equal(
            """
            Predict adaptive
            PredictOverwrite no
            Family prefer-inet
            Port 60010
            Ssh 'ssh -J bastion'
            SshPty no
            Init yes
            RemoteIp proxy
            ClipboardRead no
            Ambiguous narrow
            Escape Ctrl-^
            Install ask

            """,
            run.Output);
        Assert.DoesNotContain("Port", bench.Run("godwit", ["config"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_UsualFiles_SaysAllMistakes()
    {
        Write("Prot 1\nHost x\nInit maybe\n");
        ProgramRun run = bench.Run("godwit", ["config", "--check"]);
        Assert.Equal((1, $"{UserFile}:1: \"Prot\" is not a keyword; godwit.conf(5) lists them.\n{UserFile}:3: Init maybe is not known: yes or no.\n"), Outcome(run));
        Write("Port 1\n");
        run = bench.Run("godwit", ["config", "--check"]);
        Assert.Equal((0, ""), Outcome(run));
        Assert.StartsWith($"{UserFile}: no mistakes\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NoFiles_IsWell()
    {
        ProgramRun run = bench.Run("godwit", ["config", "--check"]);
        Assert.Equal((0, ""), Outcome(run));
        Assert.StartsWith($"{UserFile}: not there\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NamedFile_IsTheOnlyOne()
    {
        Write("Port 1\n");
        Assert.Equal($"{UserFile}: no mistakes\n", bench.Run("godwit", ["config", "--check", UserFile]).Output);
        Assert.Equal((1, "/missing is not there.\n"), Outcome(bench.Run("godwit", ["config", "--check", "/missing"])));
    }

    private static (int ExitStatus, string Error) Outcome(ProgramRun run) => (run.ExitStatus, run.Error);

    private void Write(string text, UnixFileMode mode = OwnersOnly)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(UserFile)!);
        File.WriteAllText(UserFile, text);
        File.SetUnixFileMode(UserFile, mode);
    }
}
