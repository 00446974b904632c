namespace Godwit.Bench.Forwarding;

/// <summary>One judged key.</summary>
/// <param name="Milliseconds">From its typing until its letter was shown; to the end if it never was.</param>
/// <param name="WasSeen">False if it never was.</param>
/// <param name="TypedAt">When it was typed, on the clock of all measurements.</param>
/// <param name="UpTakes">How long a packet took from the client to the server then, in milliseconds.</param>
/// <param name="DownTakes">How long one took from the server to the client.</param>
internal readonly record struct TimedKey(double Milliseconds, bool WasSeen, double TypedAt, double UpTakes, double DownTakes);
