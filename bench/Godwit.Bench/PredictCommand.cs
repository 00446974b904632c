using Godwit.Bench.Meters;
using Godwit.Bench.Results;
using Godwit.Bench.Routes;
using Godwit.Bench.Scenarios;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;
using Godwit.Platform;

namespace Godwit.Bench;

/// <summary><c>godwit bench predict</c>: scenarios × systems, as a table and as JSON. The exit status is that of <c>godwit bench</c>.</summary>
internal static class PredictCommand
{
    private const int Success = 0;
    private const int BarMissed = 1;
    private const int BadUsage = 2;
    private const int Interrupted = 130;

    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            var options = PredictOptions.Parse(arguments);
            if (options.IsHelp)
            {
                Console.Write(PredictOptions.Usage);
                return Success;
            }

            if (options.IsList)
            {
                WriteLines(ScenarioCatalog.All.Select(scenario => $"{scenario.Name,-14} {scenario.Title}"));
                return Success;
            }

            return Measure(options) ? Success : BarMissed;
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

    private static bool Measure(PredictOptions options)
    {
        var catalog = new SystemCatalog(options.Binaries ?? Path.Combine(options.Root, "artifacts", "native"), new Dictionary<string, SystemEnd>());
        Contender[] systems = [.. options.Systems.Select(name => Predicting(catalog.Find(name), options.Prediction))];
        Require(options, systems);
        NativeCalls.AdoptOrphans();
        using var folder = new PrivateFolder();
        using var processes = new ProcessGuard();
        var loop = new EventLoop();
        using var signals = new InterruptSignals(loop);
        var congestionControl = options.WantsRelay ? null : NetworkHost.CongestionControl();
        var bench = new TableContext(loop, folder, new Measurements(), options.Seed, IsQuick: false, UsesNamespaces: congestionControl is not null);
        string[] heading =
        [
            .. Heading.Lines(options.Seed, isQuick: false, options.Root, systems, congestionControl),
            $"Prediction: our client {options.Prediction ?? "as it is by default"}, stock's adaptive; one key per 130 ms, screen of 80x24",
        ];
        WriteLines(heading.Select(line => $"- {line}"));

        ScenarioFiles.Write(folder);
        var run = new ScenarioRun(bench, systems);
        var known = run.Rehearse([.. options.Scenarios.Where(scenario => scenario.MissingPrograms().Count == 0)]);
        foreach (var link in options.Links.SelectMany(link => Enumerable.Repeat(link, options.Rounds)))
        {
            run.Play(known, link);
        }

        var table = new ScenarioTable(bench.Measurements, options.Systems, known, options.Links);
        Report(options, bench, table, run);
        if (options.JsonFile is { } json)
        {
            ResultJson.Write(json, heading, bench, table.Lines);
        }

        return bench.Failures.Count == 0 && table.AreAllBarsMet;
    }

    private static void Report(PredictOptions options, TableContext bench, ScenarioTable table, ScenarioRun run)
    {
        Console.WriteLine();
        Console.WriteLine("Keys that were instant · cells rewritten · wrong cells for 100 keys (the longest time that one was seen)");
        Console.WriteLine();
        WriteLines(table.Markdown());
        foreach (var scenario in options.Scenarios.Where(scenario => scenario.MissingPrograms().Count > 0))
        {
            Console.WriteLine($"- {scenario.Name}: not installed: apt-get install {string.Join(' ', scenario.MissingPrograms())}");
        }

        WriteLines(table.Shortfalls.Select(shortfall => $"- FAIL: {shortfall}"));
        WriteLines(bench.Failures.Select(failure => $"- not right: {failure}"));
        if (options.WantsTrace)
        {
            Console.WriteLine();
            WriteLines(run.Traces);
        }
    }

    // Only our client: stock's is measured as people have it.
    private static Contender Predicting(Contender system, string? mode) => mode is null || system.Name.Split('/')[0] != Contender.Ours ? system
        : system with { Client = system.Client with { Environment = new Dictionary<string, string>(system.Client.Environment) { ["MOSH_PREDICTION_DISPLAY"] = mode } } };

    // What would only be found out in the middle or at the end.
    private static void Require(PredictOptions options, IReadOnlyList<Contender> systems)
    {
        foreach (var system in systems.Where(system => system.MissingPrograms().Count > 0))
        {
            throw new BenchException($"{system.Name}: {string.Join(" and ", system.MissingPrograms())} cannot be found{(system.Name.Contains(Contender.Baseline, StringComparison.Ordinal) ? "; install the package mosh" : "")}");
        }

        foreach (var system in systems.Where(system => system.Kind != SystemKind.Mosh))
        {
            throw new BenchException($"{system.Name} does not predict");
        }

        if (options.JsonFile is { } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            throw new BenchException($"there is no folder {folder} for {file}");
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
