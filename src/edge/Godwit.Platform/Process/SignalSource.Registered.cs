using System.Runtime.InteropServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>The runtime's own signal handling, with a pipe to the loop. Only where signals cannot be blocked in every thread.</summary>
public sealed unsafe partial class SignalSource
{
    // As IDisposable: the native build, which never comes here, then needs nothing of the runtime's signal code.
    private readonly List<IDisposable> registrations = [];
    private int pipeEnd = -1;

    private static SignalSource OpenRegistered(SignalSet wanted)
    {
        UnblockOnThisThread(wanted);
        var pipe = Pipe.Create();
        FileDescriptor.SetNonBlocking(pipe.ReadEnd);
        FileDescriptor.SetNonBlocking(pipe.WriteEnd);
        var source = new SignalSource(pipe.ReadEnd, wanted) { recordSize = 1, pipeEnd = pipe.WriteEnd };
        for (var rest = (int)wanted; rest != 0; rest &= rest - 1)
        {
            // Positive values of PosixSignal are the system's own numbers.
            var number = SignalNumbers.Number((SignalSet)(rest & -rest));
            source.registrations.Add(PosixSignalRegistration.Create((PosixSignal)number, context => source.OnSignal(context, (byte)number)));
        }

        return source;
    }

    // On a thread of the pool. A full pipe means that the loop has not read a thousand signals yet: one more adds nothing.
    private void OnSignal(PosixSignalContext context, byte number)
    {
        context.Cancel = true;
        _ = FileDescriptor.Write(pipeEnd, [number]);
    }

    private static void UnblockOnThisThread(SignalSet signals)
    {
        var set = stackalloc byte[Libc.SignalSetSize];
        SignalNumbers.Write(signals, set);
        _ = Libc.ThreadSignalMask(Libc.SignalUnblock, set, null);
    }

    private void DisposeRegistrations()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        registrations.Clear();
        FileDescriptor.Close(pipeEnd);
        pipeEnd = -1;
    }
}
