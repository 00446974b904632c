using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests;

/// <summary>What an authenticated, perhaps hostile, peer can do to a server (spec 01 section 8, spec 02 sections 9 and 15).</summary>
public sealed class ReceiveTests : IDisposable
{
    private const DatagramOutcome Plain = DatagramOutcome.Authentic | DatagramOutcome.Newest;
    private const DatagramOutcome Advance = Plain | DatagramOutcome.StateAdvanced;

    private readonly Forger peer = new(Crypto.Direction.ToServer);
    private readonly Connection<Screen, Keys> server;

    public ReceiveTests() => server = Forger.Server(peer.Clock, TransportTuning.Stock);

    public void Dispose()
    {
        peer.Dispose();
        server.Dispose();
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(3u)]
    public void HandleDatagram_OtherProtocolVersion_IgnoresInstructionAndItsAck(uint version)
    {
        SendTwoStates();
        Assert.Equal(Plain, Handle(peer.State(0, 1, ack: 2, diff: Forger.Typed("", "a"), version: version)));
        Assert.Equal(0ul, server.RemoteNumber);
        Assert.Equal(0ul, server.AcknowledgedNumber);
        Assert.Equal(1, server.Counters.WrongVersion);
        Assert.Equal(Advance, Handle(peer.State(0, 1, diff: Forger.Typed("", "a"))));
    }

    [Fact]
    public void HandleDatagram_UnknownBase_IsIgnored()
    {
        Assert.Equal(Plain, Handle(peer.State(7, 8, diff: Forger.Typed("", "a"))));
        Assert.Equal(0ul, server.RemoteNumber);
        Assert.Equal(1, server.Counters.UnknownBases);
    }

    [Fact]
    public void HandleDatagram_DuplicateState_IsIgnoredButItsAckCounts()
    {
        SendTwoStates();
        Assert.Equal(Advance, Handle(peer.State(0, 1, diff: Forger.Typed("", "a"))));
        Assert.Equal(Plain | DatagramOutcome.Acknowledged, Handle(peer.State(0, 1, ack: 2, diff: Forger.Typed("", "b"))));
        Assert.Equal("a", server.Remote.Text);
        Assert.Equal(2ul, server.AcknowledgedNumber);
        Assert.Equal(1, server.Counters.DuplicateStates);
    }

    [Fact]
    public void HandleDatagram_StatesOutOfOrder_AreBasesButNotNewest()
    {
        Assert.Equal(Advance, Handle(peer.State(0, 1, diff: Forger.Typed("", "a"))));
        Assert.Equal(1ul, server.RemoteNumber);
        Assert.Equal(Advance, Handle(peer.State(1, 3, diff: Forger.Typed("a", "bc"))));
        Assert.Equal(3ul, server.RemoteNumber);
        Assert.Equal(Plain, Handle(peer.State(1, 2, diff: Forger.Typed("a", "b"))));
        Assert.Equal(3ul, server.RemoteNumber);
        Assert.Equal(Advance, Handle(peer.State(2, 4, diff: Forger.Typed("ab", "cd"))));
        Assert.Equal(4ul, server.RemoteNumber);
        Assert.Equal("abcd", server.Remote.Text);
    }

    [Fact]
    public void HandleDatagram_ThrowawayAboveBase_IsRefused()
    {
        Handle(peer.State(0, 1, diff: Forger.Typed("", "a")));
        Assert.Equal(Plain, Handle(peer.State(1, 2, throwaway: 2, diff: Forger.Typed("a", "b"))));
        Assert.Equal(Plain, Handle(peer.State(1, 2, throwaway: ulong.MaxValue, diff: Forger.Typed("a", "b"))));
        Assert.Equal(2, server.Counters.BadNumbers);
        Assert.Equal(Advance, Handle(peer.State(1, 2, throwaway: 1, diff: Forger.Typed("a", "b"))));
    }

