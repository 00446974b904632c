using Godwit.Streams.Tests.Support;

namespace Godwit.Streams.Tests;

public sealed class MuxStreamTests
{
    private readonly StreamMux mux = new(isServer: false);

    [Fact]
    public void Advance_MoreThanTheRoom_IsRefusedAndWritesNothing()
    {
        MuxStream stream = mux.Open()!;
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Advance(1)); // There was no room asked for.
        int room = stream.GetRoom().Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Advance(-1));
        Assert.Equal(0UL, stream.TotalWritten);
        stream.Advance(room);
        Assert.Equal((ulong)room, stream.TotalWritten);
    }

    [Fact]
    public void Advance_AfterTheEnd_IsRefused()
    {
        MuxStream stream = mux.Open()!;
        Assert.False(stream.GetRoom().IsEmpty);
        stream.Finish();
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Advance(1));
        stream.Advance(0);
        Assert.Equal(0UL, stream.TotalWritten);
    }

    [Fact]
    public void Consume_MoreThanIsReadable_IsRefusedAndReadsNothing()
    {
        var victim = new Victim();
        victim.Take(new Packet().Stream(0, 0, "hello"u8).Stream(0, 7, "!"u8));
        Assert.True(victim.Mux.TryAccept(out MuxStream? stream));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Consume(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Consume(-1));
        Assert.Equal((0UL, 5), (stream.TotalRead, stream.Readable.Length));
        stream.Consume(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Consume(1));
        stream.Abort(StreamError.Cancelled);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Consume(1));
        stream.Consume(0);
    }
}
