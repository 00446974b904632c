namespace Godwit.Bench.Results;

/// <summary>A line of the report: a quantity of a workload and what becomes of its samples.</summary>
/// <param name="Quantity">The name under which it is measured.</param>
/// <param name="Statistic">How samples become one number.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">Of the number.</param>
internal sealed record Reading(string Quantity, Statistic Statistic, string Title, string Unit);
