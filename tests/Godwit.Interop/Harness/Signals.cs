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

    /// <summary>Waits until a process that takes its signals one by one (signalfd) has taken one; before that a second one of the same kind is none.</summary>
    /// <param name="number">As this system counts.</param>
    /// <param name="pid">The process.</param>
    public static Task AssertTakenAsync(int number, int pid)
    {
        const string Pending = "ShdPnd:";
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status");
        bool IsTaken() => !File.ReadLines(path)
            .Where(line => line.StartsWith(Pending, StringComparison.Ordinal))
            .Any(line => (ulong.Parse(line.AsSpan(Pending.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (number - 1))) != 0);
        return Wait.UntilAsync($"signal {number} is taken", () => Task.FromResult(IsTaken()), () => Task.FromResult(File.ReadAllText(path)));
    }
}
