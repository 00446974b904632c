namespace Godwit.Bench.Results;

/// <summary>One line of the report.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Link">Its name.</param>
/// <param name="Reading">What is told.</param>
/// <param name="Numbers">One for each system; null for one that was not measured.</param>
/// <param name="Ratio">Ours to the baseline's.</param>
/// <param name="Bars">What is asked.</param>
internal sealed record ResultLine(string Workload, string Link, Reading Reading, IReadOnlyList<Summary?> Numbers, double? Ratio, IReadOnlyList<BarOutcome> Bars);
