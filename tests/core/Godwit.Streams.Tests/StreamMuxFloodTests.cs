using Godwit.Streams.Tests.Support;

namespace Godwit.Streams.Tests;

/// <summary>A peer that keeps all rules and wants to fill our memory or make us talk.</summary>
public sealed class StreamMuxFloodTests
{
    private const int Packets = 20_000;

    // The streams themselves, if all are opened; nothing for a packet.
    private const int AllocatedMax = 500_000;

    private static readonly Dictionary<string, Func<ulong, Packet>> Floods = new()
    {
        ["PING"] = _ => new Packet().Ping(),
        ["many PINGs"] = _ => Enumerable.Range(0, 1000).Aggregate(new Packet(), (packet, _) => packet.Ping()),
        ["padding"] = _ => Enumerable.Range(0, 1000).Aggregate(new Packet(), (packet, _) => packet.Frame((byte)FrameKind.Padding)),
        ["empty STREAM"] = _ => new Packet().Stream(0, 5, default),
        ["empty STREAM far ahead"] = turn => new Packet().Stream(0, 5 + (turn % 200_000), default),
        ["empty STREAM of all streams"] = turn => new Packet().Stream(2 * (turn % StreamMux.StreamsMax), 0, default),
        ["the same octets"] = _ => new Packet().Stream(0, 0, "hello"u8),
        ["MAX_DATA"] = turn => new Packet().MaxData(turn << 20),
        ["MAX_STREAM_DATA"] = turn => new Packet().MaxStreamData(0, turn << 20).MaxStreamData(1, turn << 20),
        ["MAX_STREAMS"] = turn => new Packet().MaxStreams(turn << 20),
        ["STOP_SENDING"] = turn => new Packet().Stop(2 * (turn % StreamMux.StreamsMax)),
        ["RESET_STREAM"] = turn => new Packet().Reset(2 * (turn % StreamMux.StreamsMax), 5),
        ["old ACKs"] = _ => new Packet().Ack(0, 1).Ack(0, 1).Ack(0, 1),
        ["ends"] = turn => new Packet().Stream(2 * (turn % StreamMux.StreamsMax), 5, default, isFinal: true),
    };

    public static TheoryData<string> AllFloods => [.. Floods.Keys];

