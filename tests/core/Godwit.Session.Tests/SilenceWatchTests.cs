using Godwit.Transport;

namespace Godwit.Session.Tests;

public sealed class SilenceWatchTests
{
    private const long Limit = SilenceWatch.LostAfterMs;

    private readonly SilenceWatch watch = new();

    [Fact]
    public void Update_BeforeTheFirstWord_MissesNobody()
    {
        Assert.False(watch.Update(At(10 * Limit), null));
        Assert.Equal(Instant.Never, watch.Deadline);
    }

    [Fact]
    public void Update_Silence_IsToldOnceExactlyAtItsDeadline()
    {
        Assert.False(watch.Update(At(1000), At(1000)));
        Assert.Equal(At(1000 + Limit), watch.Deadline);
        Assert.False(watch.Update(At(999 + Limit), At(1000)));
        Assert.True(watch.Update(At(1000 + Limit), At(1000)));
        Assert.True(watch.IsLost);
        Assert.Equal(Limit, watch.SilenceMs);
        Assert.Equal(Instant.Never, watch.Deadline);
        Assert.False(watch.Update(At(2000 + Limit), At(1000)));
    }

    [Fact]
    public void Update_FirstWordAfterSilence_IsToldOnceWithTheLengthOfTheSilence()
    {
        _ = watch.Update(At(0), At(0));
        _ = watch.Update(At(Limit), At(0));
        Assert.True(watch.Update(At(3 * Limit), At((3 * Limit) - 5)));
        Assert.False(watch.IsLost);
        Assert.Equal((3 * Limit) - 5, watch.SilenceMs);
        Assert.False(watch.Update(At(3 * Limit), At((3 * Limit) - 5)));
        Assert.Equal(At((4 * Limit) - 5), watch.Deadline);
    }

    [Fact]
    public void Update_BackBeforeAnybodyLooked_IsNoNews()
    {
        _ = watch.Update(At(0), At(0));
        Assert.False(watch.Update(At(5 * Limit), At(5 * Limit)));
        Assert.False(watch.IsLost);
    }

    private static Instant At(long milliseconds) => new(milliseconds);
}
