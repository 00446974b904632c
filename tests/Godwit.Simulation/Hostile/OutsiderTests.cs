using Godwit.Simulation.Harness;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Simulation.Hostile;

/// <summary>Somebody without the key: floods, spoilt and reflected datagrams, replays. Nothing of an end changes, and it says nothing.</summary>
public sealed class OutsiderTests
{
    private const int Datagrams = 60;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Datagram_NotAuthentic_ChangesNothing(bool isStockClient, bool isStockServer)
    {
        using SimulatedSession session = Lively(new Pairing(isStockClient, isStockServer, 0), out List<byte[]> up, out List<byte[]> down);
        var random = new Random(1);
        foreach (bool toServer in (ReadOnlySpan<bool>)[true, false])
        {
            List<byte[]> mine = toServer ? up : down, reflected = toServer ? down : up;
            object end = toServer ? session.Server : session.Client;

            // What is due is worked out when it is asked for.
            Instant due = Deadline(session, toServer);
            string before = Fingerprint.Of(end);
            for (int count = 0; count < Datagrams; count++)
            {
                byte[] datagram = (count % 4) switch
                {
                    0 => Octets(random, random.Next(3000)),
                    1 => Spoilt(mine[random.Next(mine.Count)], random),
                    2 => [.. reflected[random.Next(reflected.Count)]],
                    _ => [.. mine[random.Next(mine.Count)][..^1]],
                };
                DatagramOutcome outcome = toServer
                    ? session.Server.HandleDatagram(session.ServerNow, Ecn.None, datagram, out _)
                    : session.Client.HandleDatagram(session.ClientNow, Ecn.CongestionExperienced, datagram);
                Assert.Equal(DatagramOutcome.Dropped, outcome);
                AssertSame(before, Fingerprint.Of(end));
                Assert.Equal(due, Deadline(session, toServer));
            }
        }
    }

    /// <summary>What was received once is authentic for ever: it is known by its number, and nothing comes of it.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Datagram_Replayed_ChangesNothing(bool isStockClient, bool isStockServer)
    {
        using SimulatedSession session = Lively(new Pairing(isStockClient, isStockServer, 0), out List<byte[]> up, out List<byte[]> down);
        string server = Fingerprint.Of(session.Server), client = Fingerprint.Of(session.Client);
        Assert.NotEmpty(up);
        foreach (byte[] old in up)
        {
            Assert.Equal(DatagramOutcome.Dropped, session.Server.HandleDatagram(session.ServerNow, Ecn.None, [.. old], out _));
        }

        foreach (byte[] old in down)
        {
            Assert.Equal(DatagramOutcome.Dropped, session.Client.HandleDatagram(session.ClientNow, Ecn.None, [.. old]));
        }

        AssertSame(server, Fingerprint.Of(session.Server));
        AssertSame(client, Fingerprint.Of(session.Client));
        Assert.NotEqual(0, session.Client.Connection.Counters.Replayed);
    }

    [Fact]
    public void Flood_OfRubbishAndReplays_SessionGoesOnAndNobodyElseIsAnswered()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            using var session = new SimulatedSession(seed, new Pairing(false, false, 0), 80, 24, null);
            session.Network.Up.Conditions = new LinkConditions { Delay = 20, Replay = 1, Corruption = 0.3, Duplication = 0.2 };
            session.Network.Down.Conditions = session.Network.Up.Conditions;
            Assert.True(session.RunUntil(() => session.Client.IsConnected, 5000));
            for (int key = 0; key < 50; key++)
            {
                session.Type("k"u8);
                session.RunFor(60);
            }

            Assert.True(session.RunUntil(() => session.Keys.IsSettled && Laws.ScreenLaw.Difference(session) is null, 5000));
            Assert.Equal(0, session.Network.OctetsToStrangers);
        }
    }

    /// <summary>A session in the middle of its life, with nothing due, and what it received.</summary>
    private static SimulatedSession Lively(Pairing pairing, out List<byte[]> up, out List<byte[]> down)
    {
        var session = new SimulatedSession(7, pairing, 80, 24, null);
        List<byte[]> heardUp = up = [], heardDown = down = [];
        session.Network.Heard = (toServer, datagram) => (toServer ? heardUp : heardDown).Add(datagram);
        Assert.True(session.RunUntil(() => session.Client.IsConnected, 1000));
        for (int key = 0; key < 20; key++)
        {
            session.Type("k"u8);
            session.RunFor(70);
        }

        session.RunFor(1000);
        return session;
    }

    private static Instant Deadline(SimulatedSession session, bool ofServer) =>
        ofServer ? session.Server.NextDeadline(session.ServerNow) : session.Client.NextDeadline(session.ClientNow);

    private static byte[] Octets(Random random, int length)
    {
        var octets = new byte[length];
        random.NextBytes(octets);
        return octets;
    }

    private static byte[] Spoilt(byte[] datagram, Random random)
    {
        byte[] spoilt = [.. datagram];
        spoilt[random.Next(spoilt.Length)] ^= (byte)(1 << random.Next(8));
        return spoilt;
    }

    private static void AssertSame(string before, string after)
    {
        if (before != after)
        {
            string[] one = before.Split('\n'), other = after.Split('\n');
            int line = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(index => one[index] != other[index]);
            Assert.Fail($"changed: {one[line]} became {other[line]}");
        }
    }
}