    [Theory]
    [MemberData(nameof(AllFloods))]
    public void HandlePacket_AFlood_IsAnsweredOnceAPacketAndHoldsLittle(string name)
    {
        var victim = new Victim();
        victim.Mux.Open()!.Write("hello"u8);
        victim.Take(new Packet().Stream(0, 0, "hello"u8));
        int answers = victim.Answer();
        long allocated = 0;
        for (ulong turn = 0; turn < Packets; turn++)
        {
            byte[] packet = Floods[name](turn).Body;
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(victim.Take(packet), victim.Mux.Fault);
            victim.Now += (long)(turn % 2);
            answers += victim.Answer();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // Probes for what was never acknowledged are few.
        Assert.InRange(answers, 0, Packets + 100);
        Assert.InRange(victim.Mux.HeldOctets, 0, 2 * ChunkPool.ChunkLength);
        Assert.InRange(victim.Mux.Count, 0, StreamMux.StreamsMax + 1);
        Assert.InRange(allocated, 0, AllocatedMax);
    }

    /// <summary>Every second octet: a hole costs more than the octet. Refused packets are as if they had got lost.</summary>
    [Fact]
    public void HandlePacket_EverySecondOctet_IsBoundedAndWhatIsRefusedIsNotAcknowledged()
    {
        var victim = new Victim();
        int taken = 0, answers = 0;
        for (ulong turn = 0; turn < Packets; turn++)
        {
            bool isTaken = victim.Take(new Packet().Stream(0, ((2 * turn) + 1) % ReceiveBuffer.WindowStart, "x"u8));
            taken += isTaken ? 1 : 0;
            int answered = victim.Answer();
            Assert.True(isTaken || answered == 0);
            answers += answered;
        }

        Assert.InRange(taken, 1000, 1100);
        Assert.InRange(answers, 1, taken);
        Assert.InRange(victim.Mux.HeldOctets, 0, (2 * Packets) + ChunkPool.ChunkLength);
        Assert.Null(victim.Mux.Fault);
    }

    /// <summary>One octet in each chunk, in every stream: memory is bounded by what was allowed, not by what came.</summary>
    [Fact]
    public void HandlePacket_AnOctetAChunk_HoldsWhatIsAllowedAndAChunkAStreamAtMost()
    {
        var victim = new Victim();
        ulong allowed = StreamMux.ReceiveWindowMax;
        for (ulong stream = 0; stream < StreamMux.StreamsMax && allowed > 0; stream++)
        {
            ulong share = Math.Max(1, stream % 3 == 0 ? Math.Min(allowed, ReceiveBuffer.WindowStart) : 1);
            for (ulong offset = 0; offset < share; offset += ChunkPool.ChunkLength)
            {
                Assert.True(victim.Take(new Packet().Stream(2 * stream, offset, "x"u8)));
            }

            allowed -= Math.Min(allowed, share);
        }

        Assert.InRange(victim.Mux.HeldOctets, 1, (long)StreamMux.ReceiveWindowMax + (StreamMux.StreamsMax * ChunkPool.ChunkLength));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_PeerNeverReads_HoldsABoundedAmount(bool acknowledges)
    {
        var victim = new Victim();
        List<MuxStream> streams = [];
        var block = new byte[100_000];
        for (int round = 0; round < 100; round++)
        {
            if (victim.Mux.Open() is { } opened)
            {
                streams.Add(opened);
            }

            streams.ForEach(stream => stream.Write(block));
            victim.Answer();
            if (acknowledges && victim.Next > 0)
            {
                victim.Take(victim.Acknowledgement());
            }

            victim.Now += 30;
            Assert.InRange(victim.Mux.HeldOctets, 0, (32 + 5) * 1024 * 1024);
        }

        Assert.InRange(victim.Mux.InFlight, 0, (long)victim.Mux.Window + 50_000);
        Assert.All(streams, stream => Assert.InRange((long)stream.TotalWritten, 1, (long)ReceiveBuffer.WindowStart + ReceiveBuffer.WindowMax));
    }

    /// <summary>A peer that acknowledges at once what it has not got, and allows everything, gets no more than the largest window, and we hold less for it.</summary>
    [Fact]
    public void HandlePacket_OptimisticAcknowledgements_StayWithinTheLargestWindow()
    {
        var victim = new Victim();
        MuxStream stream = victim.Mux.Open()!;
        victim.Take(new Packet().MaxData(Varint.Max).MaxStreamData(1, Varint.Max));
        var block = new byte[1 << 20];
        for (int round = 0; round < 600; round++)
        {
            stream.Write(block);
            victim.Answer();
            Assert.True(victim.Take(victim.Acknowledgement()));
            victim.Now += round % 3;
            Assert.InRange(victim.Mux.Window, 1, 16 * 1024 * 1024);
            Assert.InRange(victim.Mux.HeldOctets, 0, 10 * 1024 * 1024);
        }
    }

    /// <summary>Streams that are opened and ended before anybody looks at them: nobody is told to open more, and what waits is bounded.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HandlePacket_StreamsOpenedAndResetInAFlood_TheirCountIsBounded(bool isAcceptedAtTimes)
    {
        var victim = new Victim();
        ulong opened = 0;
        int accepted = 0;
        for (int round = 0; round < 20_000; round++)
        {
            if (!victim.Take(new Packet().Stream(2 * opened, 0, "x"u8).Reset(2 * opened, 1).Stop(2 * opened)))
            {
                break; // Beyond what it was allowed.
            }

            opened++;
            victim.Answer();
            victim.Take(victim.Acknowledgement());
            victim.Now += 5;
            Assert.InRange(victim.Mux.Count, 0, StreamMux.StreamsMax);
            if (isAcceptedAtTimes && round % 100 == 0)
            {
                accepted += Drain(victim.Mux);
            }
        }

        if (isAcceptedAtTimes)
        {
            Assert.Equal((20_000UL, null), (opened, victim.Mux.Fault)); // Whoever accepts is served for ever.
        }
        else
        {
            Assert.Equal((ulong)StreamMux.StreamsMax, opened);
        }

        Assert.InRange(accepted + Drain(victim.Mux), 0, (int)opened);
    }

    private static int Drain(StreamMux mux)
    {
        int count = 0;
        for (; mux.TryAccept(out MuxStream? stream); count++)
        {
            Assert.False(stream.IsDead); // What is over already is not handed out.
            stream.Abort(StreamError.NotOffered);
        }

        Assert.InRange(count, 0, StreamMux.StreamsMax);
        return count;
    }
}
