using System.Globalization;
using Godwit.Streams.Tests.Support;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Streams.Tests;

public sealed class StreamMuxTests
{
    [Fact]
    public void Quiet_NothingIsOpen_NothingIsSentAndNobodyIsWoken()
    {
        var pair = new MuxPair(1);
        Assert.Equal(Instant.Never, pair.Client.Mux.NextDeadline(pair.Now));
        pair.Run(100_000);
        Assert.Equal(0, pair.Client.PacketsSent + pair.Server.PacketsSent);
        Assert.Equal(1, pair.Steps);
    }

    [Fact]
    public void Stream_OpenedByEither_CarriesBothWaysAndLeavesNothing()
    {
        var pair = new MuxPair(1) { Conditions = new LinkConditions { Delay = 20 } };
        foreach ((MuxPair.Side near, MuxPair.Side far) in new[] { (pair.Client, pair.Server), (pair.Server, pair.Client) })
        {
            MuxStream mine = near.Mux.Open()!;
            Assert.Equal(5, mine.Write("hello"u8));
            mine.Finish();
            MuxStream? theirs = null;
            Assert.True(pair.Run(21, () => far.Mux.TryAccept(out theirs)));
            Assert.Equal("hello"u8, theirs!.Readable);
            theirs.Consume(5);
            Assert.True(theirs.IsAtEnd);
            Assert.Equal(3, theirs.Write("you"u8));
            theirs.Finish();
            Assert.True(pair.Run(200, () => !mine.Readable.IsEmpty));
            mine.Consume(3);
            Assert.True(mine.IsAtEnd);
            pair.Run(1000);
            Assert.True(mine.IsDead && theirs.IsDead && mine.IsAllAcknowledged);
            Assert.Equal((0, 0, 0L, 0L), (near.Mux.Count, far.Mux.Count, near.Mux.HeldOctets, far.Mux.HeldOctets));
        }

        int steps = pair.Steps;
        pair.Run(1_000_000);
        Assert.Equal(steps + 1, pair.Steps);
    }

    [Fact]
    public void Reset_EndsBothReadersAndFreesTheStream()
    {
        var pair = new MuxPair(1) { Conditions = new LinkConditions { Delay = 20, Loss = 0.3 } };
        MuxStream mine = pair.Client.Mux.Open()!;
        mine.Write(new byte[5000]);
        MuxStream? theirs = null;
        Assert.True(pair.Run(5000, () => pair.Server.Mux.TryAccept(out theirs)));
        theirs!.Abort(StreamError.Refused);
        Assert.True(pair.Run(5000, () => mine.ResetCode == StreamError.Refused && mine.StopCode == StreamError.Refused));
        Assert.True(pair.Run(20_000, () => mine.IsDead && theirs.IsDead));
        Assert.Equal((0, 0), (pair.Client.Mux.Count, pair.Server.Mux.Count));
        Assert.Equal((0L, 0L), (pair.Client.Mux.HeldOctets, pair.Server.Mux.HeldOctets));
    }

    [Fact]
    public void Reader_DoesNotRead_WriterIsHeldBackAndNothingGrows()
    {
        var pair = new MuxPair(1) { Conditions = new LinkConditions { Delay = 5 } };
        MuxStream mine = pair.Client.Mux.Open()!;
        long written = 0;
        pair.Turn = side => written += side == pair.Client ? mine.Write(new byte[100_000]) : 0;
        pair.TurnAt = Instant.Never;
        pair.Run(60_000);
        Assert.InRange(written, ReceiveBuffer.WindowStart, ReceiveBuffer.WindowStart + (4L * ReceiveBuffer.WindowMax));
        Assert.InRange(pair.Server.Mux.HeldOctets, ReceiveBuffer.WindowStart, ReceiveBuffer.WindowStart + (2 * ChunkPool.ChunkLength));
        Assert.True(pair.Server.Mux.TryAccept(out MuxStream? theirs));
        long read = 0;
        pair.Turn = side =>
        {
            while (side == pair.Server && !theirs.Readable.IsEmpty)
            {
                read += theirs.Readable.Length;
                theirs.Consume(theirs.Readable.Length);
            }
        };
        Assert.True(pair.Run(60_000, () => read == written));
    }

    [Fact]
    public void Open_MoreThanAllowed_WaitsUntilOthersAreOver()
    {
        var pair = new MuxPair(1) { Conditions = new LinkConditions { Delay = 5 } };
        List<MuxStream> open = [];
        while (pair.Client.Mux.Open() is { } stream)
        {
            stream.Write("x"u8);
            open.Add(stream);
        }

        Assert.Equal(StreamMux.StreamsMax, open.Count);
        pair.Turn = side =>
        {
            while (side == pair.Server && side.Mux.TryAccept(out MuxStream? stream))
            {
                stream.Abort(StreamError.TooMany);
            }
        };
        Assert.True(pair.Run(5000, () => pair.Client.Mux.Open() is not null));
    }

    /// <summary>A key that waits for nothing is what the session is for: the queue that a transfer makes is short.</summary>
    [Theory]
    [InlineData(10_000_000, 30, 1_000_000, 15)]
    [InlineData(100_000_000, 25, 4_000_000, 15)]
    [InlineData(2_000_000, 50, 1_000_000, 20)] // One packet alone takes 5 ms there.
    public void Bulk_DeepQueue_FillsTheLinkAndHardlyDelays(long rate, int delay, int queue, int waitMax)
    {
        Bulk bulk = Bulk.Measure(new LinkConditions { Delay = delay, RateBitsPerSecond = rate, QueueOctets = queue }, 20_000);
        Assert.True(bulk.Goodput > 0.85 * rate, bulk.ToString());
        Assert.True(bulk.QueueP99 <= waitMax, bulk.ToString());
    }