    [Fact]
    public void HandleDatagram_StateBelowItsBase_IsRefused()
    {
        Handle(peer.State(0, 5, diff: Forger.Typed("", "a")));
        Assert.Equal(Plain, Handle(peer.State(5, 3, throwaway: 5, diff: Forger.Typed("a", "b"))));
        Assert.Equal(1, server.Counters.BadNumbers);
    }

    [Fact]
    public void HandleDatagram_1030StatesKeptByThePeer_RefusesFrom1026AndReadmitsOneAfter15Seconds()
    {
        for (ulong number = 1; number <= 1030; number++)
        {
            var outcome = Handle(peer.State(number - 1, number));
            Assert.Equal(number <= 1025 ? Advance : Plain, outcome);
        }

        Assert.Equal(1025ul, server.RemoteNumber);
        Assert.Equal(1, server.Counters.StatesRefused);
        peer.Clock.MoveTo(peer.Clock.Now + 14_999);
        Assert.Equal(Plain, Handle(peer.State(1025, 2000)));
        peer.Clock.MoveTo(peer.Clock.Now + 1);
        Assert.Equal(Advance, Handle(peer.State(1025, 2000)));
        Assert.Equal(Plain, Handle(peer.State(1025, 2001)));
    }

    [Fact]
    public void HandleDatagram_RefusedDiff_LeavesTheStateAlone()
    {
        Assert.Equal(Plain, Handle(peer.State(0, 1, diff: [0xff, 0xff])));
        Assert.Equal(1, server.Counters.BadDiffs);
        Assert.Equal(Advance, Handle(peer.State(0, 1, diff: Forger.Typed("", "a"))));
        Assert.Equal("a", server.Remote.Text);
    }

    [Fact]
    public void HandleDatagram_OldSequence_IsAppliedButNotNewestNorHeard()
    {
        peer.Sequence = 10;
        Handle(peer.State(0, 1, diff: Forger.Typed("", "a")));
        var heard = server.LastHeard;
        peer.Clock.MoveTo(peer.Clock.Now + 500);
        peer.Sequence = 3;
        peer.Timestamp = 1;
        peer.Reply = 2;
        Assert.Equal(DatagramOutcome.Authentic | DatagramOutcome.StateAdvanced, Handle(peer.State(1, 2, diff: Forger.Typed("a", "b"))));
        Assert.Equal("ab", server.Remote.Text);
        Assert.Equal(heard, server.LastHeard);
        Assert.False(server.Rtt.HasSample);
        Assert.Equal(1, server.Counters.OutOfSequence);

        peer.Sequence = 2000;
        Assert.Equal(Advance, Handle(peer.State(2, 3)));
    }

    [Fact]
    public void HandleDatagram_AuthenticShortTexts_AreDropped()
    {
        for (var length = 0; length < 14; length++)
        {
            var outcome = Handle(peer.Text(new byte[length]));
            Assert.Equal(length < 4 ? DatagramOutcome.Dropped : Plain, outcome);
        }

        Assert.Equal(14, server.Counters.TooShort);
    }

    [Fact]
    public void HandleDatagram_Unauthentic_ChangesNothing()
    {
        var own = Transmit();
        Assert.Null(own);
        foreach (var length in new[] { 0, 1, 23, 24, 100, 2048, 2049 })
        {
            Assert.Equal(DatagramOutcome.Dropped, Handle(new byte[length]));
        }

        Handle(peer.State(0, 1));
        var reflected = Transmit();
        Assert.NotNull(reflected);
        Assert.Equal(DatagramOutcome.Dropped, Handle(reflected));
        Assert.Equal(1, server.Counters.Reflected);
        Assert.Equal(7, server.Counters.Forged);
        Assert.Equal(1ul, server.RemoteNumber);
    }

