using Godwit.Bench.Meters;
using Godwit.Bench.Results;
using Godwit.Bench.Routes;
using Godwit.Bench.Scenarios;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;

namespace Godwit.Bench;

/// <summary><c>godwit bench predict</c>: scenarios × systems, as a table and as JSON. The exit status is that of <c>godwit bench</c>.</summary>
internal static class PredictCommand
{
    public static int Run(IReadOnlyList<string> arguments) => TableRun.Guard(() =>
    {
        var options = PredictOptions.Parse(arguments);
        if (options.IsHelp)
        {
            Console.Write(PredictOptions.Usage);
            return TableRun.Success;
        }

        if (options.IsList)
        {
            TableRun.WriteLines(ScenarioCatalog.All.Select(scenario => $"{scenario.Name,-14} {scenario.Title}"));
            return TableRun.Success;
        }

        return Measure(options) ? TableRun.Success : TableRun.BarMissed;
    });

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
        var bench = new TableContext(loop, folder, new Measurements(), options.Seed, IsQuick: false, Rounds: null, UsesNamespaces: congestionControl is not null);
        string[] heading =
        [
            .. Heading.Lines(options.Seed, isQuick: false, options.Root, systems, congestionControl),
            $"Prediction: our client {options.Prediction ?? "as it is by default"}, stock's adaptive; one key per 130 ms, screen of 80x24",
        ];
        TableRun.WriteLines(heading.Select(line => $"- {line}"));

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
        TableRun.WriteLines(table.Markdown());
        foreach (var scenario in options.Scenarios.Where(scenario => scenario.MissingPrograms().Count > 0))
        {
            Console.WriteLine($"- {scenario.Name}: not installed: apt-get install {string.Join(' ', scenario.MissingPrograms())}");
        }

        TableRun.WriteLines(table.Shortfalls.Select(shortfall => $"- FAIL: {shortfall}"));
        TableRun.WriteLines(bench.Failures.Select(failure => $"- not right: {failure}"));
        if (options.WantsTrace)
        {
            Console.WriteLine();
            TableRun.WriteLines(run.Traces);
        }
    }

    // Only our client: stock's is measured as people have it.
    private static Contender Predicting(Contender system, string? mode) => mode is null || system.Name.Split('/')[0] != Contender.Ours ? system
        : system with { Client = system.Client with { Environment = new Dictionary<string, string>(system.Client.Environment) { ["MOSH_PREDICTION_DISPLAY"] = mode } } };

    private static void Require(PredictOptions options, IReadOnlyList<Contender> systems)
    {
        TableRun.RequirePrograms(systems);
        foreach (var system in systems.Where(system => system.Kind != SystemKind.Mosh))
        {
            throw new BenchException($"{system.Name} does not predict");
        }

        TableRun.RequireFolders(options.JsonFile);
    }
}
