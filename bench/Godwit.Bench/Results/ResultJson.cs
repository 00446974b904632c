using System.Text.Json;

namespace Godwit.Bench.Results;

/// <summary>Everything, every sample too, for other programs.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Write(string path, IReadOnlyList<string> heading, TableContext bench, ResultTable table) =>
        File.WriteAllText(path, Text(heading, bench, table));

    public static string Text(IReadOnlyList<string> heading, TableContext bench, ResultTable table) => JsonSerializer.Serialize(
        new
        {
            heading,
            bench.Seed,
            bench.IsQuick,
            bench.Failures,
            Lines = table.Lines.Select(line => new
            {
                line.Workload,
                line.Link,
                line.Reading.Quantity,
                Statistic = line.Reading.Statistic.ToString(),
                line.Reading.Title,
                line.Reading.Unit,
                line.Numbers,
                line.Ratio,
                line.Bars,
            }),
            Samples = bench.Measurements.Keys.Select(key => new
            {
                key.Workload,
                key.Link,
                key.System,
                key.Quantity,
                Sessions = bench.Measurements.Of(key).Select(samples => samples.Select(sample => Math.Round(sample, 3))),
            }),
        },
        Format) + "\n";
}
