using System.Runtime.CompilerServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>signalfd(2).</summary>
public sealed unsafe partial class SignalSource
{
    private const int SignalDescriptorRecord = 128; // sizeof(struct signalfd_siginfo)
    private int recordSize = SignalDescriptorRecord;

    /// <summary>A source for signals that this thread (and the finaliser, if <paramref name="bornBlocked"/>) has blocked already.</summary>
    internal static SignalSource OpenBlocked(SignalSet wanted, bool bornBlocked)
    {
        if (!bornBlocked)
        {
            BlockOnFinaliserThread(wanted);
        }

        var set = stackalloc byte[Libc.SignalSetSize];
        SignalNumbers.Write(wanted, set);
        var descriptor = Libc.SignalDescriptor(-1, set, Libc.OpenCloseOnExec | Libc.OpenNonBlocking);
        return descriptor >= 0
            ? new SignalSource(descriptor, wanted)
            : throw new PlatformException("cannot receive signals", Libc.Errno);
    }

    private static void BlockOnFinaliserThread(SignalSet signals)
    {
        MakeGarbage(signals);
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }

    // Not inlined: the object must be unreachable when this returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeGarbage(SignalSet signals) => _ = new Blocker(signals);

    private sealed class Blocker(SignalSet signals)
    {
        ~Blocker() => _ = BlockOnThisThread(signals);
    }
}
