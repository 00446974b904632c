using Godwit.Crypto;
using Godwit.Display;
using Godwit.Simulation.Hostile;
using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Simulation.Wire;

/// <summary>The witness sees each rule broken: a simulation whose checks cannot fail proves nothing.</summary>
public sealed class WitnessTests : IDisposable
{
    private readonly SessionKey key = SessionKey.FromBytes(new byte[SessionKey.ByteLength]);
    private readonly Insider server;
    private readonly ScreenWitness witness;

    public WitnessTests()
    {
        server = new Insider(key, Direction.ToClient) { Timestamp = 1 };
        witness = new ScreenWitness(new WireRules("server to client", ReceiverIsStock: true, 1200), key, 80, 24, DisplayCapabilities.StockPeer);
        See(0, 1, ack: 3, Message(echoAck: 2, "one"u8));
    }

    public void Dispose()
    {
        key.Dispose();
        server.Dispose();
        witness.Dispose();
    }

    [Fact]
    public void See_WhatAnHonestServerSends_IsFine()
    {
        See(1, 2, ack: 3, Message(echoAck: 3, "two"u8));
        See(0, 2, ack: 4, Message(echoAck: 3, "onetwo"u8));
        See(2, 3, ack: 4, [], throwaway: 1);
        See(3, StateNumber.Shutdown, ack: 4, Message(4, "end"u8), throwaway: 2);
        Assert.Equal(5, witness.Instructions);
    }

    [Fact]
    public void See_SequenceNumberAgain_IsAFault()
    {
        using var again = new Insider(key, Direction.ToClient) { Timestamp = 1 };
        byte[] datagram = again.Seal([0x91, 1, 1]);
        AssertFault("the key and nonce were used before", () => witness.See(datagram));
    }

    [Fact]
    public void See_OtherContentForANumber_IsAFault() =>
        AssertFault("shows something else", () => See(0, 1, ack: 3, Message(2, "two"u8)));

    [Fact]
    public void See_LowerEchoAcknowledgement_IsAFault() =>
        AssertFault("echo acknowledgement", () => See(1, 2, ack: 3, Message(1, "two"u8)));

    [Fact]
    public void See_EchoAcknowledgementLowerThanBefore_IsAFaultFromAnOlderBaseToo() =>
        AssertFault("echo acknowledgement", () => See(0, 2, ack: 3, Message(1, "two"u8)));

    [Fact]
    public void See_NumberLeftOut_IsAFault() => AssertFault("left out", () => See(1, 3, ack: 3, Message(3, "x"u8)));

    [Fact]
    public void See_BaseNeverSent_IsAFault() => AssertFault("never sent", () => See(7, 8, ack: 3, Message(3, "x"u8)));

    [Fact]
    public void See_BaseThrownAway_IsAFault()
    {
        See(1, 2, ack: 3, Message(3, "x"u8), throwaway: 1);
        AssertFault("thrown away", () => See(0, 3, ack: 3, Message(3, "x"u8)));
    }

    [Fact]
    public void See_AcknowledgementThatGoesBack_IsAFault() => AssertFault("goes back", () => See(1, 2, ack: 2, Message(3, "x"u8)));

    [Fact]
    public void See_ThrowawayAboveTheBase_IsAFault() => AssertFault("out of order", () => See(0, 2, ack: 3, Message(3, "x"u8), throwaway: 1));

    [Theory]
    [InlineData("\e[c")]
    [InlineData("\e[6n")]
    [InlineData("\e[?6h")]
    public void See_BytesThatAbortAStockClient_IsAFault(string bytes) =>
        AssertFault("a stock client aborts", () => See(1, 2, ack: 3, Message(3, System.Text.Encoding.ASCII.GetBytes(bytes))));

    [Fact]
    public void See_SizeOfNothing_IsAFault()
    {
        var output = new ReusableBuffer();
        new HostMessageWriter(output).WriteResize(0, 24);
        AssertFault("a size of 0x24", () => See(1, 2, ack: 3, output.Written.ToArray()));
    }

    [Fact]
    public void See_ExtensionToAStockClient_IsAFault()
    {
        var output = new ReusableBuffer();
        new HostMessageWriter(output).WriteExitStatus(1);
        AssertFault("to a stock client", () => See(1, 2, ack: 3, output.Written.ToArray()));
        AssertFault("a control packet to a stock peer", () => witness.See(server.Seal([0x90, 1])));
        AssertFault("a packed instruction to a stock peer", () => witness.See(server.Seal([0x80, 2, 1, 0, 0])));
    }

    [Fact]
    public void See_DatagramTooLong_IsAFault() => AssertFault("a datagram of", () => witness.See(server.Seal(new byte[1300])));

    [Fact]
    public void See_InputThatContradictsWhatWasSent_IsAFault()
    {
        using var client = new Insider(key, Direction.ToServer) { Timestamp = 1 };
        using var input = new InputWitness(new WireRules("client to server", ReceiverIsStock: true, 1200), key);
        byte[] Keys(string typed)
        {
            var output = new ReusableBuffer();
            new UserMessageWriter(output).Write(UserEvent.Typed(System.Text.Encoding.ASCII.GetBytes(typed)));
            return output.Written.ToArray();
        }

        See(input, client, 0, 1, 0, Keys("ab"), 0);
        See(input, client, 0, 2, 0, Keys("abc"), 0);
        AssertFault("contradicts", () => See(input, client, 0, 3, 0, Keys("axcd"), 0));
        AssertFault("events and had", () => See(input, client, 1, 2, 0, Keys("cd"), 0));
    }

    private static byte[] Message(ulong echoAck, ReadOnlySpan<byte> bytes)
    {
        var output = new ReusableBuffer();
        var writer = new HostMessageWriter(output);
        writer.WriteEchoAck(echoAck);
        writer.WriteBytes(bytes);
        return output.Written.ToArray();
    }

    private static void AssertFault(string expected, Action act) => Assert.Contains(expected, Assert.Throws<SimulationFault>(act).Message, StringComparison.Ordinal);

    private static void See(Witness witness, Insider sender, ulong old, ulong number, ulong ack, byte[] diff, ulong throwaway)
    {
        var output = new ReusableBuffer();
        new Instruction { ProtocolVersion = Instruction.CurrentVersion, OldNumber = old, NewNumber = number, AckNumber = ack, ThrowawayNumber = throwaway, Diff = diff }.Write(output);
        var message = new ReusableBuffer();
        Zlib.Deflate(output.Written, message);
        foreach (byte[] datagram in sender.SealMessage(message.Written.ToArray()))
        {
            witness.See(datagram);
        }
    }

    private void See(ulong old, ulong number, ulong ack, byte[] diff, ulong throwaway = 0) => See(witness, server, old, number, ack, diff, throwaway);
}
