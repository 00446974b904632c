using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests.Paths;

/// <summary>The octets of control packets, and what hostile ones do.</summary>
public sealed class ControlPacketTests
{
    private static readonly PeerFeatures Ours = new(1, PeerFeatures.Packed | PeerFeatures.Paths);
    private static readonly byte[] TwoAddresses =
        [4, 192, 0, 2, 7, 0xea, 0x61, 6, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0xea, 0x61];

    [Fact]
    public void Write_EachKind_IsAsDocumented()
    {
        Assert.Equal("9005", Octets(new() { Kind = ControlKind.Probe, Number = 5 }));
        Assert.Equal("9105B009", Octets(new() { Kind = ControlKind.ProbeReply, Number = 5, Size = 1200 }));
        Assert.Equal(
            "9202A8C30101" + Convert.ToHexString(TwoAddresses),
            Octets(new() { Kind = ControlKind.Addresses, Number = 2, SilenceMax = 25_000, Moves = 1, Addresses = TwoAddresses }));
        Assert.Equal("9302", Octets(new() { Kind = ControlKind.AddressesHeld, Number = 2 }));
    }

    [Fact]
    public void Begins_PackedInstructionsAndFragments_DoNot()
    {
        for (var first = 0; first < 256; first++)
        {
            Assert.Equal(first is >= 0x90 and <= 0x9f, ControlPacket.Begins([(byte)first]));
        }
    }

    [Fact]
    public void TryRead_EveryPrefixAndEveryKind_NeverThrows()
    {
        byte[] whole = [0x92, 2, 0xa8, 0xc3, 1, 1, .. TwoAddresses];
        for (var length = 1; length <= whole.Length; length++)
        {
            Assert.Equal(length >= 6, ControlPacket.TryRead(whole.AsSpan(0, length), out _));
        }

        for (var kind = 4; kind < 16; kind++)
        {
            Assert.False(ControlPacket.TryRead([(byte)(0x90 | kind), 1, 1, 1], out _));
        }

        Assert.False(ControlPacket.TryRead([0x92, 1, 1, 1, .. new byte[ControlPacket.AddressesMax + 1]], out _));
    }

    [Fact]
    public void AddressList_Garbage_EndsTheList()
    {
        Assert.Equal(["C0000207:60001", "20010DB8000000000000000000000007:60001"], Read(TwoAddresses));
        Assert.Equal(["C0000207:60001"], Read([.. TwoAddresses.AsSpan(0, 7), 5, 1, 2, 3, 4, 5, 6]));
        Assert.Equal(["C0000207:60001"], Read(TwoAddresses.AsSpan(0, TwoAddresses.Length - 1)));
        Assert.Empty(Read([4, 1, 2, 3, 4, 0, 0]));
        byte[] many = [.. Enumerable.Repeat(TwoAddresses.Take(7), 40).SelectMany(one => one)];
        Assert.Equal(AddressList.AddressesMax, Read(many).Count);
    }

    [Fact]
    public void Probe_NewestOnly_IsAnsweredOnceAndShort()
    {
        using var forger = new Forger(Crypto.Direction.ToServer);
        using var server = Forger.Server(forger.Clock, TransportTuning.Default, Ours);
        var buffer = new byte[2048];
        server.HandleDatagram(forger.Clock.Now, Ecn.None, forger.State(0, 1, diff: Forger.Typed("", "a"), hello: new Hello(Ours, 0)));
        Drain(server, forger, buffer);
        var late = forger.Body([0x90, 6]);
        var probe = forger.Body([0x90, 7, .. new byte[1100]]);
        Assert.Equal(DatagramOutcome.Authentic | DatagramOutcome.Newest, server.HandleDatagram(forger.Clock.Now, Ecn.None, probe.ToArray()));
        Assert.True(server.TryTransmit(forger.Clock.Now, buffer, out var length));
        Assert.InRange(length, 1, 60);
        Drain(server, forger, buffer);

        // An older one, from wherever: not newest, so no answer. And the same one again is not even looked at.
        Assert.Equal(DatagramOutcome.Authentic, server.HandleDatagram(forger.Clock.Now, Ecn.None, late));
        Assert.Equal(DatagramOutcome.Dropped, server.HandleDatagram(forger.Clock.Now, Ecn.None, probe));
        Assert.False(server.TryTransmit(forger.Clock.Now, buffer, out _));
    }

    [Fact]
    public void Addresses_FromAClient_ChangeNothingAtTheServer()
    {
        using var forger = new Forger(Crypto.Direction.ToServer);
        using var server = Forger.Server(forger.Clock, TransportTuning.Default, Ours);
        server.HandleDatagram(forger.Clock.Now, Ecn.None, forger.State(0, 1, diff: Forger.Typed("", "a"), hello: new Hello(Ours, 0)));
        server.HandleDatagram(forger.Clock.Now, Ecn.None, forger.Body([0x92, 9, 0xa8, 0xc3, 1, 1, .. TwoAddresses]));
        server.HandleDatagram(forger.Clock.Now, Ecn.None, forger.Body([0x93, 77]));
        Assert.True(server.AdvertisedAddresses.IsEmpty);
        Assert.Null(server.AwaitingSince);
        server.HandleDatagram(forger.Clock.Now, Ecn.None, forger.Body([0x93, 1]));
        Assert.NotNull(server.AwaitingSince);
    }

    [Fact]
    public void Addresses_HugeNumbers_AreBounded()
    {
        using var forger = new Forger(Crypto.Direction.ToClient);
        using var client = Forger.Client(forger.Clock, TransportTuning.Default, Ours);
        client.HandleDatagram(forger.Clock.Now, Ecn.None, forger.State(0, 1, ack: 1, diff: Forger.Printed("x"), hello: new Hello(Ours, 0)));
        byte[] huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1];
        client.HandleDatagram(forger.Clock.Now, Ecn.None, forger.Body([0x92, .. huge, .. huge, .. huge, 4, 1]));
        client.HandleDatagram(forger.Clock.Now, Ecn.None, forger.Body([0x91, .. huge, .. huge]));
        Assert.NotNull(client.AwaitingSince);
        Assert.True(client.NextDeadline(forger.Clock.Now) <= forger.Clock.Now + 30_000);
    }

    private static void Drain(Connection<Screen, Keys> server, Forger forger, byte[] buffer)
    {
        for (var i = 0; i < 100 && server.TryTransmit(forger.Clock.Now, buffer, out _); i++)
        {
        }
    }

    private static List<string> Read(ReadOnlySpan<byte> octets)
    {
        List<string> found = [];
        var list = new AddressList(octets);
        while (list.Read())
        {
            found.Add($"{Convert.ToHexString(list.Address)}:{list.Port}");
        }

        return found;
    }

    private static string Octets(ControlPacket packet)
    {
        var buffer = new ReusableBuffer();
        packet.Write(buffer);
        return Convert.ToHexString(buffer.Written);
    }
}
