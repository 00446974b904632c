using Godwit.Bench.Links;
using Godwit.Bench.Meters;
using Godwit.Bench.Results;
using Godwit.Bench.Routes;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;
using Godwit.Platform;

namespace Godwit.Bench;

/// <summary><c>godwit bench</c>: systems × links × workloads, as a table, as JSON and as a picture.</summary>
internal static class TableCommand
{
    private const int Success = 0;
    private const int BarMissed = 1;
    private const int BadUsage = 2;
    private const int Interrupted = 130;

    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            var options = TableOptions.Parse(arguments);
            if (options.IsHelp)
            {
                Console.Write(TableOptions.Usage);
                return Success;
            }

            var binaries = options.Binaries ?? Path.Combine(options.Root, "artifacts", "native");
            var catalog = new SystemCatalog(binaries, options.ConfigurationFile is { } file ? ConfigurationFile.Read(file) : new Dictionary<string, SystemEnd>());
            if (options.IsList)
            {
                List(catalog);
                return Success;
            }

            return Measure(options, [.. (options.Systems ?? SystemCatalog.DefaultNames).Select(catalog.Find)]) ? Success : BarMissed;
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

    private static void List(SystemCatalog catalog)
    {
        Console.WriteLine($"systems: {string.Join(", ", catalog.Names)}, and CLIENT/SERVER of two of them");
        Console.WriteLine("links:");
        foreach (var link in NamedLinks.All)
        {
            Console.WriteLine($"  {link.Name,-16} {link.Title}");
        }

        Console.WriteLine("  trace:FILE       a mahimahi trace in both directions; trace:UP+DOWN for one each");
        Console.WriteLine("workloads:");
        foreach (var workload in WorkloadCatalog.All)
        {
            Console.WriteLine($"  {workload.Name,-16} {workload.Title}; on {string.Join(", ", workload.Links)}");
        }
    }

    private static bool Measure(TableOptions options, IReadOnlyList<Contender> systems)
    {
        Require(options, systems);
        NativeCalls.AdoptOrphans();
        using var folder = new PrivateFolder();
        using var processes = new ProcessGuard();
        var loop = new EventLoop();
        using var signals = new InterruptSignals(loop);
        var congestionControl = options.WantsRelay ? null : NetworkHost.CongestionControl();
        var bench = new TableContext(loop, folder, new Measurements(), options.Seed, options.IsQuick, UsesNamespaces: congestionControl is not null);
        var heading = Heading.Lines(options, systems, congestionControl);
        WriteLines(heading.Select(line => $"- {line}"));
        foreach (var workload in options.Workloads ?? WorkloadCatalog.All)
        {
            new Schedule(bench, workload, options.LinksOf(workload), systems).Run();
        }

        var report = new ResultTable(bench.Measurements, [.. systems.Select(system => system.Name)], options);
        Console.WriteLine();
        WriteLines(report.Markdown());
        foreach (var failure in bench.Failures)
        {
            Console.WriteLine($"- not measured: {failure}");
        }

        if (options.JsonFile is { } json)
        {
            ResultJson.Write(json, heading, bench, report);
        }

        if (options.PictureFile is { } picture)
        {
            File.WriteAllText(picture, new LatencyPicture(bench.Measurements, [.. systems.Select(system => system.Name)]).Draw(heading));
        }

        return bench.Failures.Count == 0 && report.AreAllBarsMet;
    }

    // What would only be found out in the middle or at the end.
    private static void Require(TableOptions options, IReadOnlyList<Contender> systems)
    {
        foreach (var system in systems.Where(system => system.MissingPrograms() is { Count: > 0 } && system.Kind != SystemKind.Ssh))
        {
            throw new BenchException($"{system.Name}: {string.Join(" and ", system.MissingPrograms())} cannot be found{(system.Name.Contains(Contender.Baseline, StringComparison.Ordinal) ? "; install the package mosh" : "")}");
        }

        foreach (var file in new[] { options.JsonFile, options.PictureFile })
        {
            if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            {
                throw new BenchException($"there is no folder {folder} for {file}");
            }
        }
    }

    private static void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }
}
