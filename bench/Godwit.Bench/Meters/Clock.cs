using System.Diagnostics;

namespace Godwit.Bench.Meters;

/// <summary>The time of all measurements, finer than a millisecond.</summary>
internal static class Clock
{
    /// <summary>Milliseconds since an arbitrary moment; never goes back.</summary>
    public static double Now => Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
}
