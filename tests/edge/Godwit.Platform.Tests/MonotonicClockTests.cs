using System.Globalization;

namespace Godwit.Platform.Tests;

public class MonotonicClockTests
{
    [Fact]
    public void Milliseconds_ReadOften_NeverGoesBack()
    {
        var last = MonotonicClock.Milliseconds;
        for (var i = 0; i < 10_000; i++)
        {
            var now = MonotonicClock.Milliseconds;
            Assert.True(now >= last);
            last = now;
        }
    }

    [Fact]
    public void Milliseconds_ComparedWithUptime_CountsSuspendAsTheKernelDoes()
    {
        var before = MonotonicClock.Milliseconds;
        var uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture) * 1000;
        var after = MonotonicClock.Milliseconds;
        Assert.InRange(uptime, before - 20, after + 20); // /proc/uptime is CLOCK_BOOTTIME with two decimals.
    }
}
