using Godwit.Bench.Experiments;
using Godwit.Bench.Generators;
using Godwit.Bench.Report;
using Godwit.Bench.Sessions;

namespace Godwit.Bench;

/// <summary>Measures Godwit and stock Mosh side by side. Exit status: 0 = all bars met, 1 = not, 2 = wrong use or nothing to measure.</summary>
internal static class RowsCommand
{
    private static readonly IExperiment[] Experiments =
    [
        new BinaryExperiment(), new StartExperiment(), new MemoryExperiment(),
        .. Floods.Names.Select(name => new FloodExperiment(name)), new FloodMemoryExperiment(), new InstructionExperiment(),
        new EmulatorExperiment(), new WireExperiment(), new IdleExperiment(), new CrowdExperiment(), new OutageExperiment(),
    ];

    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            var options = RowsOptions.Parse(arguments);
            if (options.IsList)
            {
                foreach (var figure in options.Figures)
                {
                    Console.WriteLine($"{figure.Row,-24} {figure.Title}");
                }

                return 0;
            }

            return Measure(options) ? 0 : 1;
        }
        catch (BenchException exception)
        {
            Console.Error.WriteLine($"bench: {exception.Message}");
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 2;
        }
    }

    private static bool Measure(RowsOptions options)
    {
        var stock = SystemUnderTest.FindStock();
        var godwit = new SystemUnderTest("godwit", options.Binaries ?? Path.Combine(options.Root, "artifacts", "native"));
        if (!File.Exists(godwit.Server) || !File.Exists(godwit.Client))
        {
            throw new BenchException($"mosh-server and mosh-client are not in {godwit.Folder}");
        }

        var machine = MachineText.Describe(stock, godwit, options.Root);
        foreach (var line in machine)
        {
            Console.WriteLine($"- {line}");
        }

        var loop = new EventLoop();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true; // Sessions are ended first.
            loop.Interrupt();
        };
        using var data = new Workdata();
        var bench = new BenchContext(stock, godwit, loop, data, new Samples(), options.Root, options.IsQuick);
        var rows = options.Figures.Select(figure => figure.Row).ToHashSet();
        var complete = true;
        foreach (var experiment in Experiments.Where(experiment => experiment.Rows.Any(rows.Contains)))
        {
            complete &= TryRun(experiment, bench);
        }

        var outcomes = options.Figures.Select(figure =>
            new Outcome(figure, bench.Samples.Of(figure.Row, stock), bench.Samples.Of(figure.Row, godwit))).ToList();
        Console.WriteLine();
        foreach (var line in MarkdownTable.Write(outcomes))
        {
            Console.WriteLine(line);
        }

        if (options.JsonFile is { } file)
        {
            JsonFile.Write(file, machine, outcomes);
        }

        return complete && outcomes.All(outcome => outcome.Passes != false);
    }

    // A system that fails in one experiment may still be measured in the others.
    private static bool TryRun(IExperiment experiment, BenchContext bench)
    {
        Console.Error.WriteLine($"measuring {experiment.Rows[0]}{(experiment.Rows.Count > 1 ? $" and {experiment.Rows.Count - 1} more" : "")} …");
        try
        {
            experiment.Run(bench);
            return true;
        }
        catch (BenchException exception)
        {
            Console.Error.WriteLine($"bench: {experiment.Rows[0]}: {exception.Message}");
            return false;
        }
    }
}
