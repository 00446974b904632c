using System.Globalization;

namespace Godwit.Bench.Report;

/// <summary>The rows as they stand in docs/performance.md.</summary>
internal static class MarkdownTable
{
    public static IEnumerable<string> Write(IEnumerable<Outcome> outcomes) =>
    [
        "| Row | Figure | Unit | stock | godwit | ratio | bar | |",
        "|---|---|---|--:|--:|--:|---|---|",
        .. outcomes.Select(Line),
    ];

    private static string Line(Outcome outcome)
    {
        var verdict = outcome.Passes switch
        {
            true => "pass",
            false => "FAIL",
            null => "",
        };
        return $"| {outcome.Figure.Row} | {outcome.Figure.Title} | {outcome.Figure.Unit} | {Number(outcome.StockMedian)} | {Number(outcome.GodwitMedian)} " +
            $"| {outcome.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"} | {outcome.Bar} | {verdict} |";
    }

    private static string Number(double? value) => value switch
    {
        null => "–",
        < 100 => value.Value.ToString("0.0#", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0", CultureInfo.InvariantCulture),
    };
}
