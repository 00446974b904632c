using Godwit.Bench.Systems;

namespace Godwit.Bench.Results;

/// <summary>All samples, by what was measured and by run.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<SampleKey, List<double[]>> runs = [];

    /// <summary>What has samples, in the order of measurement.</summary>
    public IEnumerable<SampleKey> Keys => runs.Keys;

    /// <summary>Adds what one session has given.</summary>
    /// <param name="workload">Which work.</param>
    /// <param name="lane">Where and who.</param>
    /// <param name="quantity">What: the name of a quantity of the workload.</param>
    /// <param name="samples">One session's samples.</param>
    public void Add(string workload, Lane lane, string quantity, params IReadOnlyCollection<double> samples)
    {
        var key = new SampleKey(workload, lane.Link.Name, lane.System.Name, quantity);
        if (!runs.TryGetValue(key, out var list))
        {
            runs[key] = list = [];
        }

        list.Add([.. samples]);
    }

    /// <summary>One list for each session; empty if nothing was measured.</summary>
    public IReadOnlyList<double[]> Of(SampleKey key) => runs.GetValueOrDefault(key) ?? [];

    /// <summary>One number for all sessions, and the least and the greatest that a session alone would give.</summary>
    public Summary? Summarize(SampleKey key, Statistic statistic)
    {
        var sessions = Of(key);
        if (Statistics.Apply(statistic, [.. sessions.SelectMany(samples => samples)]) is not { } value)
        {
            return null;
        }

        var each = sessions.Where(samples => samples.Length > 0).Select(samples => Statistics.Apply(statistic, samples)!.Value).ToArray();
        return new(value, each.Min(), each.Max(), each.Length);
    }
}
