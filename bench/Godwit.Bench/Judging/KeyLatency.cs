namespace Godwit.Bench.Judging;

/// <summary>One judged key.</summary>
/// <param name="Key">Its number in the script.</param>
/// <param name="Milliseconds">From its typing until the user saw it, or to the end.</param>
/// <param name="WasSeen">False if it was never shown, or not at the end.</param>
internal readonly record struct KeyLatency(int Key, double Milliseconds, bool WasSeen);
