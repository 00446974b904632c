using System.Text.Json;

namespace Godwit.Bench.Results;

/// <summary>Everything, every sample too, for other programs.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Write(string path, IReadOnlyList<string> heading, TableContext bench, IReadOnlyList<ResultLine> lines) =>
        File.WriteAllText(path, Text(heading, bench, lines));

    public static string Text(IReadOnlyList<string> heading, TableContext bench, IReadOnlyList<ResultLine> lines) => JsonSerializer.Serialize(
        new
        {
            heading,
            bench.Seed,
            bench.IsQuick,
            bench.Failures,
            Lines = lines.Select(line => new
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
