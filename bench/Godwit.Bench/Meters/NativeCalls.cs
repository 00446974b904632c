using System.Runtime.InteropServices;

namespace Godwit.Bench.Meters;

/// <summary>What neither .NET nor Godwit.Platform offers: signals and CPU clocks of processes that are not our children.</summary>
internal static class NativeCalls
{
    public const int SignalHangup = 1;
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int processId, int signal);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int ClockGetTime(int clock, out TimeSpecification time);

    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
