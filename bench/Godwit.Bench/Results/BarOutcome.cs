namespace Godwit.Bench.Results;

/// <summary>A bar in words, and whether it is met; null if a number is missing.</summary>
internal readonly record struct BarOutcome(string Text, bool? IsMet);
