using System.Buffers;
using Godwit.Crypto;

namespace Godwit.Transport.Tests;

/// <summary>After the buffers have grown, packets cost no memory; a new state costs its entry in the list of states and the object's own fork.</summary>
public sealed class AllocationTests
{
    // The fork of the object below: one object of 24 octets on each of the two sides, and the list of received states.
    private const int OctetsPerState = 128;

    [Fact]
    public void StatesThroughSealSendReceive_AfterWarmUp_AllocateOnlyTheForks()
    {
        using var key = SessionKey.FromBytes(new byte[16]);
        using var client = new Connection<Counter, Counter>(
            key, Options(Direction.ToServer), new Instant(0), new Counter(), new Counter());
        using var server = new Connection<Counter, Counter>(
            key, Options(Direction.ToClient), new Instant(0), new Counter(), new Counter());
        var datagram = new byte[2048];
        var now = Exchange(client, server, datagram, new Instant(0), 3000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(client, server, datagram, now, 3000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated / 3000, 0, OctetsPerState);
        Assert.Equal(6000, (int)server.Remote.Value);
        Assert.Equal(6000, (int)client.Remote.Value);
    }

    [Fact]
    public void DuplicatesAndForgeries_AfterWarmUp_AllocateNothing()
    {
        using var key = SessionKey.FromBytes(new byte[16]);
        using var client = new Connection<Counter, Counter>(
            key, Options(Direction.ToServer), new Instant(0), new Counter(), new Counter());
        using var server = new Connection<Counter, Counter>(
            key, Options(Direction.ToClient), new Instant(0), new Counter(), new Counter());
        var original = new byte[2048];
        Assert.True(client.TryTransmit(new Instant(0), original, out var length));
        var copy = new byte[length];
        Replay();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Replay();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Replay()
        {
            for (var i = 0; i < 2000; i++)
            {
                original.AsSpan(0, length).CopyTo(copy);
                server.HandleDatagram(new Instant(i), Ecn.None, copy);
                server.HandleDatagram(new Instant(i), Ecn.None, copy);
                server.NextDeadline(new Instant(i));
            }
        }
    }

    private static ConnectionOptions Options(Direction sending) => new() { Sending = sending, ChaffSeed = new byte[16] };

    private static Instant Exchange(
        Connection<Counter, Counter> client, Connection<Counter, Counter> server, byte[] datagram, Instant now, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            now += 300;
            client.Local.Value++;
            client.MarkLocalChanged();
            server.Local.Value++;
            server.MarkLocalChanged();
            client.NextDeadline(now);
            server.NextDeadline(now);
            now += 10;
            while (client.TryTransmit(now, datagram, out var length))
            {
                server.HandleDatagram(now, Ecn.None, datagram.AsSpan(0, length));
            }

            while (server.TryTransmit(now, datagram, out var length))
            {
                client.HandleDatagram(now, Ecn.None, datagram.AsSpan(0, length));
            }
        }

        return now;
    }

    private sealed class Counter : ISyncState<Counter>
    {
        public ulong Value { get; set; }

        public Counter Fork() => new() { Value = Value };

        public bool ContentEquals(Counter other) => Value == other.Value;

        public void WriteDiff(Counter from, IBufferWriter<byte> output)
        {
            if (Value != from.Value)
            {
                new ProtoWriter(output).WriteNumber(1, Value);
            }
        }

        public bool TryApply(ReadOnlySpan<byte> diff)
        {
            var reader = new ProtoReader(diff);
            while (reader.Read())
            {
                Value = reader.Number;
            }

            return !reader.IsMalformed;
        }

        public void DropPrefix(Counter acknowledged)
        {
        }
    }
}
