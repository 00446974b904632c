namespace Godwit.Transport.Tests.Packets;

public sealed class ReplayWindowTests
{
    [Fact]
    public void TryTake_NumbersInAnyOrder_AgreesWithASet()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var window = new ReplayWindow();
            var taken = new HashSet<ulong>();
            ulong newest = 0;
            for (int step = 0; step < 5000; step++)
            {
                ulong ahead = random.Next(20) == 0 ? (ulong)random.Next(3000) : (ulong)random.Next(4);
                ulong number = random.Next(2) == 0 ? newest + ahead : newest - Math.Min(newest, (ulong)random.Next(1500));
                bool isTooOld = taken.Count > 0 && newest >= ReplayWindow.Length && number <= newest - ReplayWindow.Length;
                Assert.Equal(!isTooOld && !taken.Contains(number), window.TryTake(number));
                if (!isTooOld)
                {
                    taken.Add(number);
                    newest = Math.Max(newest, number);
                }

                Assert.Equal(newest + 1, window.Next);
            }
        }
    }

    [Fact]
    public void TryTake_HighestNumberThereIs_IsTakenOnce()
    {
        var window = new ReplayWindow();
        const ulong Highest = long.MaxValue;
        Assert.True(window.TryTake(0));
        Assert.True(window.TryTake(Highest));
        Assert.False(window.TryTake(Highest));
        Assert.True(window.TryTake(Highest - 1));
        Assert.False(window.TryTake(1));
    }
}
