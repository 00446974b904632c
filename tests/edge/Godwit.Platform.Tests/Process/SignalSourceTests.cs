using Godwit.Platform.Native;

namespace Godwit.Platform.Tests.Process;

public class SignalSourceTests
{
    [Fact]
    public void Drain_SignalsOfThisThread_ComeOnceAsASet()
    {
        // signalfd shows what is pending for the reading thread, so this works in a test runner with many threads.
        var thread = new Thread(static () =>
        {
            Block(SignalSet.Client | SignalSet.Server);
            using var source = SignalSource.OpenBlocked(SignalSet.Client, bornBlocked: true);
            Assert.Equal(SignalSet.None, source.Drain());
            foreach (var signal in new[] { SignalSet.WindowChanged, SignalSet.Terminate, SignalSet.Hangup, SignalSet.Interrupt, SignalSet.BrokenPipe })
            {
                _ = Libc.ThreadKill(Libc.ThreadSelf(), SignalNumbers.Number(signal));
            }

            var poller = new Poller();
            var index = poller.Add(source.Descriptor, PollEvents.Readable);
            _ = poller.Wait(Limits.PatienceMilliseconds);
            Assert.True(poller.CanRead(index));
            Assert.Equal(SignalSet.Client & ~SignalSet.Continued, source.Drain());
            Assert.Equal(SignalSet.None, source.Drain());
        });
        Run(thread);
    }

    [Theory]
    [InlineData(SignalSet.None)] // Through the runtime's handlers, as every JIT program.
    [InlineData(SignalSet.Server)] // Blocked from birth: signalfd.
    public void Drain_SignalsFromOutside_AllArrive(SignalSet blocked)
    {
        var pty = Pty.Open(new(80, 24));
        using var shell = new Shell(pty, pty.Spawn(Probe.Options("signals", blocked)));
        if (blocked != SignalSet.None)
        {
            shell.Child.Kill(SignalSet.Hangup); // Even before Main: must be kept, not kill.
        }

        _ = shell.ReadUntil("ready");
        foreach (var signal in new[] { SignalSet.User1, SignalSet.Hangup, SignalSet.Interrupt, SignalSet.BrokenPipe })
        {
            shell.Child.Kill(signal);
            _ = shell.ReadUntil($"{signal}");
        }

        shell.Child.Kill(SignalSet.Terminate);
        _ = shell.ReadUntil("Terminate");
        _ = shell.ReadToEnd();
        Assert.Equal(0, shell.Child.Wait().Code);
    }

    [Fact]
    public void FromNumber_EveryNumber_IsTheInverse()
    {
        for (var bit = 0; bit < 9; bit++)
        {
            Assert.Equal((SignalSet)(1 << bit), SignalNumbers.FromNumber(SignalNumbers.Number((SignalSet)(1 << bit))));
        }

        Assert.Equal(SignalSet.None, SignalNumbers.FromNumber(64));
    }

    [Fact]
    public void Number_EachSignal_IsWhatKillSays()
    {
        string[] names = ["HUP", "INT", "QUIT", "USR1", "PIPE", "TERM", "CHLD", "CONT", "WINCH"];
        var said = ChildProcessTests.Capture(Shell.Script($"for s in {string.Join(' ', names)}; do /bin/kill -l $s; done"));
        Assert.Equal(said, string.Concat(names.Select((_, bit) => $"{SignalNumbers.Number((SignalSet)(1 << bit))}\n")));
    }

    private static unsafe void Block(SignalSet signals)
    {
        var set = stackalloc byte[Libc.SignalSetSize];
        SignalNumbers.Write(signals, set);
        _ = Libc.ThreadSignalMask(Libc.SignalBlock, set, null);
    }

    private static void Run(Thread thread)
    {
        thread.Start();
        thread.Join();
    }
}
