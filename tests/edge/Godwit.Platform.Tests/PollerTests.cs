using System.Runtime.InteropServices;
using Godwit.Platform.Native;

namespace Godwit.Platform.Tests;

public class PollerTests
{
    [Fact]
    public void Wait_DataInOnePipe_OnlyThatIsReadable()
    {
        var quiet = Pipe.Create();
        var busy = Pipe.Create();
        var poller = new Poller();
        var first = poller.Add(quiet.ReadEnd, PollEvents.Readable);
        var second = poller.Add(busy.ReadEnd, PollEvents.Readable);
        var third = poller.Add(busy.WriteEnd, PollEvents.Writable);
        _ = FileDescriptor.Write(busy.WriteEnd, [1]);

        Assert.Equal(2, poller.Wait(-1));
        Assert.Equal(PollEvents.None, poller.Ready(first));
        Assert.True(poller.CanRead(second));
        Assert.True(poller.CanWrite(third));
        Close(quiet, busy);
    }

    [Fact]
    public void Wait_NothingReady_ReturnsZeroAfterTheTimeout()
    {
        var pipe = Pipe.Create();
        var poller = new Poller();
        _ = poller.Add(pipe.ReadEnd, PollEvents.Readable);
        var before = MonotonicClock.Milliseconds;

        Assert.Equal(0, poller.Wait(30));
        Assert.True(MonotonicClock.Milliseconds - before >= 29);
        Close(pipe);
    }

    [Fact]
    public void Wait_WriterClosed_ReportsHangupAsReadable()
    {
        var pipe = Pipe.Create();
        var poller = new Poller();
        var index = poller.Add(pipe.ReadEnd, PollEvents.Readable);
        FileDescriptor.Close(pipe.WriteEnd);

        _ = poller.Wait(-1);
        Assert.True(poller.Ready(index).HasFlag(PollEvents.Hangup));
        Assert.True(poller.CanRead(index));
        FileDescriptor.Close(pipe.ReadEnd);
    }

    [Fact]
    public void Add_ManyAfterClear_KeepsAll()
    {
        var pipe = Pipe.Create();
        _ = FileDescriptor.Write(pipe.WriteEnd, [1]);
        var poller = new Poller();
        for (var round = 0; round < 2; round++)
        {
            poller.Clear();
            for (var i = 0; i < 40; i++)
            {
                Assert.Equal(i, poller.Add(i == 39 ? pipe.ReadEnd : -1, PollEvents.Readable));
            }

            Assert.Equal(1, poller.Wait(-1));
            Assert.True(poller.CanRead(39));
        }

        poller.SetInterest(39, PollEvents.None);
        Assert.Equal(0, poller.Wait(0));
        poller.SetDescriptor(0, pipe.ReadEnd);
        Assert.Equal(1, poller.Wait(0));
        Close(pipe);
    }

    [Fact]
    public void Wait_InterruptedBySignal_ReturnsZeroAndForgetsOldAnswers()
    {
        // A handled signal ends poll with EINTR whatever SA_RESTART says.
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, static context => context.Cancel = true);
        var pipe = Pipe.Create();
        nint target = 0;
        var result = -1;
        var ready = PollEvents.Invalid;
        var thread = new Thread(() =>
        {
            Volatile.Write(ref target, Libc.ThreadSelf());
            var poller = new Poller();
            var writable = poller.Add(pipe.WriteEnd, PollEvents.Writable);
            _ = poller.Wait(0);
            poller.SetInterest(writable, PollEvents.None);
            result = poller.Wait(Limits.PatienceMilliseconds);
            ready = poller.Ready(writable);
        });
        thread.Start();
        SpinWait.SpinUntil(() => Volatile.Read(ref target) != 0);
        while (!thread.Join(10))
        {
            _ = Libc.ThreadKill(target, SignalNumbers.Number(SignalSet.WindowChanged));
        }

        Assert.Equal(0, result);
        Assert.Equal(PollEvents.None, ready);
        Close(pipe);
    }

    private static void Close(params Pipe[] pipes)
    {
        foreach (var pipe in pipes)
        {
            FileDescriptor.Close(pipe.ReadEnd);
            FileDescriptor.Close(pipe.WriteEnd);
        }
    }
}
