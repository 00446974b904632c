using System.Runtime.InteropServices;

namespace Godwit.Bench.Meters;

/// <summary>What neither .NET nor Godwit.Platform offers: signals and CPU clocks of processes that are not our children, a wait with microseconds, network namespaces.</summary>
internal static class NativeCalls
{
    public const int SignalHangup = 1;
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;

    public const short PollReadable = 1;

    public const int NewNetwork = 0x40000000; // CLONE_NEWNET

    public const int ReadWriteNonBlockingCloseOnExec = 2 | 0x800 | 0x80000; // O_RDWR | O_NONBLOCK | O_CLOEXEC
    public const int ReadOnlyCloseOnExec = 0x80000;

    public const int InternetFamily = 2;
    public const int DatagramSocket = 2 | 0x80000; // SOCK_DGRAM | SOCK_CLOEXEC

    private const int SetChildSubreaper = 36;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int processId, int signal);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int ClockGetTime(int clock, out TimeSpecification time);

    [DllImport("libc", EntryPoint = "ppoll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Poll([In, Out] PollEntry[] entries, nuint count, in TimeSpecification timeout, nint signalMask);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "unshare", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Unshare(int flags);

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetNamespace(int descriptor, int kind);

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Socket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Control(int descriptor, nuint request, [In, Out] byte[] argument);

    /// <summary>Makes orphans of our children ours, so that we find every process that a session has started.</summary>
    public static void AdoptOrphans() => _ = ProcessControl(SetChildSubreaper, 1, 0, 0, 0);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ProcessControl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Requested;
        public short Returned;
    }
}
