using Godwit.Simulation.Harness;
using Godwit.Simulation.Laws;
using Godwit.Sync;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Simulation.Hostile;

/// <summary>Somebody with the key who does not keep to the protocol: a server that attacks its client, or the other way round.</summary>
[Collection(MemoryCollection.Name)]
public sealed class InsiderTests
{
    private const int HugeColumns = 2000;
    private const int HugeRows = 1000;

    /// <summary>More states of 16 MB than there may be: only so many stay, and both the oldest and the newest of them are bases.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Server_ThatNeverForgetsHugeScreens_CostsTheClientABoundedAmount(bool isStock)
    {
        using var victim = new Victim(1, isServer: false, isStock);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (ulong number = 1; number <= 40; number++)
        {
            Hand(victim, 0, number, Screen(HugeColumns, HugeRows, "\e#8"u8));
            Assert.Equal(number, victim.RemoteNumber);
            victim.AssertBounded();
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 400 * 1024 * 1024);
        Hand(victim, 40, 41, Screen(80, 24, "newest"u8));
        Assert.Equal(41ul, victim.RemoteNumber);
        Hand(victim, 0, 42, Screen(80, 24, "oldest"u8));
        Assert.Equal(42ul, victim.RemoteNumber);
        Hand(victim, 42, 43, [], throwaway: 42);
        Assert.InRange(victim.StatesHeld, 1, 2);
        Assert.InRange(victim.StatesWeight, 0, 1024 * 1024);
    }

    [Fact]
    public void Server_WithLinksWithoutEnd_CostsTheClientABoundedAmount()
    {
        using var victim = new Victim(2, isServer: false, isStock: true);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (ulong number = 1; number <= 120; number++)
        {
            var text = new List<byte>();
            for (int link = 0; link < 1000; link++)
            {
                text.AddRange("\e]8;;http://"u8);
                text.AddRange(System.Text.Encoding.ASCII.GetBytes($"{number}/{link}/{new string('x', 2000)}"));
                text.AddRange("\a.\e]8;;\a"u8);
            }

            Hand(victim, 0, number, Screen(80, 24, [.. text]));
            victim.AssertBounded();
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 500 * 1024 * 1024);
    }

