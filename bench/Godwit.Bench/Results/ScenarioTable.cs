using System.Globalization;
using Godwit.Bench.Judging;
using Godwit.Bench.Links;
using Godwit.Bench.Scenarios;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Results;

/// <summary>The report of <c>godwit bench predict</c>: a row for each scenario and link, a column for each system.</summary>
internal sealed class ScenarioTable
{
    /// <summary>How long a wrong letter may be seen beyond the round trip: until the screen that corrects it is drawn (spec 07 section 10).</summary>
    public const double WrongBeyondRoundTripMilliseconds = 50;

    private static readonly Reading[] Readings =
    [
        new(Quantities.Instant, Statistic.Mean, "instant", "%"),
        new(Quantities.Rewritten, Statistic.Mean, "rewritten", "cells"),
        new(Quantities.Needless, Statistic.Mean, "rewritten needlessly", "cells"),
        new(Quantities.WrongPerKey, Statistic.Mean, "wrong for 100 keys", "cells"),
        new(Quantities.LongestWrong, Statistic.Largest, "wrong for at most", "ms"),
    ];

    private readonly Measurements measurements;
    private readonly IReadOnlyList<string> systems;
    private readonly IReadOnlyList<(Scenario Scenario, Script Script)> scenarios;
    private readonly IReadOnlyList<NamedLink> links;

    /// <param name="measurements">What was measured.</param>
    /// <param name="systems">The columns.</param>
    /// <param name="scenarios">The rows.</param>
    /// <param name="links">Rows for each of them.</param>
    public ScenarioTable(Measurements measurements, IReadOnlyList<string> systems, IReadOnlyList<(Scenario Scenario, Script Script)> scenarios, IReadOnlyList<NamedLink> links)
    {
        this.measurements = measurements;
        this.systems = systems;
        this.scenarios = scenarios;
        this.links = links;
        Lines = [.. scenarios.SelectMany(row => links.SelectMany(link => Readings.Select(reading => Line(row.Scenario.Name, link.Name, reading))))
            .Where(line => line.Numbers.Any(number => number is not null))];
        Shortfalls = [.. links.SelectMany(link => scenarios.SelectMany(row => systems.SelectMany(system => ShortfallsOf(row.Scenario.Name, link, system))))];
    }

    /// <summary>All lines with a number.</summary>
    public IReadOnlyList<ResultLine> Lines { get; }

    /// <summary>What is asked of every row and not met, a sentence each: no pair with a part of ours is worse than stock, no wrong letter of our client stays.</summary>
    public IReadOnlyList<string> Shortfalls { get; }

    public bool AreAllBarsMet => Shortfalls.Count == 0 && Lines.SelectMany(line => line.Bars).All(bar => bar.IsMet != false);

    /// <summary>The table.</summary>
    public IEnumerable<string> Markdown()
    {
        yield return $"| Scenario | Link | by the program | {string.Join(" | ", systems)} | bar | |";
        yield return $"|---|---|--:|{string.Concat(Enumerable.Repeat("---|", systems.Count))}---|---|";
        foreach (var (scenario, script) in scenarios)
        {
            foreach (var link in links)
            {
                var bars = Lines.Where(line => line.Workload == scenario.Name && line.Link == link.Name)
                    .SelectMany(line => line.Bars.Select(bar => (Text: $"{line.Reading.Title} {bar.Text}", bar.IsMet))).ToList();
                var verdicts = string.Join("; ", bars.Select(bar => bar.IsMet switch { true => "pass", false => "FAIL", null => "?" }));
                yield return $"| {scenario.Name}: {scenario.Title} | {link.Name} | {RewrittenCells.Needed(script, scenario.FirstKey)} | {string.Join(" | ", systems.Select(system => Cell(scenario.Name, link.Name, system)))} | {string.Join("; ", bars.Select(bar => bar.Text))} | {verdicts} |";
            }
        }
    }

    private ResultLine Line(string scenario, string link, Reading reading)
    {
        double? NumberOf(string system) => measurements.Summarize(new(scenario, link, system, reading.Quantity), reading.Statistic)?.Value;
        var bars = PredictionBars.All.Where(bar => bar.Workload == scenario && bar.Link == link && bar.Quantity == reading.Quantity && bar.Statistic == reading.Statistic);
        return new(
            scenario, link, reading, [.. systems.Select(system => measurements.Summarize(new(scenario, link, system, reading.Quantity), reading.Statistic))],
            Ratio: null, [.. bars.Select(bar => new BarOutcome(bar.Text(reading.Unit), bar.IsMet(NumberOf)))]);
    }

    private string Cell(string scenario, string link, string system)
    {
        if (Number(scenario, link, system, 0) is not { } instant)
        {
            return "–";
        }

        var (rewritten, wrong, longest) = (Number(scenario, link, system, 1), Number(scenario, link, system, 3), Number(scenario, link, system, 4));
        return string.Create(CultureInfo.InvariantCulture, $"{instant:0.#} % · {rewritten:0.#} · {wrong:0.#}{(longest > 0 ? $" ({longest:0} ms)" : "")}");
    }

    private double? Number(string scenario, string link, string system, int reading) =>
        measurements.Summarize(new(scenario, link, system, Readings[reading].Quantity), Readings[reading].Statistic)?.Value;

    private IEnumerable<string> ShortfallsOf(string scenario, NamedLink link, string system)
    {
        if (system == Contender.Baseline)
        {
            yield break;
        }

        var (own, stock) = (Number(scenario, link.Name, system, 0), Number(scenario, link.Name, Contender.Baseline, 0));
        var keys = measurements.Of(new(scenario, link.Name, system, Quantities.Instant)).Sum(session => session.Length);
        if (own < stock - (100.0 / keys) - 0.01)
        {
            // By one key two runs of the same differ.
            yield return string.Create(CultureInfo.InvariantCulture, $"{scenario}, {link.Name}: {system} is worse than stock: {own:0} % of the keys instant, stock {stock:0} %");
        }

        if (system.StartsWith(Contender.Ours, StringComparison.Ordinal) && Number(scenario, link.Name, system, 4) is { } longest
            && longest > link.RoundTripMilliseconds + WrongBeyondRoundTripMilliseconds)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{scenario}, {link.Name}: {system} shows a wrong letter for {longest:0} ms, longer than a round trip and {WrongBeyondRoundTripMilliseconds:0} ms");
        }
    }
}
