namespace Godwit.Platform.Tests;

public sealed class EventLogTests : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Write_NewFile_IsItsOwnersAloneAndGrows()
    {
        WriteOne("first");
        WriteOne("second");
        string[] lines = File.ReadAllLines(PathOf("log"));
        Assert.Equal(2, lines.Length);
        Assert.Matches($@"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z godwit\[{Environment.ProcessId}\] session=60001 event=second$", lines[1]);
        Assert.Equal(OwnersOnly, File.GetUnixFileMode(PathOf("log")));
    }

    [Fact]
    public void Write_Time_IsNow()
    {
        DateTime before = DateTime.UtcNow;
        WriteOne("x");
        var written = DateTime.Parse(File.ReadAllText(PathOf("log"))[..24], null, System.Globalization.DateTimeStyles.RoundtripKind);
        Assert.InRange(written, before.AddMilliseconds(-1), DateTime.UtcNow);
    }

    [Fact]
    public void Write_FileWasMovedAway_GoesToANewOne()
    {
        using var log = new EventLog(60001, PathOf("log"), isVerbose: false);
        log.Write("before");
        File.Move(PathOf("log"), PathOf("log.1"));
        log.Write("after");
        log.Write("then");
        Assert.EndsWith("event=before\n", File.ReadAllText(PathOf("log.1")), StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(PathOf("log"));
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("event=after", lines[0], StringComparison.Ordinal);
        Assert.Equal(OwnersOnly, File.GetUnixFileMode(PathOf("log")));
    }

    [Fact]
    public void Write_PlaceOfTheFileIsTakenByALink_GoesOnInTheOldOne()
    {
        using var log = new EventLog(60001, PathOf("log"), isVerbose: false);
        File.Move(PathOf("log"), PathOf("log.1"));
        File.CreateSymbolicLink(PathOf("log"), PathOf("victim"));
        log.Write("after");
        Assert.False(File.Exists(PathOf("victim")));
        Assert.EndsWith("event=after\n", File.ReadAllText(PathOf("log.1")), StringComparison.Ordinal);
    }

    [Fact]
    public void ProblemOf_LinkOrNoFile_IsSaidAndNothingIsWritten()
    {
        File.CreateSymbolicLink(PathOf("link"), PathOf("victim"));
        Assert.Equal($"{PathOf("link")} is a link, and no log is written through one", EventLog.ProblemOf(PathOf("link")));
        Assert.False(File.Exists(PathOf("victim")));
        Assert.Equal($"{PathOf("none/log")} cannot be written: No such file or directory", EventLog.ProblemOf(PathOf("none/log")));
        Assert.Equal("/dev/null is not a regular file", EventLog.ProblemOf("/dev/null"));
    }

    [Fact]
    public void ProblemOf_PipeThatNobodyReads_DoesNotWait()
    {
        ChildProcess child = ChildProcess.Start(new SpawnOptions { Path = "mkfifo", Arguments = ["mkfifo", PathOf("pipe")] });
        Assert.Equal(0, child.Wait().Code);
        Assert.NotEqual("", EventLog.ProblemOf(PathOf("pipe")));
    }

    [Fact]
    public void ProblemOf_FileOfAnotherUser_IsRefused()
    {
        Assert.SkipUnless(ProcessEnvironment.UserId == 0, "Only root can give a file away.");
        scratch.AddFile("log", "", OwnersOnly);
        ChildProcess child = ChildProcess.Start(new SpawnOptions { Path = "chown", Arguments = ["chown", "65534", PathOf("log")] });
        Assert.Equal(0, child.Wait().Code);
        Assert.Equal($"{PathOf("log")} belongs to another user", EventLog.ProblemOf(PathOf("log")));
    }

    [Fact]
    public void Write_NobodyAsked_WritesNothing()
    {
        using var log = new EventLog(60001, "", isVerbose: false);
        Assert.False(log.IsOn);
        Assert.Equal("", log.Problem);
        log.Write("x");
    }

    private string PathOf(string name) => Path.Combine(scratch.Path, name);

    private void WriteOne(string name)
    {
        using var log = new EventLog(60001, PathOf("log"), isVerbose: false);
        Assert.Equal("", log.Problem);
        log.Write(name);
    }
}