    [Fact]
    public void HandleDatagram_FragmentsInReverseOrder_Reassemble()
    {
        var message = LongMessage(out var typed);
        for (var i = message.Length - 1; i > 0; i--)
        {
            Assert.Equal(Plain, Handle(peer.Fragment(new FragmentHeader(9, i, i == message.Length - 1), message[i])));
        }

        Assert.Equal(Advance, Handle(peer.Fragment(new FragmentHeader(9, 0, false), message[0])));
        Assert.Equal(typed, server.Remote.Text);
    }

    [Fact]
    public void HandleDatagram_AnotherGroupInterleaved_LosesTheFirst()
    {
        var message = LongMessage(out _);
        for (var i = 0; i < message.Length - 1; i++)
        {
            Handle(peer.Fragment(new FragmentHeader(9, i, false), message[i]));
        }

        Handle(peer.State(0, 5));
        Assert.Equal(Plain, Handle(peer.Fragment(new FragmentHeader(9, message.Length - 1, true), message[^1])));
        Assert.Equal(5ul, server.RemoteNumber);
        Assert.Equal(1, server.Counters.FragmentGroupsDiscarded);
    }

    [Fact]
    public void HandleDatagram_NotZlib_IsDropped()
    {
        Assert.Equal(Plain, Handle(peer.Fragment(new FragmentHeader(1, 0, true), "not zlib"u8)));
        Assert.Equal(Plain, Handle(peer.Fragment(new FragmentHeader(2, 0, true), [])));
        Assert.Equal(2, server.Counters.NotInflatable);
    }

    [Fact]
    public void HandleDatagram_NotProtobuf_IsDropped()
    {
        Assert.Equal(Plain, Handle(peer.Message([0x0a, 0xff])));
        Assert.Equal(1, server.Counters.Malformed);
    }

    [Fact]
    public void HandleDatagram_RandomBytesAtEachLayer_NeverThrows()
    {
        var random = new Random(20);
        for (var i = 0; i < 4000; i++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            Handle(bytes.ToArray());
            Handle(peer.Text(bytes));
            Handle(peer.Body(bytes));
            Handle(peer.Fragment(new FragmentHeader((ulong)random.Next(3), random.Next(4), random.Next(3) == 0), bytes));
            Handle(peer.Message(bytes));
            Handle(peer.State(
                (ulong)random.Next(6), (ulong)random.Next(8), (ulong)random.Next(4), (ulong)random.Next(4), bytes));
            peer.Clock.MoveTo(peer.Clock.Now + random.Next(50));
            server.Local.Text = random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture);
            server.MarkLocalChanged();
            Transmit();
        }
    }

    [Fact]
    public void TryTransmit_ServerBeforeItsFirstPacket_IsSilentForever()
    {
        Assert.Equal(Instant.Never, server.NextDeadline(peer.Clock.Now));
        Assert.Null(Transmit());
    }

    private DatagramOutcome Handle(byte[] datagram) => server.HandleDatagram(peer.Clock.Now, Ecn.None, datagram);

    private byte[]? Transmit()
    {
        var buffer = new byte[2048];
        return server.TryTransmit(peer.Clock.Now, buffer, out var length) ? buffer[..length] : null;
    }

    // Leaves the server with states 0, 1 and 2 sent.
    private void SendTwoStates()
    {
        Handle(peer.State(3, 4));
        Assert.NotNull(Transmit());
        peer.Clock.MoveTo(peer.Clock.Now + 3000);
        Assert.NotNull(Transmit());
        Assert.Equal(2ul, server.SentNumber);
    }

    private static byte[][] LongMessage(out string typed)
    {
        var random = new Random(5);
        typed = string.Concat(Enumerable.Range(0, 3000).Select(_ => (char)random.Next(256)));
        var message = new ReusableBuffer();
        new Instruction { ProtocolVersion = 2, NewNumber = 1, Diff = Forger.Typed("", typed) }.Write(message);
        var compressed = new ReusableBuffer();
        Zlib.Deflate(message.Written, compressed);
        return [.. compressed.Written.ToArray().Chunk(700)];
    }
}
