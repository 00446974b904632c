using System.Text.Json;

namespace Godwit.Bench.Report;

/// <summary>Everything, samples too, for other programs.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Write(string path, IReadOnlyList<string> machine, IEnumerable<Outcome> outcomes)
    {
        var rows = outcomes.Select(outcome => new
        {
            outcome.Figure.Row,
            outcome.Figure.Title,
            outcome.Figure.Unit,
            outcome.StockMedian,
            outcome.GodwitMedian,
            outcome.Ratio,
            outcome.Bar,
            outcome.Passes,
            outcome.Stock,
            outcome.Godwit,
        });
        File.WriteAllText(path, JsonSerializer.Serialize(new { Machine = machine, Rows = rows }, Format) + "\n");
    }
}
