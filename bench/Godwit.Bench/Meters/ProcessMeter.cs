using System.Globalization;

namespace Godwit.Bench.Meters;

/// <summary>Reads from outside what a running process uses.</summary>
internal static class ProcessMeter
{
    /// <summary>CPU time of all its threads, user and system, in milliseconds with nanosecond resolution.</summary>
    /// <remarks>The process's CPU clock: /proc/PID/stat counts in steps of 10 ms. The clock's number is defined in clock_getcpuclockid(3).</remarks>
    public static double CpuMilliseconds(int processId)
    {
        const int SchedulerClock = 2;
        return NativeCalls.ClockGetTime((~processId << 3) | SchedulerClock, out var time) == 0
            ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
            : throw new BenchException($"process {processId} is gone: its CPU time cannot be read");
    }

    /// <summary>Resident set in kB: every page in memory, shared ones in full.</summary>
    public static double ResidentKilobytes(int processId) => Field($"/proc/{processId}/status", "VmRSS:");

    /// <summary>Proportional set in kB: a page that n processes share counts 1/n.</summary>
    public static double ProportionalKilobytes(int processId) => Field($"/proc/{processId}/smaps_rollup", "Pss:");

    /// <summary>Pages in kB that no other process has.</summary>
    public static double PrivateKilobytes(int processId) =>
        Field($"/proc/{processId}/smaps_rollup", "Private_Clean:") + Field($"/proc/{processId}/smaps_rollup", "Private_Dirty:");

    /// <summary>How often its threads went to sleep by themselves, which is how often they were woken.</summary>
    public static double WakeUps(int processId) =>
        Directory.GetDirectories($"/proc/{processId}/task").Sum(thread => Field($"{thread}/status", "voluntary_ctxt_switches:"));

    /// <summary>Its children that run, whichever of its threads started them.</summary>
    public static IReadOnlyList<int> Children(int processId)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{processId}/task")
                .SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Its children, their children, and so on.</summary>
    public static IReadOnlyList<int> Descendants(int processId) =>
        [.. Children(processId).SelectMany(child => Descendants(child).Prepend(child))];

    /// <summary>The name of its program, cut at 15 octets; empty if it is gone.</summary>
    public static string Name(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/comm").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>False if it is gone or only waits for its parent to take note of its end.</summary>
    public static bool IsAlive(int processId)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{processId}/stat");
            return text[(text.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static double Field(string path, string name)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                var words = line[name.Length..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                return double.Parse(words[0], CultureInfo.InvariantCulture);
            }
        }

        throw new BenchException($"{path} has no {name}");
    }
}
