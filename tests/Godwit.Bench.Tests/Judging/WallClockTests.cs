using System.Globalization;
using Godwit.Bench.Judging;
using Godwit.Bench.Meters;

namespace Godwit.Bench.Tests.Judging;

public sealed class WallClockTests
{
    [Fact]
    public void Read_TimeOfNow_IsNow()
    {
        _ = WallClock.Read("");
        var text = (DateTime.UtcNow.Subtract(DateTime.UnixEpoch).TotalMilliseconds / 1000).ToString("F6", CultureInfo.InvariantCulture);
        Assert.InRange(WallClock.Read($"N=3 T={text} ")!.Value, Clock.Now - 100, Clock.Now + 100);
    }

    [Theory]
    [InlineData("")]
    [InlineData("T=1795836960.34")]
    [InlineData("T=1795836960.3483361")]
    public void Read_HalfATime_IsNone(string row) => Assert.Null(WallClock.Read(row));
}