    /// <summary>An honest stock server on a one-way path: a thousand states of an ordinary size, none acknowledged. All are kept.</summary>
    [Fact]
    public void Server_ThatHearsNothing_HasAllItsOrdinaryStatesKept()
    {
        using var victim = new Victim(3, isServer: false, isStock: true);
        for (ulong number = 1; number <= 1000; number++)
        {
            Hand(victim, number - 1, number, Screen(200, 80, "\e[H\e[2Jx"u8));
        }

        Assert.Equal(1001, victim.StatesHeld);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bomb_OfZeros_IsDroppedBeyondTheLimit(bool isServer)
    {
        using var victim = new Victim(4, isServer, isStock: false);
        foreach ((int length, bool fits) in (ReadOnlySpan<(int, bool)>)[(4 * 1024 * 1024, true), ((4 * 1024 * 1024) + 1, false), (64 * 1024 * 1024, false)])
        {
            var message = new ReusableBuffer();
            Zlib.Deflate(new byte[length], message);
            (long inflated, long malformed) = (victim.Counters.NotInflatable, victim.Counters.Malformed);
            foreach (byte[] datagram in victim.Peer.SealMessage(message.Written.ToArray()))
            {
                victim.Hand(datagram);
            }

            Assert.Equal((fits ? 0 : 1, fits ? 1 : 0), (victim.Counters.NotInflatable - inflated, victim.Counters.Malformed - malformed));
            victim.Turn(100);
        }
    }

    /// <summary>Probes by the thousand in one turn: one answer, and not a longer one than the probe was.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Probes_InOneTurn_HaveOneAnswerThatIsNotLonger(bool isServer)
    {
        using var victim = new Victim(5, isServer, isStock: false);
        Agree(victim);
        for (int count = 0; count < 20; count++)
        {
            victim.Turn(1000);
        }

        int received = 0;
        for (byte probe = 0; probe < 100; probe++)
        {
            byte[] datagram = victim.Peer.Seal([0x90, probe, 0, 0]);
            received = datagram.Length;
            victim.Hand(datagram);
        }

        Assert.InRange(victim.Turn(0), 1, received);
        Assert.Equal(0, victim.Turn(0));
    }

    /// <summary>Rubbish of every layer between the datagrams of an honest session, all of it to be refused: nobody notices.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Rubbish_BetweenHonestDatagrams_IsNotNoticed(bool isStockClient, bool isStockServer)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            using var session = new SimulatedSession(seed, new Pairing(isStockClient, isStockServer, 0), 80, 24, null);
            using var meddler = new Meddler(seed, session.KeyOctets.Span);
            session.Between = meddler.Meddle;
            session.Network.Up.Conditions = new LinkConditions { Delay = 20 };
            session.Network.Down.Conditions = session.Network.Up.Conditions;
            Assert.True(session.RunUntil(() => session.Client.IsConnected, 5000));
            for (int key = 0; key < 80; key++)
            {
                session.Type("k"u8);
                session.RunFor(70);
            }

            session.Program.Style = ProgramStyle.Editor;
            session.Type("e"u8);
            Assert.True(session.RunUntil(() => session.Keys.IsSettled && !session.Program.IsBusy && ScreenLaw.Difference(session) is null, 5000), $"seed {seed}: {ScreenLaw.Difference(session)}");
            Assert.InRange(meddler.Added, 30, int.MaxValue);
            session.Exit(3);
            Assert.True(session.RunUntil(() => session.ClientIsOver && session.ServerIsOver, 2000), $"seed {seed}: it does not end");
        }
    }

    /// <summary>The client of a hostile server is one that can be typed into and left.</summary>
    [Fact]
    public void Client_AfterRubbish_CanStillBeLeft()
    {
        using var victim = new Victim(6, isServer: false, isStock: false);
        var forge = new Forge(6);
        for (int count = 0; count < 300; count++)
        {
            victim.HandBody(forge.Body(toServer: false, hasReport: false));
            victim.Turn(5);
        }

        victim.Client.HandleInput(victim.Now, "x"u8, out _);
        victim.Client.BeginShutdown(victim.Now, "");
        for (int second = 0; second < 12 && !victim.IsOver; second++)
        {
            victim.Turn(1000);
        }

        Assert.True(victim.IsOver);
    }

    /// <summary>The first instruction of a Godwit peer, which settles what both can do.</summary>
    private static void Agree(Victim victim)
    {
        victim.Turn(10);
        var output = new ReusableBuffer();
        new Instruction
        {
            ProtocolVersion = Instruction.CurrentVersion,
            NewNumber = 1,
            AckNumber = 1,
            Hello = new Hello(Session.Features.Ours, Hello.SeenYours),
        }.Write(output);
        var message = new ReusableBuffer();
        Zlib.Deflate(output.Written, message);
        foreach (byte[] datagram in victim.Peer.SealMessage(message.Written.ToArray()))
        {
            victim.Hand(datagram);
        }
    }

    private static byte[] Screen(int columns, int rows, ReadOnlySpan<byte> bytes)
    {
        var output = new ReusableBuffer();
        var writer = new HostMessageWriter(output);
        writer.WriteResize(columns, rows);
        writer.WriteBytes(bytes);
        return output.Written.ToArray();
    }

    private static void Hand(Victim victim, ulong old, ulong number, byte[] diff, ulong throwaway = 0)
    {
        var output = new ReusableBuffer();
        new Instruction { ProtocolVersion = Instruction.CurrentVersion, OldNumber = old, NewNumber = number, ThrowawayNumber = throwaway, Diff = diff }.Write(output);
        var message = new ReusableBuffer();
        Zlib.Deflate(output.Written, message);
        foreach (byte[] datagram in victim.Peer.SealMessage(message.Written.ToArray()))
        {
            victim.Hand(datagram);
        }
    }
}
