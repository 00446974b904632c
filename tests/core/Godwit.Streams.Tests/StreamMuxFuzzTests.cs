using System.Globalization;
using Godwit.Streams.Tests.Support;
using Godwit.Testing;

namespace Godwit.Streams.Tests;

/// <summary>
/// Packets of a real transfer, spoilt, in any order, with a reader and a writer behind: nothing throws, spins or grows.
/// GODWIT_FUZZ_SEED=7 takes others.
/// </summary>
public sealed class StreamMuxFuzzTests
{
    private const int Packets = 1_000_000;
    private const int Parts = 4;
    private const int StreamsRecorded = 100;
    private const long HeldMax = 48 * 1024 * 1024;

    private readonly byte[] block = new byte[3000];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void HandlePacket_SpoiltPackets_NeverThrow(int part)
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("GODWIT_FUZZ_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 1;
        var random = new Random((seed * Parts) + part);
        List<byte[]> real = Record();
        Victim victim = Begin();
        List<MuxStream> streams = [];
        int faults = 0, next = 0;
        for (int count = 0; count < Packets / Parts; count++, next++)
        {
            // Mostly in order, so that there is a state to be spoilt.
            next += random.Next(50) == 0 ? random.Next(40) : 0;
            byte[] packet = Spoil(random, real, next % real.Count);
            try
            {
                victim.Take(packet);
                Live(random, victim, streams);
            }
            catch (Exception thrown) when (thrown is not OutOfMemoryException)
            {
                Assert.Fail($"part {part}, packet {count}, {Convert.ToHexString(packet)}: {thrown}");
            }

            if (victim.Mux.Fault is not null || next >= real.Count)
            {
                faults += victim.Mux.Fault is null ? 0 : 1;
                victim = Begin();
                streams.Clear();
                next = random.Next(real.Count);
            }
        }

        Assert.InRange(faults, Packets / Parts / 200, Packets / Parts / 10); // Both are tried: what is noticed and what is not.
    }

    private static Victim Begin()
    {
        var victim = new Victim { NextMin = 100_000 };
        for (int count = 0; count < StreamsRecorded; count++)
        {
            victim.Mux.Open();
        }

        return victim;
    }

    // What both ends say while streams are opened, read, stopped and reset, over a path that loses.
    private static List<byte[]> Record()
    {
        var pair = new MuxPair(1) { Conditions = new LinkConditions { Delay = 20, Loss = 0.1, RateBitsPerSecond = 5_000_000, QueueOctets = 30_000 } };
        pair.Client.Log = [];
        pair.Server.Log = [];
        var random = new Random(1);
        List<MuxStream> streams = [];
        pair.Turn = side =>
        {
            while (side.Mux.TryAccept(out MuxStream? stream))
            {
                streams.Add(stream);
            }

            foreach (MuxStream stream in streams)
            {
                stream.Write(new byte[random.Next(1000)]);
                stream.Consume(random.Next(4) == 0 ? 0 : stream.Readable.Length);
                (random.Next(300) switch { 0 => stream.Finish, 1 => () => stream.Reset(7), 2 => () => stream.StopReading(8), _ => (Action)(() => { }) })();
            }

            if (streams.Count < StreamsRecorded && (side.Mux.Count < 5 || random.Next(50) == 0) && side.Mux.Open() is { } opened)
            {
                streams.Add(opened);
            }

            pair.TurnAt = pair.Now + 20;
        };
        pair.Run(10_000);
        Assert.Null(pair.Client.Mux.Fault ?? pair.Server.Mux.Fault);
        return pair.Client.Log;
    }

    private static byte[] Spoil(Random random, List<byte[]> real, int index)
    {
        byte[] packet = [.. real[index]];
        switch (random.Next(40))
        {
            case < 35:
                break;
            case 35:
                packet = packet[..random.Next(1, packet.Length)];
                break;
            case 36:
                packet = new byte[random.Next(1, 100)];
                random.NextBytes(packet);
                break;
            case 37:
                byte[] other = real[random.Next(real.Count)];
                packet = [.. packet[..random.Next(1, packet.Length)], .. other[random.Next(other.Length)..]];
                break;
            default:
                for (int times = random.Next(1, 4); times > 0; times--)
                {
                    // The front is where the frames are.
                    packet[random.Next(random.Next(1, packet.Length) + 1) % packet.Length] ^= (byte)(1 << random.Next(8));
                }

                break;
        }

        packet[0] = StreamMux.Marker;
        return packet;
    }

    private void Live(Random random, Victim victim, List<MuxStream> streams)
    {
        victim.Now += random.Next(10) == 0 ? random.Next(100) : 0;
        if (random.Next(4) > 0)
        {
            return;
        }

        while (victim.Mux.TryAccept(out MuxStream? stream))
        {
            streams.Add(stream);
        }

        if (streams.Count < 5 && victim.Mux.Open() is { } opened)
        {
            streams.Add(opened);
        }

        for (int times = Math.Min(3, streams.Count); times > 0; times--)
        {
            MuxStream stream = streams[random.Next(streams.Count)];
            stream.Consume(random.Next(stream.Readable.Length + 1));
            stream.Write(block.AsSpan(0, random.Next(block.Length)));
            (random.Next(200) switch { 0 => stream.Finish, 1 => () => stream.Reset(7), 2 => () => stream.StopReading(8), _ => (Action)(() => { }) })();
        }

        streams.RemoveAll(stream => stream.IsDead);
        victim.Answer();
        if (random.Next(3) == 0 && victim.Next > 0 && victim.Mux.Fault is null)
        {
            victim.Take(random.Next(2) == 0 ? victim.Acknowledgement() : new Packet().Ack((ulong)random.NextInt64((long)victim.Next), 1));
        }

        Assert.InRange(victim.Mux.HeldOctets, 0, HeldMax);
    }
}
