using System.Runtime.CompilerServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// Signals as a descriptor for the poll loop. Wanted signals no longer run their default action: they are noted, the
/// descriptor becomes readable, and <see cref="Drain"/> says which came.
/// </summary>
/// <remarks>
/// <para>
/// Linux has signalfd(2), which needs the signals blocked in every thread. A NativeAOT program has two threads when Main runs:
/// ours and the finaliser's. Ours blocks with pthread_sigmask, and the finaliser is made to run the same call on its thread (an
/// object with a finaliser and one collection of an almost empty heap, well under a millisecond). If the parent already started us with the signals blocked
/// (<see cref="SpawnOptions.BlockedSignals"/>) nothing is to be done. A program that runs on the JIT has more threads that
/// nobody can reach; there <see cref="System.Runtime.InteropServices.PosixSignalRegistration"/> writes to a pipe instead
/// (SIGPIPE does not arrive then: that runtime ignores it; the failing write tells the same).
/// </para>
/// <para>
/// Why not always the latter: it adds a thread at once and, for the callbacks, the thread pool at the first signal. Measured with
/// NativeAOT on linux-x64: signalfd 2 threads (the runtime's own) and no growth; registrations 3 threads, 6 after the first SIGWINCH,
/// and 0.2 MB more resident memory. It also leaves handlers for SIGCHLD and SIGCONT behind that nobody here asked for.
/// </para>
/// </remarks>
public sealed unsafe partial class SignalSource : IDisposable
{
    private readonly SignalSet wanted;

    private SignalSource(int descriptor, SignalSet wanted)
    {
        Descriptor = descriptor;
        this.wanted = wanted;
    }

    /// <summary>The descriptor to poll for reading.</summary>
    public int Descriptor { get; private set; }

    /// <summary>
    /// Starts to collect signals. At most one object per process, made early in Main before other threads exist. Signals stay
    /// blocked in this process after <see cref="Dispose"/>; processes started with <see cref="ChildProcess"/> do not inherit that.
    /// </summary>
    /// <param name="wanted">The signals to collect.</param>
    /// <exception cref="PlatformException">No descriptor to be had.</exception>
    public static SignalSource Open(SignalSet wanted)
    {
        var bornBlocked = BlockOnThisThread(wanted);
        return bornBlocked || !RuntimeFeature.IsDynamicCodeSupported ? OpenBlocked(wanted, bornBlocked) : OpenRegistered(wanted);
    }

    /// <summary>Takes all signals that came since the last call. Does not wait.</summary>
    public SignalSet Drain()
    {
        const int RecordSize = 128; // Largest record of any kind of descriptor: signalfd_siginfo; a pipe has one octet.
        const int RecordsPerRead = 4;
        Span<byte> buffer = stackalloc byte[RecordSize * RecordsPerRead];
        var came = SignalSet.None;
        IoResult result;
        while ((result = FileDescriptor.Read(Descriptor, buffer)).IsDone)
        {
            for (var offset = 0; offset < result.Count; offset += recordSize)
            {
                came |= SignalNumbers.FromNumber(buffer[offset]); // Little endian: the low octet of ssi_signo.
            }
        }

        return came & wanted;
    }

    /// <summary>Ignores signals from now on. Programs started later inherit that unless the spawn resets it (ours do).</summary>
    /// <param name="signals">The signals to ignore.</param>
    public static void Ignore(SignalSet signals) => SetDisposition(signals, Libc.SignalIgnore);

    /// <summary>Gives signals their default action again (still blocked if a source collects them).</summary>
    /// <param name="signals">The signals.</param>
    public static void RestoreDefault(SignalSet signals) => SetDisposition(signals, Libc.SignalDefault);

    /// <summary>Stops our process group as the terminal's suspend key would (spec 04 section 4.3). Returns after SIGCONT.</summary>
    public static void SuspendProcessGroup() => _ = Libc.Kill(0, SignalNumbers.Stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        FileDescriptor.Close(Descriptor);
        Descriptor = -1;
        DisposeRegistrations();
    }

    // True if all of them had been blocked before: then they have been since birth, in every thread.
    private static bool BlockOnThisThread(SignalSet signals)
    {
        var set = stackalloc byte[Libc.SignalSetSize];
        var old = stackalloc byte[Libc.SignalSetSize];
        SignalNumbers.Write(signals, set);
        _ = Libc.ThreadSignalMask(Libc.SignalBlock, set, old);
        return SignalNumbers.ContainsAll(old, signals);
    }

    private static void SetDisposition(SignalSet signals, nint disposition)
    {
        for (var rest = (int)signals; rest != 0; rest &= rest - 1)
        {
            _ = Libc.SetDisposition(SignalNumbers.Number((SignalSet)(rest & -rest)), disposition);
        }
    }
}
