using Godwit.Bench.Sessions;

namespace Godwit.Bench.Report;

/// <summary>All that was measured, by row and system.</summary>
internal sealed class Samples
{
    private readonly Dictionary<(string Row, string System), List<double>> values = [];

    public void Add(string row, SystemUnderTest system, double value)
    {
        if (!values.TryGetValue((row, system.Name), out var list))
        {
            values[(row, system.Name)] = list = [];
        }

        list.Add(value);
    }

    /// <summary>In the order of measurement; empty if there are none.</summary>
    public IReadOnlyList<double> Of(string row, SystemUnderTest system) => values.GetValueOrDefault((row, system.Name)) ?? [];
}
