namespace Godwit.Bench.Results;

/// <summary>What a sample is of.</summary>
internal readonly record struct SampleKey(string Workload, string Link, string System, string Quantity);
