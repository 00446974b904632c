using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Dev.Tests;

/// <summary>The real command, on shells that everybody has.</summary>
public sealed class RecordCommandTests : IDisposable
{
    private static readonly string Program = Path.Combine(Environment.GetEnvironmentVariable("GODWIT_BIN") ?? AppContext.BaseDirectory, "godwit");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("godwit-record-");

    private string Output => Path.Combine(folder.FullName, "out.rec");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Record_ScriptOfKeys_WritesWhatWasPrintedAndWhere()
    {
        string script = Path.Combine(folder.FullName, "keys");
        File.WriteAllText(script, "# a comment\nwait ready\ntype a\\x62ü\\r\nwait got abü\ncheck place\nresize 30x5\ntype \\r\n");
        ProgramRun run = Run("--size", "20x4", "--keys", script, Output, "--", "sh", "-c", "stty -echo; printf 'ready\\033[6n\\\\'; read x; echo \"got ${x#*R}\"; read y; stty size; exec env");
        Assert.Equal((0, "", ""), (run.ExitStatus, run.Output, run.Error));
        string[] lines = File.ReadAllLines(Output);
        Assert.Equal(["godwit-recording 1", "r 20x4", "o ready\\e[6n\\\\"], lines[..3]);
        Assert.Contains("= place", lines);
        Assert.Contains("r 30x5", lines);
        string all = string.Concat(lines);
        Assert.Contains("got abü\\r\\n", all, StringComparison.Ordinal);
        Assert.Contains("5 30\\r\\n", all, StringComparison.Ordinal);
        Assert.Contains("TERM=xterm-256color\\r\\n", all, StringComparison.Ordinal);
        Assert.DoesNotContain("GODWIT", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_BadArgumentsOrSteps_FailsWithoutARecording()
    {
        Assert.Equal(2, Run(Output).ExitStatus);
        Assert.Equal(2, Run("--size", "0x5", Output, "--", "true").ExitStatus);
        string script = Path.Combine(folder.FullName, "keys");
        File.WriteAllText(script, "type \\q\n");
        ProgramRun run = Run("--keys", script, Output, "--", "true");
        Assert.Equal((1, "godwit dev record: not a step: type \\q\n"), (run.ExitStatus, run.Error));
        Assert.False(File.Exists(Output));
    }

    private static ProgramRun Run(params string[] arguments) => ProgramRun.Of(Program, ["dev", "record", .. arguments]);
}
