using System.Globalization;
using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Forwarding;

/// <summary>The report of <c>godwit bench interactive</c>. The bar is for godwit, in both directions: issue 7.</summary>
internal sealed class InteractiveTable
{
    /// <summary>By so much may a transfer delay the slowest key in a hundred, in milliseconds.</summary>
    public const double RiseMax = 15;

    /// <summary>A transfer that takes less of the link than this proves nothing.</summary>
    public const double LeastShare = 0.8;

    private const int SlowestShown = 8;

    private readonly IReadOnlyList<InteractiveRow> rows;

    public InteractiveTable(IReadOnlyList<InteractiveRow> rows) => this.rows = rows;

    /// <summary>Both directions were measured, and both meet the bar.</summary>
    public bool IsBarMet => Enum.GetValues<BulkDirection>().All(direction =>
        rows.Any(row => row.System == Contender.Ours && row.Direction == direction && Shortfall(row) is null));

    /// <summary>The table.</summary>
    public IEnumerable<string> Markdown() =>
    [
        "| System | Transfer | keys | idle: median, ms | 95 % | 99 % | beside it: median, ms | 95 % | 99 % | 99 % over idle | transfer, Mbit/s | bar | |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|",
        .. rows.Select(Line),
    ];

    /// <summary>For people who look for the fault: the slowest keys of each session, with the moment, and what the link took each way when they were typed.</summary>
    public IEnumerable<string> Slowest() => rows.SelectMany(row => new[] { ("idle", row.Idle), ("beside", row.Loaded) }.Select(part =>
        $"{row.System} {row.Direction} {part.Item1}: " + string.Join(", ", part.Item2.OrderByDescending(key => key.Milliseconds).Take(SlowestShown)
            .Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Milliseconds:0.0} ms at {key.TypedAt / 1000:0.00} s ({key.UpTakes:0}+{key.DownTakes:0})")))));

    private static string Line(InteractiveRow row)
    {
        var bar = row.System == Contender.Ours
            ? string.Create(CultureInfo.InvariantCulture, $"≤ {RiseMax:0} ms, ≥ {LeastShare * DeepLink.Rate / 1e6:0} Mbit/s | {Shortfall(row) ?? "pass"}")
            : "| ";
        return $"| {row.System} | {row.Direction} | {row.Loaded.Count} | {Three(row.Idle)} | {Three(row.Loaded)} | {Number(Rise(row))} | {Number(row.Megabits)} | {bar} |";
    }

    private static string Three(IReadOnlyList<TimedKey> keys) => $"{Number(At(keys, 50))} | {Number(At(keys, 95))} | {Number(At(keys, 99))}";

    private static string Number(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    private static double? At(IReadOnlyList<TimedKey> keys, double percent) => keys.Count == 0 ? null : Statistics.Percentile(keys.Select(key => key.Milliseconds), percent);

    private static double? Rise(InteractiveRow row) => At(row.Loaded, 99) - At(row.Idle, 99);

    // Why the bar is missed; null if it is not.
    private static string? Shortfall(InteractiveRow row) =>
        row.Loaded.Concat(row.Idle).Any(key => !key.WasSeen) ? "FAIL: keys never shown"
        : row.Megabits * 1e6 < LeastShare * DeepLink.Rate ? "FAIL: the link is not full"
        : Rise(row) is <= RiseMax ? null : "FAIL";
}
