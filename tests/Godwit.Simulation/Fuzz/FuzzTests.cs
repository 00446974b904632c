using System.Diagnostics;
using System.Globalization;
using Godwit.Simulation.Hostile;
using Godwit.Sync;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Simulation.Fuzz;

/// <summary>
/// Rubbish that knows the structure, at four doors: a live connection's datagrams, instructions, the two messages, host bytes. In CI a fixed number from
/// fixed seeds; GODWIT_FUZZ_SECONDS=3600 GODWIT_FUZZ_SEED=7 runs as long as asked. A failure prints its seed; what it was becomes a test.
/// </summary>
public sealed class FuzzTests
{
    private const int SeedOfCi = 20261128;
    private const int BodiesOfALife = 150;
    private const int EventsMax = 1_000_000;

    private static readonly int? Seconds = Number("GODWIT_FUZZ_SECONDS");

    // Far above what any datagram takes, and far below what a user would call hanging: one of 4 MiB on a huge screen, on a busy machine.
    private static readonly TimeSpan WorkMax = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Datagram_FromAnInsider_IsBoundedInAllItDoes(bool toServer, bool isStock) => Run(80, seed =>
    {
        using var victim = new Victim(seed, toServer, isStock);
        var forge = new Forge(seed);
        var random = new Random(seed);
        for (int count = 0; count < BodiesOfALife; count++)
        {
            forge.Near = victim.RemoteNumber == StateNumber.Shutdown ? 0 : victim.RemoteNumber;
            bool hasReport = random.Next(2) == 0;
            long began = Stopwatch.GetTimestamp();
            victim.HandBody(forge.Body(toServer, hasReport));
            if (!toServer)
            {
                victim.Client.HandleInput(victim.Now, "k"u8, out _);
            }
            else if (random.Next(4) == 0)
            {
                victim.Server.HandleOutput(forge.HostBytes());
            }

            victim.Turn(random.Next(3) == 0 ? random.Next(5000) : random.Next(30));
            victim.AssertBounded();
            Assert.True(Stopwatch.GetElapsedTime(began) < WorkMax, "one datagram took too long");
        }
    });

    [Fact]
    public void Instruction_OfAnyOctets_IsReadAsItWouldBeWritten() => Run(20_000, seed =>
    {
        var forge = new Forge(seed);
        byte[] octets = forge.Spoilt(forge.Instruction(seed % 2 == 0));
        if (!Instruction.TryRead(octets, out Instruction read))
        {
            return;
        }

        var output = new ReusableBuffer();
        read.Write(output);
        Assert.True(Instruction.TryRead(output.Written, out Instruction again));
        Assert.Equal(
            (read.ProtocolVersion, read.OldNumber, read.NewNumber, read.AckNumber, read.ThrowawayNumber, read.Hello),
            (again.ProtocolVersion, again.OldNumber, again.NewNumber, again.AckNumber, again.ThrowawayNumber, again.Hello));
        Assert.True(read.Diff.SequenceEqual(again.Diff) && read.Chaff.SequenceEqual(again.Chaff));
    });

    [Fact]
    public void UserMessage_OfAnyOctets_IsTakenWholeOrNotAtAll() => Run(20_000, seed =>
    {
        var forge = new Forge(seed);
        var state = new UserInputState();
        for (int count = 0; count < 5; count++)
        {
            byte[] diff = forge.Message(toServer: true);
            (long end, UserInputState fork) = (state.End, state.Fork());
            if (fork.TryApply(diff))
            {
                Assert.InRange(fork.End, end, end + diff.Length);
                long position = end, before;
                do
                {
                    before = position;
                }
                while (fork.TryRead(ref position, out _) && position > before);
                Assert.Equal(fork.End, position);
                state = fork;
            }
            else
            {
                Assert.InRange(state.Held, end - EventsMax, end + diff.Length);
            }
        }
    });

    [Fact]
    public void HostMessage_OfAnyOctets_LeavesASoundScreen() => Run(6000, seed =>
    {
        var forge = new Forge(seed);
        var state = ScreenState.ForClient(new Emulator(80, 24, EmulatorOptions.ClientCopy), new EventInbox());
        for (int count = 0; count < 4; count++)
        {
            ScreenState fork = state.Fork();
            ulong echoAck = state.EchoAck;
            if (fork.TryApply(forge.Message(toServer: false)))
            {
                Assert.True(fork.EchoAck >= echoAck);
                state = fork;
            }

            Assert.Null(Conformance.Soundness.Fault(fork.Screen));
            Assert.InRange(fork.Screen.Width, 1, Screen.WidthMax);
            Assert.InRange(fork.Screen.Height, 1, Screen.HeightMax);
        }
    });

    [Fact]
    public void HostBytes_OfAnyOctets_AreNeverAnswered() => Run(6000, seed =>
    {
        var forge = new Forge(seed);
        var copy = new Emulator(1 + (seed % 90), 1 + (seed % 30), EmulatorOptions.ClientCopy);
        for (int count = 0; count < 6; count++)
        {
            copy.Write(forge.Spoilt(forge.HostBytes()));
            Assert.True(copy.Replies.IsEmpty);
            Assert.Null(Conformance.Soundness.Fault(copy.Screen));
        }
    });

    private static void Run(int inputs, Action<int> tryOne)
    {
        int seed = Number("GODWIT_FUZZ_SEED") ?? SeedOfCi;
        long limit = Seconds is { } seconds ? Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency) : long.MaxValue;
        for (int i = 0; (Seconds is not null || i < inputs) && Stopwatch.GetTimestamp() < limit; i++, seed++)
        {
            try
            {
                tryOne(seed);
            }
            catch (Exception thrown) when (thrown is not OutOfMemoryException)
            {
                Assert.Fail($"GODWIT_FUZZ_SEED={seed} GODWIT_FUZZ_SECONDS=1 finds it again: {thrown}");
            }
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
