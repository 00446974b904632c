using System.Globalization;
using System.Runtime.InteropServices;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Report;

/// <summary>What the numbers depend on: machine and versions.</summary>
internal static class MachineText
{
    /// <summary>One line each.</summary>
    public static IReadOnlyList<string> Describe(SystemUnderTest stock, SystemUnderTest godwit, string root) =>
    [
        .. Machine(),
        $"{stock.Name}: {stock.Version} in {stock.Folder}",
        $"{godwit.Name}: {godwit.Version} in {godwit.Folder.Replace(root + "/", "", StringComparison.Ordinal)}, commit {Commit(root)}",
    ];

    /// <summary>Date, machine, and what it was doing.</summary>
    public static IReadOnlyList<string> Machine() =>
    [
        $"Date: {DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
        $"Machine: {ProcessorName()}, {Environment.ProcessorCount} processors, {MemoryText()}, {File.ReadAllText("/proc/sys/kernel/ostype").Trim()} {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}, {RuntimeInformation.OSArchitecture}",
        $"Load average before the run: {File.ReadAllText("/proc/loadavg").Trim()}",
    ];

    /// <summary>What is checked out.</summary>
    public static string Commit(string root) =>
        Capture.Run("git", "-C", root, "describe", "--always", "--dirty").Trim() is { Length: > 0 } commit ? commit : "unknown";

    private static string ProcessorName() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : "unknown processor";

    private static string MemoryText() =>
        string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:F1} GB");
}
