using System.Globalization;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Results;

/// <summary>The report: a line for each workload, link and reading, a column for each system.</summary>
internal sealed class ResultTable
{
    private readonly Measurements measurements;
    private readonly IReadOnlyList<string> systems;

    /// <param name="measurements">What was measured.</param>
    /// <param name="systems">The columns.</param>
    /// <param name="options">What was asked for.</param>
    public ResultTable(Measurements measurements, IReadOnlyList<string> systems, TableOptions options)
    {
        this.measurements = measurements;
        this.systems = systems;
        Lines = [.. (options.Workloads ?? WorkloadCatalog.All).SelectMany(workload =>
            options.LinksOf(workload).SelectMany(link => workload.Readings.Select(reading => Line(workload.Name, link.Name, reading))))
            .Where(line => line.Numbers.Any(number => number is not null))];
    }

    /// <summary>All lines with a number.</summary>
    public IReadOnlyList<ResultLine> Lines { get; }

    /// <summary>False if a bar was missed. One that could not be told, because a system did not take part, is not missed.</summary>
    public bool AreAllBarsMet => Lines.SelectMany(line => line.Bars).All(bar => bar.IsMet != false);

    /// <summary>The table.</summary>
    public IEnumerable<string> Markdown()
    {
        var hasRatio = systems.Contains(Contender.Ours) && systems.Contains(Contender.Baseline);
        yield return $"| Workload | Link | Reading | Unit | {string.Join(" | ", systems)} |{(hasRatio ? " ratio |" : "")} bar | |";
        yield return $"|---|---|---|---|{string.Concat(Enumerable.Repeat("--:|", systems.Count + (hasRatio ? 1 : 0)))}---|---|";
        foreach (var line in Lines)
        {
            var ratio = hasRatio ? $" {line.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"} |" : "";
            var bars = string.Join("; ", line.Bars.Select(bar => bar.Text));
            var verdicts = string.Join("; ", line.Bars.Select(bar => bar.IsMet switch { true => "pass", false => "FAIL", null => "?" }));
            yield return $"| {line.Workload} | {line.Link} | {line.Reading.Title} | {line.Reading.Unit} | {string.Join(" | ", line.Numbers.Select(Cell))} |{ratio} {bars} | {verdicts} |";
        }
    }

    private ResultLine Line(string workload, string link, Reading reading)
    {
        Summary?[] numbers = [.. systems.Select(system => measurements.Summarize(new(workload, link, system, reading.Quantity), reading.Statistic))];
        double? NumberOf(string system) => systems.Index().FirstOrDefault(one => one.Item == system) is { Item: not null } found ? numbers[found.Index]?.Value : null;
        var bars = Bars.All.Where(bar => bar.Workload == workload && bar.Link == link && bar.Quantity == reading.Quantity && bar.Statistic == reading.Statistic);
        var ratio = NumberOf(Contender.Ours) / NumberOf(Contender.Baseline);
        return new(workload, link, reading, numbers, ratio is { } finite && double.IsFinite(finite) ? ratio : null, [.. bars.Select(bar => new BarOutcome(bar.Text(reading.Unit), bar.IsMet(NumberOf)))]);
    }

    private static string Cell(Summary? summary) => summary switch
    {
        null => "–",
        { Sessions: 1 } one => Number(one.Value),
        { } several => Number(several.Least) == Number(several.Greatest) ? Number(several.Value) : $"{Number(several.Value)} ({Number(several.Least)}–{Number(several.Greatest)})",
    };

    private static string Number(double value) => value.ToString(Math.Abs(value) < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
