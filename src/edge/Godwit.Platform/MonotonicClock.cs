using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// The session's clock. It counts the time the machine sleeps (CLOCK_BOOTTIME), so that a laptop that slept ten minutes knows
/// that the network was silent for ten minutes. Never goes back; the origin means nothing.
/// </summary>
/// <remarks>
/// <see cref="Poller.Wait"/> itself does not count sleep: a wait of N ms may end up to N ms after waking up.
/// Nothing in the protocol waits longer than a few seconds while it matters.
/// </remarks>
public static class MonotonicClock
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Milliseconds since the clock's origin. Costs tens of nanoseconds; still, read it once per turn of the loop.</summary>
    public static long Milliseconds
    {
        get
        {
            unsafe
            {
                Libc.TimeSpec time;
                _ = Libc.ClockGetTime(Libc.ClockSuspendAware, &time); // Cannot fail: Linux has this clock since 2.6.39.
                return (time.Seconds * 1000) + (time.Nanoseconds / NanosecondsPerMillisecond);
            }
        }
    }
}
