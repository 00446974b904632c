using System.Text;
using Godwit.Platform.Native;

namespace Godwit.Platform.Tests.Process;

public class ChildProcessTests
{
    [Theory]
    [InlineData("exit 0", 0, 0)]
    [InlineData("exit 42", 42, 0)]
    [InlineData("exit 255", 255, 0)]
    [InlineData("kill -TERM $$", 143, 15)]
    [InlineData("kill -KILL $$", 137, 9)]
    public void Wait_Ended_TellsCodeAndSignal(string script, int code, int signal)
    {
        var child = ChildProcess.Start(Shell.Script(script));
        Assert.Equal(new ExitStatus(code, signal), child.Wait());
        Assert.Equal(new ExitStatus(code, signal), child.Wait());
    }

    [Fact]
    public void TryReap_RunningThenKilled_FalseThenTrue()
    {
        var child = ChildProcess.Start(new() { Path = "sleep", Arguments = ["sleep", "1000"] });
        Assert.False(child.TryReap(out _));
        child.Kill(SignalSet.Terminate);
        Assert.Equal(15, child.Wait().Signal);
        Assert.True(child.TryReap(out var exit));
        Assert.Equal(15, exit.Signal);
        child.Kill(SignalSet.Terminate); // No longer its number: must do nothing.
    }

    [Fact]
    public void Start_DescriptorsThatCollide_ArriveWhereTheyShould()
    {
        var a = Pipe.Create();
        var b = Pipe.Create();

        // Each one's target is the other one's number.
        var child = ChildProcess.Start(new SpawnOptions
        {
            Path = "/bin/sh",
            Arguments = ["sh", "-c", $"echo a >/proc/self/fd/{b.WriteEnd}; echo b >/proc/self/fd/{a.WriteEnd}; echo hidden; ls /proc/self/fd | wc -l >/proc/self/fd/{b.WriteEnd}"],
            Descriptors = [new(b.WriteEnd, a.WriteEnd), new(a.WriteEnd, b.WriteEnd), new(0, DescriptorMapping.Null), new(1, DescriptorMapping.Null)],
        });
        FileDescriptor.Close(a.WriteEnd);
        FileDescriptor.Close(b.WriteEnd);
        Assert.Equal(0, child.Wait().Code);
        Assert.Equal("a\n6\n", ReadAll(a.ReadEnd)); // 0 to 2, the two, and the directory that ls reads.
        Assert.Equal("b\n", ReadAll(b.ReadEnd));
    }

    [Fact]
    public void Start_SameNumber_IsInheritedAlthoughCloseOnExec()
    {
        var pipe = Pipe.Create();
        var child = ChildProcess.Start(new SpawnOptions
        {
            Path = "/bin/sh",
            Arguments = ["sh", "-c", $"echo hello >/proc/self/fd/{pipe.WriteEnd}"],
            Descriptors = [new(pipe.WriteEnd, pipe.WriteEnd)],
        });
        FileDescriptor.Close(pipe.WriteEnd);
        Assert.Equal(0, child.Wait().Code);
        Assert.Equal("hello\n", ReadAll(pipe.ReadEnd));
    }

    [Fact]
    public void Start_BlockedAndIgnoredSignals_AreSoFromBirthAndOursStayAsTheyWere()
    {
        var output = Capture(new SpawnOptions
        {
            Path = "grep",
            Arguments = ["grep", "-E", "Sig(Blk|Ign)", "/proc/self/status"],
            BlockedSignals = SignalSet.Terminate | SignalSet.WindowChanged,
            IgnoredSignals = SignalSet.Hangup,
        });
        Assert.Equal($"SigBlk:\t{(1L << 14) | (1L << 27):x16}\nSigIgn:\t{1L:x16}\n", output);

        var ignored = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn", StringComparison.Ordinal));
        Assert.Equal(0, Convert.ToInt64(ignored[8..], 16) & 1);
    }

    [Fact]
    public void Start_NewSession_HasNoControllingTerminal()
    {
        var fields = Capture(new SpawnOptions { Path = "cat", Arguments = ["cat", "/proc/self/stat"], NewSession = true }).Split(' ');
        Assert.Equal(fields[0], fields[5]); // Its own session.
        Assert.Equal("0", fields[6]); // No terminal.
    }

    [Fact]
    public void Start_DirectoryThatIsNotThere_FailsWithItsError()
    {
        var error = Assert.Throws<PlatformException>(
            () => ChildProcess.Start(new() { Path = "/bin/true", Arguments = ["true"], WorkingDirectory = "/no/such" }));
        Assert.Equal(Errno.NoEntry, error.ErrorNumber);
    }

    [Fact]
    public void Start_ManyTimes_LeavesNoDescriptorBehind()
    {
        var pipe = Pipe.Create();
        _ = ChildProcess.Start(new() { Path = "/bin/true", Arguments = ["true"] }).Wait();
        for (var i = 0; i < 5; i++)
        {
            _ = ChildProcess.Start(new() { Path = "/bin/true", Arguments = ["true"], Descriptors = [new(9, pipe.WriteEnd)] }).Wait();
        }

        // Copies were made at 100 and above; a leak would keep the pipe open there.
        FileDescriptor.Close(pipe.WriteEnd);
        Assert.Equal("", ReadAll(pipe.ReadEnd));
    }

    [Fact]
    public void Replace_FromARunningProgram_CleansSignalsAndKeepsTheEnvironment()
    {
        var output = Capture(Probe.Options("exec"));
        Assert.Equal("failed 2\n-renamed exec\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n", output);
    }

    internal static string Capture(SpawnOptions options)
    {
        var pipe = Pipe.Create();
        var child = ChildProcess.Start(new SpawnOptions
        {
            Path = options.Path,
            Arguments = options.Arguments,
            Environment = options.Environment,
            NewSession = options.NewSession,
            BlockedSignals = options.BlockedSignals,
            IgnoredSignals = options.IgnoredSignals,
            Descriptors = [new(1, pipe.WriteEnd)],
        });
        FileDescriptor.Close(pipe.WriteEnd);
        var output = ReadAll(pipe.ReadEnd);
        _ = child.Wait();
        return output;
    }

    private static string ReadAll(int descriptor)
    {
        var output = new StringBuilder();
        var buffer = new byte[4096];
        IoResult result;
        while ((result = FileDescriptor.Read(descriptor, buffer)).IsDone)
        {
            output.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
        }

        FileDescriptor.Close(descriptor);
        return output.ToString();
    }
}
