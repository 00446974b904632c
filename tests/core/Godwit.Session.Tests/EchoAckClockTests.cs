using Godwit.Transport;

namespace Godwit.Session.Tests;

public sealed class EchoAckClockTests
{
    private readonly EchoAckClock clock = new();

    [Fact]
    public void Update_Before50Ms_DoesNotAcknowledge()
    {
        clock.Note(3, new Instant(1000));
        Assert.False(clock.Update(new Instant(1049), screenChanged: false));
        Assert.Equal(0UL, clock.Value);
        Assert.Equal(new Instant(1050), clock.NextDeadline);
    }

    [Fact]
    public void Update_At50Ms_AcknowledgesTheNewestThatIsDue()
    {
        clock.Note(3, new Instant(1000));
        clock.Note(4, new Instant(1010));
        clock.Note(5, new Instant(1040));
        Assert.True(clock.Update(new Instant(1060), screenChanged: false));
        Assert.Equal(4UL, clock.Value);
        Assert.Equal(new Instant(1090), clock.NextDeadline);
    }

    [Fact]
    public void Update_NothingPending_HasNoDeadline()
    {
        clock.Note(3, new Instant(0));
        clock.Update(new Instant(50), screenChanged: false);
        Assert.Equal(Instant.Never, clock.NextDeadline);
        Assert.False(clock.Update(new Instant(5000), screenChanged: false));
    }

    [Fact]
    public void Update_MayWait_RidesOnTheNextFrameOrGoesAlone()
    {
        clock.MayWait = true;
        clock.Note(3, new Instant(1000));
        Assert.False(clock.Update(new Instant(1060), screenChanged: false));
        Assert.True(clock.Update(new Instant(1061), screenChanged: true));
        clock.Note(4, new Instant(2000));
        Assert.False(clock.Update(new Instant(2049), screenChanged: true));
        Assert.Equal(new Instant(2150), clock.NextDeadline);
        Assert.True(clock.Update(new Instant(2150), screenChanged: false));
        Assert.Equal(4UL, clock.Value);
    }

    [Fact]
    public void Note_Flood_IsBoundedAndNeverGoesBack()
    {
        for (ulong number = 1; number <= 5000; number++)
        {
            clock.Note(number, new Instant(0));
        }

        clock.Update(new Instant(50), screenChanged: false);
        Assert.Equal((ulong)EchoAckClock.PendingMax, clock.Value);
        clock.Note(5001, new Instant(60));
        clock.Update(new Instant(110), screenChanged: false);
        Assert.Equal(5001UL, clock.Value);
    }
}
