using System.Globalization;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>What the kernel says of a process.</summary>
internal static class ProcessStatus
{
    /// <summary>The number of SIGUSR1.</summary>
    public const int UserSignal = 10;

    /// <summary>The number of SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>False for one that has ended, also while it waits for its parent.</summary>
    public static bool IsRunning(int pid) => Lines(pid) is { Length: > 0 } lines && !lines.Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));

    /// <summary>Waits until a process has made its own arrangements for a signal, which would end it before.</summary>
    public static Task TakesAsync(int pid, int signal) => Wait.UntilAsync(
        $"process {pid} is ready for signal {signal}", () => Task.FromResult(!IsRunning(pid) || Takes(pid, signal)), () => Task.FromResult(string.Join('\n', Lines(pid))));

    // Caught, or blocked because it is read from a descriptor.
    private static bool Takes(int pid, int signal) => Lines(pid)
        .Where(line => line.StartsWith("SigBlk:", StringComparison.Ordinal) || line.StartsWith("SigCgt:", StringComparison.Ordinal))
        .Any(line => (ulong.Parse(line[^16..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (signal - 1))) != 0);

    private static string[] Lines(int pid)
    {
        try
        {
            return File.ReadAllLines($"/proc/{pid}/status");
        }
        catch (IOException)
        {
            return [];
        }
    }
}
