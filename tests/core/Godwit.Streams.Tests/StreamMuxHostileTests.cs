using Godwit.Streams.Tests.Support;
using Godwit.Transport;

namespace Godwit.Streams.Tests;

/// <summary>A peer that has the key and keeps no rule: it loses all streams, and nothing else happens.</summary>
public sealed class StreamMuxHostileTests
{
    private const ulong Limit = ReceiveBuffer.WindowStart;

    private static readonly byte[] Octets = new byte[Limit];

    private static readonly Dictionary<string, Func<Packet>> Violations = new()
    {
        ["unknown kind 03"] = () => new Packet().Frame(0x03, 1, 1, 1),
        ["unknown kind 06"] = () => new Packet().Frame(0x06, 1, 1, 1),
        ["unknown kind 07"] = () => new Packet().Frame(0x07, 1, 1, 1),
        ["unknown kind 13"] = () => new Packet().Frame(0x13, 1, 1, 1),
        ["unknown kind 18"] = () => new Packet().Frame(0x18, 1, 1, 1),
        ["unknown kind ff"] = () => new Packet().Frame(0xff, 1, 1, 1),
        ["number too large"] = () => new Packet().MaxData(Varint.Max + 1),
        ["stream beyond the limit"] = () => new Packet().Stream(2 * StreamMux.StreamsMax, 0, "x"u8),
        ["stream far beyond the limit"] = () => new Packet().Stop(Varint.Max - 1),
        ["our stream, never opened"] = () => new Packet().Stream(3, 0, "x"u8),
        ["our stream, never opened, is stopped"] = () => new Packet().Stop(3),
        ["our stream, never opened, is reset"] = () => new Packet().Reset(3, 0),
        ["our stream, never opened, gets a limit"] = () => new Packet().MaxStreamData(3, 1000),
        ["beyond the stream's limit"] = () => new Packet().Stream(0, Limit, "x"u8),
        ["far beyond the stream's limit"] = () => new Packet().Stream(0, Varint.Max, "x"u8),
        ["an end beyond the stream's limit"] = () => new Packet().Stream(0, Limit + 1, default, isFinal: true),
        ["an end before what has come"] = () => new Packet().Stream(0, 0, "he"u8, isFinal: true),
        ["two ends"] = () => new Packet().Stream(0, 10, "x"u8, isFinal: true).Stream(0, 12, "x"u8, isFinal: true),
        ["behind the end"] = () => new Packet().Stream(0, 10, "x"u8, isFinal: true).Stream(0, 11, "x"u8),
        ["a reset before what has come"] = () => new Packet().Reset(0, 4),
        ["a reset behind the end"] = () => new Packet().Stream(0, 10, "x"u8, isFinal: true).Reset(0, 12),
        ["a reset before the end"] = () => new Packet().Stream(0, 10, "x"u8, isFinal: true).Reset(0, 10),
        ["a reset beyond the stream's limit"] = () => new Packet().Reset(0, Limit + 1),
        ["resets beyond the limit of all"] = () => new Packet().Reset(0, Limit).Reset(2, Limit).Reset(4, Limit).Reset(6, Limit).Reset(8, 1),
        ["resets far beyond the limit of all"] = () => new Packet().Reset(0, Limit).Reset(2, Limit).Reset(4, Limit).Reset(6, Limit).Reset(8, Limit),
        ["octets beyond the limit of all"] = () => new Packet().Stream(0, Limit, default).Stream(2, Limit, default).Stream(4, Limit, default).Stream(6, Limit, default).Stream(8, 0, "x"u8),
        ["acknowledges what was never sent"] = () => new Packet().Ack(1000, 1),
        ["acknowledges nothing"] = () => new Packet().Ack(0, 0),
        ["acknowledges what is below 0"] = () => new Packet().Ack(0, 2),
        ["a range below 0"] = () => new Packet().Ack(1, 1, (1, 1)),
        ["a range far below 0"] = () => new Packet().Ack(1, 1, (Varint.Max, Varint.Max)),
        ["ranges that touch"] = () => new Packet().Ack(1, 1, (0, 1)),
        ["an empty range"] = () => new Packet().Ack(1, 1, (1, 0)),
        ["more ranges than there are"] = () => new Packet().Frame((byte)FrameKind.Ack, 1, 0, Varint.Max, 1),
    };

    public static TheoryData<string> AllViolations => [.. Violations.Keys];

    [Theory]
    [MemberData(nameof(AllViolations))]
    public void HandlePacket_AViolation_EndsAllStreamsAndKeepsNothing(string name)
    {
        (Victim victim, MuxStream theirs, MuxStream mine) = Prepare();
        Assert.False(victim.Take(Violations[name]()));
        AssertContained(victim, theirs, mine);
    }

