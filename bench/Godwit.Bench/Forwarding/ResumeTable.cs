using System.Globalization;
using Godwit.Bench.Results;

namespace Godwit.Bench.Forwarding;

/// <summary>The report of <c>godwit bench resume</c>. The bar is for every change: issue 7.</summary>
internal sealed class ResumeTable
{
    /// <summary>A transfer goes on after a round trip and this, in milliseconds.</summary>
    public const double BeyondRoundTripMax = 150;

    private readonly IReadOnlyList<ResumeRow> rows;

    public ResumeTable(IReadOnlyList<ResumeRow> rows) => this.rows = rows;

    /// <summary>Both directions were measured, and every change meets the bar.</summary>
    public bool IsBarMet => Enum.GetValues<BulkDirection>().All(direction => rows.Any(row => row.Direction == direction && Meets(row)));

    /// <summary>The table.</summary>
    public IEnumerable<string> Markdown() =>
    [
        "| Transfer | changes | goes on after: median, ms | worst | Mbit/s in the second after, median | bar for the worst | |",
        "|---|--:|--:|--:|--:|---|---|",
        .. rows.Select(Line),
    ];

    /// <summary>For people who look for the fault: every change.</summary>
    public IEnumerable<string> Changes() => rows.Select(row =>
        $"{row.Direction}: {string.Join(", ", row.Milliseconds.Select(value => value.ToString("0.0", CultureInfo.InvariantCulture)))} ms");

    private static bool Meets(ResumeRow row) => row.Milliseconds.Count > 0 && row.Milliseconds.Max() <= DeepLink.RoundTrip + BeyondRoundTripMax;

    private static string Line(ResumeRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Direction} | {row.Milliseconds.Count} | {Statistics.Apply(Statistic.Median, row.Milliseconds):0.0} | {Statistics.Apply(Statistic.Largest, row.Milliseconds):0.0} " +
        $"| {Statistics.Apply(Statistic.Median, row.MegabitsAfter):0.0} | ≤ {DeepLink.RoundTrip:0} + {BeyondRoundTripMax:0} ms | {(Meets(row) ? "pass" : "FAIL")} |");
}
