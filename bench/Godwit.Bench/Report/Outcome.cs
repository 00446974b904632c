using System.Globalization;

namespace Godwit.Bench.Report;

/// <summary>A row with its numbers.</summary>
internal sealed record Outcome(Figure Figure, IReadOnlyList<double> Stock, IReadOnlyList<double> Godwit)
{
    public double? StockMedian => Median(Stock);

    public double? GodwitMedian => Median(Godwit);

    public double? Ratio => GodwitMedian / StockMedian;

    public string Bar => Figure switch
    {
        { RatioMax: { } ratio } => string.Create(CultureInfo.InvariantCulture, $"≤ {ratio:0.##} × stock"),
        { ValueMax: { } value } => string.Create(CultureInfo.InvariantCulture, $"≤ {value:0.##} {Figure.Unit}"),
        _ => "",
    };

    /// <summary>Whether the bar is met; null for a row without a bar. A row with a bar but without numbers fails, unless it needs a tool.</summary>
    public bool? Passes => Figure switch
    {
        { NeedsTool: true } when Godwit.Count == 0 => null,
        { RatioMax: { } ratio } => GodwitMedian <= (ratio * StockMedian) + Figure.Resolution,
        { ValueMax: { } value } => GodwitMedian <= value,
        _ => null,
    };

    private static double? Median(IReadOnlyList<double> samples)
    {
        if (samples.Count == 0)
        {
            return null;
        }

        var sorted = samples.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
