using System.Text;
using Godwit.Platform.Native;

namespace Godwit.Platform.Tests.Terminal;

public class PtyTests
{
    // A shell that waits without reading, so that traps run at once.
    private const string WaitForever = "while :; do sleep 0.02; done";

    [Fact]
    public void Spawn_Shell_SeesTheSize() => Assert.Equal("24 80\n", Shell.Run("stty size"));

    [Fact]
    public void SetWindowSize_WhileRunning_SignalsAndKeepsPixels()
    {
        using var shell = Shell.Start($"trap 'stty size; exit' WINCH; echo ready; {WaitForever}", new(80, 24, 800, 480));
        _ = shell.ReadUntil("ready");
        Assert.Equal(0, shell.Pty.SetWindowSize(101, 33));
        Assert.EndsWith("33 101\n", shell.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void SetWindowSize_CellsOnly_KeepsPixels()
    {
        using var pty = Pty.Open(new(80, 24, 800, 480));
        _ = pty.SetWindowSize(10, 5);
        Assert.True(TerminalDevice.TryGetSize(pty.Descriptor, out var size));
        Assert.Equal(new WindowSize(10, 5, 800, 480), size);
    }

    [Fact]
    public void Spawn_Shell_HasItAsControllingTerminal()
    {
        var pty = Pty.Open(new(80, 24));
        var name = pty.SlaveName;
        using var shell = new Shell(pty, pty.Spawn(Shell.Script("tty; ps -o tty= -p $$; echo direct > /dev/tty; test -t 0 && test -t 1 && test -t 2 && echo all")));
        var lines = shell.ReadToEnd().Split('\n');
        Assert.Equal(name, lines[0]);
        Assert.Equal(name, "/dev/" + lines[1].Trim());
        Assert.Equal(["direct", "all", ""], lines[2..]);
    }

    [Fact]
    public void Write_InterruptKey_ReachesTheForeground()
    {
        using var shell = Shell.Start($"trap 'echo interrupted; exit 7' INT; echo ready; {WaitForever}");
        _ = shell.ReadUntil("ready");
        Assert.Equal(1, shell.Pty.Write([0x03]).Count);
        _ = shell.ReadUntil("interrupted");
        _ = shell.ReadToEnd();
        Assert.Equal(new ExitStatus(7, 0), shell.Child.Wait());
    }

    [Fact]
    public unsafe void Spawn_Shell_HasOnlyThreeDescriptors()
    {
        int careless; // Somebody's descriptor without close-on-exec.
        fixed (byte* path = "/dev/null\0"u8)
        {
            careless = Libc.Open(path, Libc.OpenReadOnly, 0);
        }

        // The fourth is the directory that ls reads.
        Assert.Equal("0 1 2 3 ", Shell.Run("exec ls /proc/self/fd | tr '\\n' ' '"));
        FileDescriptor.Close(careless);
    }

    [Fact]
    public void Spawn_Shell_HasDefaultModesAndUtf8()
    {
        var modes = Shell.Run("stty -a").Split([' ', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("iutf8", modes);
        Assert.Contains("icanon", modes);
        Assert.Contains("echo", modes);
        Assert.Contains("isig", modes);
        Assert.Contains("icrnl", modes);
        Assert.Contains("onlcr", modes);
    }

    [Fact]
    public unsafe void Spawn_WhileWeBlockAndIgnoreSignals_ChildHasCleanSignals()
    {
        var set = stackalloc byte[Libc.SignalSetSize];
        var old = stackalloc byte[Libc.SignalSetSize];
        SignalNumbers.Write(SignalSet.Server | SignalSet.WindowChanged, set);
        _ = Libc.ThreadSignalMask(Libc.SignalBlock, set, old);
        SignalSource.Ignore(SignalSet.Hangup);
        var status = Shell.Run("exec grep -E 'Sig(Blk|Ign|Pnd)' /proc/self/status");
        SignalSource.RestoreDefault(SignalSet.Hangup);
        _ = Libc.ThreadSignalMask(Libc.SignalSetMask, old, null);

        Assert.Equal("SigPnd:\t0000000000000000\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n", status.Replace("        ", "\t", StringComparison.Ordinal));
    }

    [Fact]
    public void Spawn_DirectoryAndEnvironment_AreTheGivenOnes()
    {
        var environment = new EnvironmentBlock();
        environment.Set("GREETING", "grüß Gott");
        Assert.Equal("GREETING=grüß Gott\n", Shell.Run(new SpawnOptions { Path = "/usr/bin/env", Arguments = ["env"], Environment = environment }));
        var output = Shell.Run(new SpawnOptions
        {
            Path = "/bin/sh",
            Arguments = ["-login", "-c", "echo $0; pwd; echo $GREETING"],
            Environment = environment,
            WorkingDirectory = "/usr/share",
        });
        Assert.Equal("-login\n/usr/share\ngrüß Gott\n", output);
    }

    [Fact]
    public void Spawn_NameWithoutSlash_IsSearchedInTheGivenPath()
    {
        using var directory = new ScratchDirectory();
        directory.AddFile("forbidden", "#!/bin/sh\necho no\n", UnixFileMode.UserRead);
        directory.AddFile("plain-script", "echo from script $1\n", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var environment = EnvironmentBlock.Inherit();
        environment.Set("PATH", $"/nonexistent:/etc/passwd:{directory.Path}:/usr/bin:/bin");

        Assert.Equal("from script one\n", Shell.Run(Program("plain-script", "one")));
        Assert.Equal("hi\n", Shell.Run(Program("echo", "hi")));
        Assert.Equal(Errno.Access, Assert.Throws<PlatformException>(() => Shell.Run(Program("forbidden"))).ErrorNumber);
        Assert.Equal(Errno.NoEntry, Assert.Throws<PlatformException>(() => Shell.Run(Program("no-such-program"))).ErrorNumber);
        Assert.Equal(Errno.NoEntry, Assert.Throws<PlatformException>(() => Shell.Run(Program(""))).ErrorNumber);
        Assert.Equal(Errno.Access, Assert.Throws<PlatformException>(() => Shell.Run(Program("/etc"))).ErrorNumber);

        SpawnOptions Program(string path, params string[] arguments) =>
            new() { Path = path, Arguments = [path, .. arguments], Environment = environment };
    }

    [Fact]
    public void Spawn_AfterFailure_MayBeTriedAgain()
    {
        var pty = Pty.Open(new(80, 24));
        var error = Assert.Throws<PlatformException>(() => pty.Spawn(new() { Path = "/no/such", Arguments = ["x"] }));
        Assert.Equal("cannot start /no/such: No such file or directory", error.Message);
        Assert.True(pty.WriteToTerminal("failed\n"u8).IsDone);
        using var shell = new Shell(pty, pty.Spawn(Shell.Script("echo second")));
        Assert.Equal("failed\nsecond\n", shell.ReadToEnd());
    }

    [Fact]
    public void WriteToTerminal_BeforeSpawn_IsReadWithCarriageReturns()
    {
        using var pty = Pty.Open(new(80, 24));
        Assert.Equal(IoStatus.WouldBlock, pty.Read(new byte[10]).Status); // Nothing yet, but not hung up.
        Assert.Equal(8, pty.WriteToTerminal("message\n"u8).Count);
        var buffer = new byte[100];
        Assert.Equal("message\r\n", Encoding.ASCII.GetString(buffer, 0, pty.Read(buffer).Count));
    }

    [Fact]
    public void WriteToTerminal_MoreThanFits_WouldBlockAndNotWait()
    {
        using var pty = Pty.Open(new(80, 24));
        IoResult result;
        var written = 0;
        while ((result = pty.WriteToTerminal(new byte[1000])).IsDone)
        {
            written += result.Count;
            Assert.True(written < 10_000_000);
        }

        Assert.Equal(IoStatus.WouldBlock, result.Status);
    }

    [Fact]
    public void Write_NobodyReads_WouldBlockInsteadOfWaiting()
    {
        using var shell = Shell.Start("stty raw -echo; echo ready; exec sleep 1000");
        _ = shell.ReadUntil("ready");
        IoResult result;
        var written = 0;
        while ((result = shell.Pty.Write(new byte[1000])).IsDone)
        {
            written += result.Count;
            Assert.True(written < 10_000_000);
        }

        Assert.Equal(IoStatus.WouldBlock, result.Status);
    }

    [Fact]
    public void TryGetModes_PasswordPrompt_ShowsEchoOff()
    {
        using var shell = Shell.Start("read x; stty -echo; echo off; read x; stty raw; echo raw; read x");
        Assert.True(shell.Pty.TryGetModes(out var modes));
        Assert.Equal(new PtyModes(Echo: true, Canonical: true) { Erase = 0x7F, WordErase = 0x17, Kill = 0x15 }, modes);
        _ = shell.Pty.Write("\n"u8);
        _ = shell.ReadUntil("off");
        _ = shell.Pty.TryGetModes(out modes);
        Assert.Equal((false, true), (modes.Echo, modes.Canonical));
        _ = shell.Pty.Write("\n"u8);
        _ = shell.ReadUntil("raw");
        _ = shell.Pty.TryGetModes(out modes);
        Assert.Equal((false, false), (modes.Echo, modes.Canonical));
    }

    [Fact]
    public void Dispose_ProgramRunning_HangsItUp()
    {
        var pty = Pty.Open(new(80, 24));
        var child = pty.Spawn(new() { Path = "sleep", Arguments = ["sleep", "1000"] });
        Assert.False(child.TryReap(out _));
        pty.Dispose();
        Assert.Equal(new ExitStatus(129, 1), child.Wait());
        Assert.True(child.TryReap(out var again));
        Assert.Equal(129, again.Code);
    }

    [Fact]
    public void Spawn_CoreLimit_IsThatOfTheChildOnly()
    {
        var old = ProcessEnvironment.SetCoreLimit(0);
        var options = new SpawnOptions { Path = "sh", Arguments = ["sh", "-c", "ulimit -S -c"], CoreLimit = 512 * 8 };
        var shown = Shell.Run(options);
        var ours = ProcessEnvironment.SetCoreLimit(old);
        Assert.Equal(0ul, ours);
        Assert.Equal("8\n", shown); // In blocks of 512 octets.
    }
}
