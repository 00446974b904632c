namespace Godwit.Bench.Results;

/// <summary>A number of the report.</summary>
/// <param name="Value">Of all samples together.</param>
/// <param name="Least">The least of the sessions, each for itself.</param>
/// <param name="Greatest">The greatest of them.</param>
/// <param name="Sessions">How many there were.</param>
internal readonly record struct Summary(double Value, double Least, double Greatest, int Sessions);
