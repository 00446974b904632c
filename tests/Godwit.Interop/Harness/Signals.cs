using System.Globalization;

namespace Godwit.Interop.Harness;

/// <summary>Sends signals to processes that this test started.</summary>
internal static class Signals
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <param name="name">Without SIG: <c>STOP</c>, <c>CONT</c>, <c>TERM</c>, <c>KILL</c>.</param>
    /// <param name="pids">Single processes; 0, 1 and groups are refused. One that has gone is no error.</param>
    public static async Task SendAsync(string name, params int[] pids)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pids.Min(), 2);
        string[] numbers = [.. pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture))];
        await ChildProcess.RunAsync(new ChildStart("/bin/sh", ["-c", "signal=$1; shift; kill -s \"$signal\" \"$@\"", "sh", name, .. numbers]), Limit);
    }
}
