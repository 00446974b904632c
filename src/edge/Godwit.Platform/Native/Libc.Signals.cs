using System.Runtime.InteropServices;

namespace Godwit.Platform.Native;

/// <summary>Signals.</summary>
internal static unsafe partial class Libc
{
    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    public static partial int SignalSetEmpty(void* set);

    [LibraryImport(Library, EntryPoint = "sigaddset")]
    public static partial int SignalSetAdd(void* set, int signal);

    [LibraryImport(Library, EntryPoint = "sigdelset")]
    public static partial int SignalSetRemove(void* set, int signal);

    [LibraryImport(Library, EntryPoint = "sigismember")]
    public static partial int SignalSetContains(void* set, int signal);

    /// <summary>Returns errno itself.</summary>
    [LibraryImport(Library, EntryPoint = "pthread_sigmask")]
    public static partial int ThreadSignalMask(int how, void* set, void* old);

    [LibraryImport(Library, EntryPoint = "signal", SetLastError = true)]
    public static partial nint SetDisposition(int signal, nint handler);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport(Library, EntryPoint = "pthread_self")]
    public static partial nint ThreadSelf();

    [LibraryImport(Library, EntryPoint = "pthread_kill")]
    public static partial int ThreadKill(nint thread, int signal);
}
