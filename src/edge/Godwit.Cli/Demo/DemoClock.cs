using System.Diagnostics;

namespace Godwit.Cli.Demo;

/// <summary>The demo's clock. Finer than the session's, because a local network answers in less than a millisecond.</summary>
internal static class DemoClock
{
    /// <summary>Microseconds in a second.</summary>
    public const long Second = 1_000_000;

    private const long MicrosecondsPerMillisecond = 1000;

    /// <summary>Microseconds since the clock's origin; never negative.</summary>
    public static long Now => (long)Stopwatch.GetElapsedTime(0).TotalMicroseconds;

    /// <summary>How long a poll may wait for something due: whole milliseconds, at least until the due time; −1 for no limit.</summary>
    /// <param name="now">The time, in microseconds.</param>
    /// <param name="due">The due time, in microseconds; <see cref="long.MaxValue"/> for never.</param>
    public static long WaitMilliseconds(long now, long due) =>
        due == long.MaxValue ? -1 : Math.Max(0, (due - now + MicrosecondsPerMillisecond - 1) / MicrosecondsPerMillisecond);
}
