using Godwit.Bench.Systems;
using Godwit.Platform;

namespace Godwit.Bench;

/// <summary>What the commands that compare systems in a table have in common: exit statuses, errors, and what must be there before they begin.</summary>
internal static class TableRun
{
    public const int Success = 0;
    public const int BarMissed = 1;
    private const int BadUsage = 2;
    private const int Interrupted = 130;

    /// <summary>Runs a command; what goes wrong is one line on standard error.</summary>
    /// <param name="command">Answers with the exit status.</param>
    public static int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception exception) when (exception is BenchException or PlatformException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"godwit bench: {exception.Message}");
            return BadUsage;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    /// <summary>What would only be found out in the middle: a program that is not there.</summary>
    /// <exception cref="BenchException">Says which and how to get it.</exception>
    public static void RequirePrograms(IEnumerable<Contender> systems)
    {
        foreach (var system in systems.Where(system => system.MissingPrograms().Count > 0))
        {
            throw new BenchException($"{system.Name}: {string.Join(" and ", system.MissingPrograms())} cannot be found{(system.Name.Contains(Contender.Baseline, StringComparison.Ordinal) ? "; install the package mosh" : "")}");
        }
    }

    /// <summary>What would only be found out at the end: a file that cannot be written.</summary>
    /// <exception cref="BenchException">Says which.</exception>
    public static void RequireFolders(params IEnumerable<string?> files)
    {
        foreach (var file in files)
        {
            if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            {
                throw new BenchException($"there is no folder {folder} for {file}");
            }
        }
    }

    public static void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }
}
