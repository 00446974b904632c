namespace Godwit.Cli.Demo.Tests;

public sealed class HeldDatagramsTests
{
    [Fact]
    public void TryTake_OutOfOrder_ComesByTimeThenByArrival()
    {
        using var held = new HeldDatagrams();
        Assert.True(held.TryHold(30, [3]));
        Assert.True(held.TryHold(10, [1]));
        Assert.True(held.TryHold(20, [2]));
        Assert.True(held.TryHold(10, [11]));
        Assert.Equal(10, held.NextDue);
        Assert.Equal([1, 11, 2], TakeAll(held, 29));
        Assert.Equal([3], TakeAll(held, 30));
        Assert.Equal(long.MaxValue, held.NextDue);
    }

    [Fact]
    public void TryHold_Full_RefusesUntilThereIsRoom()
    {
        using var held = new HeldDatagrams();
        byte[] datagram = new byte[60_000];
        for (int i = 0; i < HeldDatagrams.BytesMax / datagram.Length; i++)
        {
            Assert.True(held.TryHold(i, datagram));
        }

        Assert.False(held.TryHold(0, [1]));
        Assert.True(held.TryTake(0, datagram, out _));
        Assert.True(held.TryHold(0, [1]));
    }

    [Fact]
    public void TryTake_EmptyDatagram_IsADatagram()
    {
        using var held = new HeldDatagrams();
        Assert.True(held.TryHold(5, []));
        Assert.True(held.TryTake(5, [], out int length));
        Assert.Equal(0, length);
        Assert.False(held.TryTake(5, [], out _));
    }

    private static List<byte> TakeAll(HeldDatagrams held, long until)
    {
        var taken = new List<byte>();
        byte[] buffer = new byte[16];
        while (held.TryTake(until, buffer, out int length))
        {
            Assert.Equal(1, length);
            taken.Add(buffer[0]);
        }

        return taken;
    }
}