    [Fact]
    public void HandlePacket_AFrameCutAtAnyOctet_IsAViolation()
    {
        Packet[] whole =
        [
            new Packet().Stream(0, 300, "hello"u8, isFinal: true), new Packet().Reset(0, 300), new Packet().Stop(300), new Packet().MaxData(1 << 20),
            new Packet().MaxStreamData(300, 1 << 20), new Packet().MaxStreams(300), new Packet().Ack(1, 1), new Packet().Frame((byte)FrameKind.Stream | 2, 300, 0),
        ];
        foreach (byte[] body in whole.Select(packet => packet.Body))
        {
            for (int length = 2; length <= body.Length; length++)
            {
                (Victim victim, MuxStream theirs, MuxStream mine) = Prepare();
                Assert.Equal(length == body.Length, victim.Take(body.AsSpan(0, length)));
                if (length < body.Length)
                {
                    AssertContained(victim, theirs, mine);
                }
            }
        }
    }

    [Fact]
    public void HandlePacket_UpToEveryLimit_IsNoViolation()
    {
        (Victim victim, _, _) = Prepare();
        Assert.True(victim.Take(new Packet().Stream(0, 5, Octets.AsSpan(5)).Stream(2, 0, Octets).Stream(4, 0, Octets, isFinal: true).Stream(6, Limit, default, isFinal: true)));
        Assert.True(victim.Take(new Packet().Stream(2 * (StreamMux.StreamsMax - 1), 0, default)));
        Assert.Equal(StreamMux.StreamsMax + 1, victim.Mux.Count);
        Assert.False(victim.Take(new Packet().Stream(8, 0, "x"u8)));
    }

    [Fact]
    public void HandlePacket_OctetsNobodyReadsBeyondTheLimitOfAll_AreAViolation()
    {
        (Victim victim, MuxStream theirs, MuxStream mine) = Prepare();
        theirs.StopReading(StreamError.Cancelled);
        var packet = new Packet();
        for (ulong id = 0; id < 10; id += 2)
        {
            packet.Stream(id, Limit, default);
        }

        Assert.False(victim.Take(packet));
        AssertContained(victim, theirs, mine);
    }

    [Fact]
    public void HandlePacket_StreamsThatAreOver_AreLeftAlone()
    {
        (Victim victim, MuxStream theirs, _) = Prepare();
        theirs.Consume(theirs.Readable.Length);
        theirs.Finish();
        victim.Take(new Packet().Stream(0, 5, default, isFinal: true));
        for (int round = 0; round < 20 && !theirs.IsDead; round++, victim.Now += 50)
        {
            victim.Answer();
            victim.Take(victim.Acknowledgement());
        }

        Assert.True(theirs.IsDead);
        Assert.True(victim.Take(new Packet().Stream(0, 100, "late"u8).Reset(0, 77).Stop(0).MaxStreamData(0, 1 << 30)));
        Assert.Null(victim.Mux.Fault);
        Assert.False(victim.Mux.TryAccept(out _));
    }

    /// <summary>Stream 0 of the peer, of which a part was read, and stream 1 of our own, with octets under way.</summary>
    private static (Victim Victim, MuxStream Theirs, MuxStream Mine) Prepare()
    {
        var victim = new Victim(4 * Limit);
        MuxStream mine = victim.Mux.Open()!;
        mine.Write(new byte[50_000]);
        Assert.True(victim.Take(new Packet().Stream(0, 0, "hello"u8)));
        Assert.True(victim.Mux.TryAccept(out MuxStream? theirs));
        theirs.Consume(2);
        theirs.Write("you"u8);
        Assert.InRange(victim.Answer(), 2, 100);
        return (victim, theirs, mine);
    }

    private static void AssertContained(Victim victim, params MuxStream[] streams)
    {
        StreamMux mux = victim.Mux;
        Assert.NotNull(mux.Fault);
        Assert.Equal((0, 0L), (mux.Count, mux.HeldOctets));
        Assert.Null(mux.Open());
        Assert.False(mux.TryAccept(out _));
        Assert.Equal((0, Instant.Never), (victim.Answer(), mux.NextDeadline(victim.Now)));
        foreach (MuxStream stream in streams)
        {
            Assert.True(stream.IsDead && stream.ResetCode is not null && !stream.IsAtEnd && stream.Readable.IsEmpty);
            Assert.Equal((0, 0), (stream.WriteSpace, stream.Write("more"u8)));
            stream.Finish();
            stream.Abort(StreamError.Cancelled);
        }

        // The session goes on, and goes on telling of what it sees.
        mux.NoteOther(victim.Now, victim.Received + 1);
        mux.NotePathChanged(victim.Now);
        Assert.False(victim.Take(new Packet().Stream(0, 5, "more"u8)));
        Assert.Equal((0, 0L, false), (victim.Answer(), mux.HeldOctets, mux.IsBusy));
    }
}