    [Theory]
    [InlineData(0.001, 0.85)]
    [InlineData(0.02, 0.7)]
    [InlineData(0.1, 0.3)]
    public void Bulk_RandomLoss_IsNotTakenForCongestion(double loss, double share)
    {
        const long Rate = 100_000_000;
        Bulk bulk = Bulk.Measure(new LinkConditions { Delay = 25, RateBitsPerSecond = Rate, QueueOctets = 500_000, Loss = loss }, 20_000);
        Assert.True(bulk.Goodput > share * Rate, bulk.ToString());
    }

    /// <summary>Packets overtake each other: what is late is neither lost nor a queue.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(50)]
    public void Bulk_Jitter_IsNotTakenForLoss(int jitter)
    {
        const long Rate = 20_000_000;
        Bulk bulk = Bulk.Measure(new LinkConditions { Delay = 20, RateBitsPerSecond = Rate, QueueOctets = 500_000, Jitter = jitter }, 20_000);
        Assert.True(bulk.Goodput > 0.85 * Rate, bulk.ToString());
        Assert.True(bulk.Repeated < 0.02, bulk.ToString());
        Assert.True(bulk.QueueP99 <= (1.5 * jitter) + 15, bulk.ToString()); // The jitter itself is in it.
    }

    /// <summary>With true loss as well, of which just as much is repeated.</summary>
    [Fact]
    public void Bulk_JitterAndLoss_RepeatsWhatIsLost()
    {
        const long Rate = 20_000_000;
        Bulk bulk = Bulk.Measure(new LinkConditions { Delay = 20, RateBitsPerSecond = Rate, QueueOctets = 500_000, Jitter = 20, Loss = 0.02 }, 20_000);
        Assert.True(bulk.Goodput > 0.85 * Rate, bulk.ToString());
        Assert.InRange(bulk.Repeated, 0.02, 0.04);
    }

    /// <summary>Where one full datagram takes 20 ms and more, shorter ones go, so that a key finds two full ones before it at most.</summary>
    [Theory]
    [InlineData(128_000)]
    [InlineData(256_000)]
    [InlineData(384_000)]
    [InlineData(512_000)]
    public void Bulk_SlowLink_FillsItAndAKeyWaitsForTwoDatagrams(long rate)
    {
        const int KeyMs = 150;
        Bulk bulk = Bulk.Measure(new LinkConditions { Delay = 50, RateBitsPerSecond = rate, QueueOctets = 200_000 }, 60_000, KeyMs);
        Assert.True(bulk.Goodput > 0.8 * rate, bulk.ToString());
        Assert.True(bulk.QueueP99 <= 2 * 1228 * 8 * 1000.0 / rate, bulk.ToString());
    }

    /// <summary>A queue too short for the delay to show: loss is all there is.</summary>
    [Fact]
    public void Bulk_ShallowQueue_DoesNotFlood()
    {
        const long Rate = 20_000_000;
        Bulk bulk = Bulk.Measure(new LinkConditions { Delay = 25, RateBitsPerSecond = Rate, QueueOctets = 10_000 }, 20_000);
        Assert.True(bulk.Goodput > 0.5 * Rate, bulk.ToString());
        Assert.True(bulk.Repeated < 0.15, bulk.ToString());
    }

    [Fact]
    public void Bulk_AddressChanges_GoesOnAtOnce()
    {
        var pair = new MuxPair(3) { Conditions = new LinkConditions { Delay = 25, RateBitsPerSecond = 20_000_000, QueueOctets = 200_000 } };
        var transfer = Transfer.Begin(pair, 100_000_000);
        pair.Run(3000);
        pair.IsCut = true;
        pair.Run(5000);
        ulong before = transfer.Read;
        pair.IsCut = false;
        pair.Client.Mux.NotePathChanged(pair.Now);
        pair.Server.Mux.NotePathChanged(pair.Now);
        Assert.True(pair.Run(50 + 150, () => transfer.Read > before), string.Create(CultureInfo.InvariantCulture, $"{transfer.Read}"));
    }

    /// <summary>Large packets vanish without a word: small ones go on.</summary>
    [Fact]
    public void Bulk_LargePacketsVanish_GoesOnInSmallOnes()
    {
        var pair = new MuxPair(3) { Conditions = new LinkConditions { Delay = 25, MaxLength = 900 } };
        var transfer = Transfer.Begin(pair, 1_000_000);
        Assert.True(pair.Run(60_000, () => transfer.IsDone));
    }

    /// <summary>The path comes back and nobody says so, but the session's own datagrams come through.</summary>
    [Fact]
    public void Bulk_OutageEnds_GoesOnWhenThePeerIsHeard()
    {
        var pair = new MuxPair(3) { Conditions = new LinkConditions { Delay = 25 } };
        var transfer = Transfer.Begin(pair, 1_000_000_000);
        pair.Run(3000);
        pair.IsCut = true;
        pair.Run(100_000);
        ulong before = transfer.Read;
        pair.IsCut = false;
        pair.Server.OthersDue = 1;
        Assert.True(pair.Run(25 + 25 + 25 + 150, () => transfer.Read > before));
    }
}
