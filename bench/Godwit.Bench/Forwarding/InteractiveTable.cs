using System.Globalization;
using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Forwarding;

/// <summary>The report of <c>godwit bench interactive</c>. The bar is for godwit: issue 7.</summary>
internal sealed class InteractiveTable
{
    /// <summary>By so much may a transfer delay the slowest key in a hundred, in milliseconds.</summary>
    public const double RiseMax = 15;

    /// <summary>A transfer that takes less of the link than this proves nothing.</summary>
    public const double LeastShare = 0.8;

    private readonly IReadOnlyList<InteractiveRow> rows;

    public InteractiveTable(IReadOnlyList<InteractiveRow> rows) => this.rows = rows;

    /// <summary>Both directions were measured, and both meet the bar.</summary>
    public bool IsBarMet => new[] { BulkDirection.Down, BulkDirection.Up }.All(direction =>
        rows.Any(row => row.System == Contender.Ours && row.Direction == direction && Shortfall(row) is null));

    /// <summary>The table.</summary>
    public IEnumerable<string> Markdown() =>
    [
        "| System | Transfer meanwhile | keys | median, ms | 95 % | 99 % | 99 % over idle | transfer, Mbit/s | bar | |",
        "|---|---|--:|--:|--:|--:|--:|--:|---|---|",
        .. rows.Select(Line),
    ];

    private string Line(InteractiveRow row)
    {
        var isLoaded = row.Direction != BulkDirection.None;
        var bar = isLoaded && row.System == Contender.Ours
            ? string.Create(CultureInfo.InvariantCulture, $"≤ {RiseMax:0} ms | {Shortfall(row) ?? "pass"}")
            : "| ";
        return $"| {row.System} | {InteractiveRun.Title(row.Direction)} | {row.Latencies.Count} | {At(row, 50)} | {At(row, 95)} | {At(row, 99)} " +
            $"| {(isLoaded ? Number(Rise(row)) : "")} | {(isLoaded ? Number(row.Megabits) : "")} | {bar} |";
    }

    private static string At(InteractiveRow row, double percent) => row.Latencies.Count == 0 ? "–" : Number(Statistics.Percentile(row.Latencies, percent));

    private static string Number(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    private double? Rise(InteractiveRow row) =>
        rows.FirstOrDefault(other => other.System == row.System && other.Direction == BulkDirection.None) is { Latencies.Count: > 0 } idle && row.Latencies.Count > 0
            ? Statistics.Percentile(row.Latencies, 99) - Statistics.Percentile(idle.Latencies, 99)
            : null;

    // Why the bar is missed; null if it is not.
    private string? Shortfall(InteractiveRow row) =>
        row.Unseen > 0 ? $"FAIL: {row.Unseen} keys never shown"
        : row.Megabits * 1e6 < LeastShare * DeepLink.Rate ? "FAIL: the link is not full"
        : Rise(row) is <= RiseMax ? null : "FAIL";
}
