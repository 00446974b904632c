namespace Godwit.Bench.Judging;

/// <summary>What the judge says about one session.</summary>
/// <param name="Keys">The judged keys in the order of typing.</param>
/// <param name="WrongCellMilliseconds">Cells that showed a letter that was right neither before nor after, times how long.</param>
/// <param name="Typed">Keys typed, judged or not.</param>
internal sealed record Verdict(IReadOnlyList<KeyLatency> Keys, double WrongCellMilliseconds, int Typed);
