using System.Text.RegularExpressions;
using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Tests;

/// <summary>What a real server tells of its session, and where.</summary>
public sealed partial class ServerLogTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Server_WithLog_TellsTheSessionAndNeitherKeyNorContents()
    {
        ProgramRun run = Start("", $"--log={bench.PathOf("log")}", "--", "/bin/sh", "-c", "echo contents; exit 7");
        Assert.Equal("", Warnings(run));
        string key = RunClient(run);
        string log = AwaitEnd("log");
        Assert.Equal(["start", "attach", "end"], Events(log));
        Assert.Contains(" command=sh\n", log, StringComparison.Ordinal);
        Assert.EndsWith(" event=end status=7\n", log, StringComparison.Ordinal);
        Assert.DoesNotContain(key, log, StringComparison.Ordinal);
        Assert.DoesNotContain("contents", log, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bench.PathOf("log")));
    }

    [Fact]
    public void Server_RelativeLog_IsWhereItWasStartedAndNotInTheHomeFolder()
    {
        RunClient(Start($"cd {bench.PathOf("")}", "--log", "log", "--", "/bin/sh", "-c", "exit 7"));
        Assert.Equal(["start", "attach", "end"], Events(AwaitEnd("log")));
    }

    [Fact]
    public void Server_LogCannotBeWritten_IsAWarningAndTheSessionStarts()
    {
        ProgramRun run = Start("", $"--log={bench.PathOf("none/log")}", "--", "/bin/sh", "-c", "exit 7");
        Assert.Equal($"Warning: {bench.PathOf("none/log")} cannot be written: No such file or directory; there is no log.", Warnings(run));
        RunClient(run);
    }

    [Fact]
    public void Server_Verbose_TellsTheSameOnStandardError()
    {
        RunClient(Start($"exec 2>{bench.PathOf("error")}", "-v", "--", "/bin/sh", "-c", "exit 7"));
        Assert.Equal(["start", "attach", "end"], Events(AwaitEnd("error")));
        Assert.DoesNotContain("<6>", File.ReadAllText(bench.PathOf("error")), StringComparison.Ordinal);
    }

    /// <summary>The journal is a file here: what counts is that the variable names what standard error is.</summary>
    [Fact]
    public void Server_InAUnit_TellsTheJournalWithItsLevel()
    {
        RunClient(Start($"exec 2>{bench.PathOf("error")}; JOURNAL_STREAM=$(stat -L -c %d:%i /dev/stderr); export JOURNAL_STREAM", "--", "/bin/sh", "-c", "exit 7"));
        string log = AwaitEnd("error");
        Assert.Equal(["start", "attach", "end"], Events(log));
        Assert.All(log.Split('\n').Where(line => line.Contains(" event=", StringComparison.Ordinal)), line => Assert.StartsWith("<6>20", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Server_JournalIsSomebodyElses_IsQuiet()
    {
        RunClient(Start($"exec 2>{bench.PathOf("error")}; export JOURNAL_STREAM=1:2", $"--log={bench.PathOf("log")}", "--", "/bin/sh", "-c", "exit 7"));
        _ = AwaitEnd("log");
        Assert.DoesNotContain("event=", File.ReadAllText(bench.PathOf("error")), StringComparison.Ordinal);
    }

    [Fact]
    public void Godwit_LogCannotBeWritten_IsSaidBeforeSsh()
    {
        ProgramRun run = bench.Run("godwit", [$"--ssh={bench.PathOf("ssh")}", $"--log={bench.PathOf("none/log")}", "host"]);
        Assert.Equal((1, $"godwit: {bench.PathOf("none/log")} cannot be written: No such file or directory.\n"), (run.ExitStatus, run.Error));
        Assert.Equal("", bench.Record());
    }

    [Fact]
    public void Godwit_WithLog_TellsTheSession()
    {
        ProgramRun run = bench.RunOnTerminal("godwit", ["--local", $"--log={bench.PathOf("log")}", "127.0.0.1", "--", "/bin/sh", "-c", "exit 7"]);
        Assert.Equal(7, run.ExitStatus);
        string log = File.ReadAllText(bench.PathOf("log"));
        Assert.Equal(["start", "attach", "end"], Events(log));
        Assert.Contains(" host=127.0.0.1 ", log, StringComparison.Ordinal);
        Assert.EndsWith(" event=end status=7\n", log, StringComparison.Ordinal);
    }

    private static List<string> Events(string log) => [.. Event().Matches(log).Select(match => match.Groups[1].Value)];

    private static string Warnings(ProgramRun run) => string.Join('\n', run.Error.Split('\n').Where(line => line.StartsWith("Warning", StringComparison.Ordinal)));

    private ProgramRun Start(string before, params string[] arguments)
    {
        // To a file: a server that keeps its output would keep a pipe open.
        string script = $"exec >{bench.PathOf("output")}; {(before.Length > 0 ? before : ":")}; exec \"$@\"";
        ProgramRun run = bench.Run("/bin/sh", ["-c", script, "sh", bench.PathOf("godwit"), "server", "-i", "127.0.0.1", .. arguments], ("XDG_STATE_HOME", bench.PathOf("state")));
        run = run with { Output = File.ReadAllText(bench.PathOf("output")) };
        Assert.True(ConnectLine().IsMatch(run.Output), run.Output + run.Error);
        return run;
    }

    private string RunClient(ProgramRun run)
    {
        Match line = ConnectLine().Match(run.Output);
        ProgramRun client = bench.RunOnTerminal("godwit", ["client", "127.0.0.1", line.Groups["port"].Value], ("MOSH_KEY", line.Groups["key"].Value));
        Assert.True(client.ExitStatus == 7, client.Output);
        return line.Groups["key"].Value;
    }

    // The server's last word may come after the client's end.
    private string AwaitEnd(string file)
    {
        Assert.True(SpinWait.SpinUntil(() => File.ReadAllText(bench.PathOf(file)).Contains("event=end", StringComparison.Ordinal), TimeSpan.FromSeconds(30)));
        return File.ReadAllText(bench.PathOf(file));
    }

    [GeneratedRegex(@"^MOSH CONNECT (?<port>\d+) (?<key>\S+)$", RegexOptions.Multiline)]
    private static partial Regex ConnectLine();

    [GeneratedRegex(@" event=(\w+)")]
    private static partial Regex Event();
}
