using Godwit.Bench.Links;
using Godwit.Bench.Meters;
using Godwit.Bench.Results;
using Godwit.Bench.Routes;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench;

/// <summary><c>godwit bench</c>: systems × links × workloads, as a table, as JSON and as a picture.</summary>
internal static class TableCommand
{
    public static int Run(IReadOnlyList<string> arguments) => TableRun.Guard(() =>
    {
        var options = TableOptions.Parse(arguments);
        if (options.IsHelp)
        {
            Console.Write(TableOptions.Usage);
            return TableRun.Success;
        }

        var binaries = options.Binaries ?? Path.Combine(options.Root, "artifacts", "native");
        var catalog = new SystemCatalog(binaries, options.ConfigurationFile is { } file ? ConfigurationFile.Read(file) : new Dictionary<string, SystemEnd>());
        if (options.IsList)
        {
            List(catalog);
            return TableRun.Success;
        }

        return Measure(options, [.. (options.Systems ?? SystemCatalog.DefaultNames).Select(catalog.Find)]) ? TableRun.Success : TableRun.BarMissed;
    });

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
        TableRun.RequirePrograms(systems.Where(system => system.Kind != SystemKind.Ssh));
        TableRun.RequireFolders(options.JsonFile, options.PictureFile);
        NativeCalls.AdoptOrphans();
        using var folder = new PrivateFolder();
        using var processes = new ProcessGuard();
        var loop = new EventLoop();
        using var signals = new InterruptSignals(loop);
        var congestionControl = options.WantsRelay ? null : NetworkHost.CongestionControl();
        var bench = new TableContext(loop, folder, new Measurements(), options.Seed, options.IsQuick, options.Rounds, UsesNamespaces: congestionControl is not null);
        var heading = Heading.Lines(options.Seed, options.IsQuick, options.Root, systems, congestionControl);
        TableRun.WriteLines(heading.Select(line => $"- {line}"));
        foreach (var workload in options.Workloads ?? WorkloadCatalog.All)
        {
            new Schedule(bench, workload, options.LinksOf(workload), systems).Run();
        }

        var report = new ResultTable(bench.Measurements, [.. systems.Select(system => system.Name)], options);
        Console.WriteLine();
        TableRun.WriteLines(report.Markdown());
        foreach (var failure in bench.Failures)
        {
            Console.WriteLine($"- not measured: {failure}");
        }

        if (options.JsonFile is { } json)
        {
            ResultJson.Write(json, heading, bench, report.Lines);
        }

        if (options.PictureFile is { } picture)
        {
            File.WriteAllText(picture, new LatencyPicture(bench.Measurements, [.. systems.Select(system => system.Name)]).Draw(heading));
        }

        return bench.Failures.Count == 0 && report.AreAllBarsMet;
    }
}
