using Godwit.Transport.Tests.Wire.Reference;
using Google.Protobuf;

namespace Godwit.Transport.Tests.Wire;

/// <summary>Our span codec against the standard library's, over all messages of the wire.</summary>
public sealed class ProtoTests
{
    private const int Rounds = 3000;

    [Fact]
    public void Instruction_Random_IsWrittenAsTheStandardLibraryWritesIt()
    {
        var random = new Random(1000);
        for (var i = 0; i < Rounds; i++)
        {
            var reference = RandomInstruction(random);
            var output = new ReusableBuffer();
            new Instruction
            {
                ProtocolVersion = reference.ProtocolVersion,
                OldNumber = reference.OldNum,
                NewNumber = reference.NewNum,
                AckNumber = reference.AckNum,
                ThrowawayNumber = reference.ThrowawayNum,
                Diff = reference.Diff.Span,
                Chaff = reference.Chaff.Span,
                Hello = HelloOf(reference),
            }.Write(output);
            Assert.Equal(reference.ToByteArray(), output.Written.ToArray());
        }
    }

    [Fact]
    public void Instruction_RandomWithUnknownFields_IsReadAsTheStandardLibraryReadsIt()
    {
        var random = new Random(1001);
        for (var i = 0; i < Rounds; i++)
        {
            byte[] bytes = [.. Unknown(random), .. RandomInstruction(random).ToByteArray(), .. Unknown(random), .. RandomInstruction(random).ToByteArray()];
            AssertReadsAlike(bytes, mustBeValid: true);
        }
    }

    [Fact]
    public void Instruction_Mutated_NeverThrowsAndAgreesWhereBothAccept()
    {
        var random = new Random(1002);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. RandomInstruction(random).ToByteArray(), .. Unknown(random)];
            for (var changes = random.Next(3); changes >= 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            accepted += AssertReadsAlike(bytes[..random.Next(bytes.Length + 1)], mustBeValid: false) ? 1 : 0;
        }

        Assert.InRange(accepted, 500, 20_000);
    }

    [Theory]
    [InlineData("0802100018012000280032080a061a04285030183a04f8e67447", 0ul, 1ul, 8, 4)] // Spec 01 section 7.1.
    [InlineData("080210001801200128003200" + "3a072936b2002fd238", 0ul, 1ul, 0, 7)] // 7.2.
    [InlineData("0802100118032002280132080a06120422026162" + "3a0ba5fa0f8a5e1f27be2cd17c", 1ul, 3ul, 8, 11)] // 7.4.
    public void Instruction_Captured_IsReadAndWrittenBackIdentically(string hex, ulong old, ulong @new, int diffLength, int chaffLength)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.True(Instruction.TryRead(bytes, out var instruction));
        Assert.Equal(2u, instruction.ProtocolVersion);
        Assert.Equal((old, @new), (instruction.OldNumber, instruction.NewNumber));
        Assert.Equal((diffLength, chaffLength), (instruction.Diff.Length, instruction.Chaff.Length));
        var output = new ReusableBuffer();
        instruction.Write(output);
        Assert.Equal(hex, Convert.ToHexStringLower(output.Written));
    }

    [Theory]
    [InlineData("00")] // Field number 0.
    [InlineData("0c")] // End of a group that was not begun.
    [InlineData("0b0802")] // A group without end.
    [InlineData("0b14")] // A group ended by another number.
    [InlineData("3205aa")] // Longer than the message.
    [InlineData("08ffffffffffffffffffff01")] // A varint of eleven octets.
    [InlineData("0e")] // Wire types 6 and 7.
    [InlineData("0f")]
    [InlineData("0d0102")] // Cut fixed32.
    [InlineData("8880808010")] // A tag above 32 bits.
    public void Read_Malformed_EndsAndSaysSo(string hex)
    {
        var reader = new ProtoReader(Convert.FromHexString(hex));
        while (reader.Read())
        {
        }

        Assert.True(reader.IsMalformed);
        Assert.False(reader.Read());
    }

    [Fact]
    public void Read_GroupsNestedTooDeep_EndsAndSaysSo()
    {
        var nested = Enumerable.Repeat((byte)0x0b, 100_000).ToArray();
        var reader = new ProtoReader(nested);
        Assert.False(reader.Read());
        Assert.True(reader.IsMalformed);
    }

    [Fact]
    public void UserMessage_WrittenWithOurWriter_IsReadByTheStandardLibrary()
    {
        var output = new ReusableBuffer();
        var writer = new ProtoWriter(output);
        var keystroke = ProtoWriter.BytesLength(4, 2);
        writer.WriteHeader(1, ProtoWriter.BytesLength(2, keystroke));
        writer.WriteHeader(2, keystroke);
        writer.WriteBytes(4, "ab"u8);
        Assert.Equal("0a06120422026162", Convert.ToHexStringLower(output.Written));

        var size = ProtoWriter.NumberLength(5, 80) + ProtoWriter.NumberLength(6, unchecked((ulong)-1L));
        writer.WriteHeader(1, ProtoWriter.BytesLength(3, size));
        writer.WriteHeader(3, size);
        writer.WriteNumber(5, 80);
        writer.WriteNumber(6, unchecked((ulong)-1L));
        var message = RefUserMessage.Parser.ParseFrom(output.Written);
        Assert.Equal("ab", message.Instruction[0].Keystroke.Keys.ToStringUtf8());
        Assert.Equal((80, -1), (message.Instruction[1].Resize.Width, message.Instruction[1].Resize.Height));
    }

    [Fact]
    public void UserAndHostMessages_Random_AreWalkedAsTheStandardLibraryWalksThem()
    {
        var random = new Random(1003);
        for (var i = 0; i < Rounds; i++)
        {
            var user = new RefUserMessage();
            var host = new RefHostMessage();
            for (var n = random.Next(5); n > 0; n--)
            {
                user.Instruction.Add(random.Next(2) == 0
                    ? new RefUserInstruction { Keystroke = new RefKeystroke { Keys = Bytes(random, 20) } }
                    : new RefUserInstruction { Resize = Resize(random) });
                host.Instruction.Add(random.Next(3) switch
                {
                    0 => new RefHostInstruction { Hostbytes = new RefHostBytes { Hoststring = Bytes(random, 200) } },
                    1 => new RefHostInstruction { Resize = Resize(random) },
                    _ => new RefHostInstruction { Echoack = new RefEchoAck { EchoAckNum = Number(random) } },
                });
            }

            Assert.Equal(
                user.Instruction.Select(item => item.Keystroke is { } keys
                    ? $"keys {Convert.ToHexString(keys.Keys.Span)}" : $"size {item.Resize.Width} {item.Resize.Height}"),
                Walk([.. user.ToByteArray(), .. Unknown(random)], Keystroke));
            Assert.Equal(
                host.Instruction.Select(item => item.Hostbytes is { } bytes ? $"keys {Convert.ToHexString(bytes.Hoststring.Span)}"
                    : item.Echoack is { } echo ? $"echo {echo.EchoAckNum}" : $"size {item.Resize.Width} {item.Resize.Height}"),
                Walk([.. Unknown(random), .. host.ToByteArray()], Keystroke));
        }
    }

    // Both messages have the same shape: 1 { 2 { 4 bytes } | 3 { 5, 6 } | 7 { 8 } }.
    private static List<string> Walk(byte[] message, int bytesField)
    {
        var found = new List<string>();
        var outer = new ProtoReader(message);
        while (outer.Read())
        {
            if (outer.Tag != ProtoReader.MakeTag(1, ProtoWireType.Bytes))
            {
                continue;
            }

            var middle = new ProtoReader(outer.Bytes);
            while (middle.Read())
            {
                var numbers = new Dictionary<int, ulong>();
                var bytes = "";
                var inner = new ProtoReader(middle.Bytes);
                while (inner.Read())
                {
                    numbers[inner.Field] = inner.Number;
                    bytes = inner.WireType == ProtoWireType.Bytes ? Convert.ToHexString(inner.Bytes) : bytes;
                }

                Assert.False(inner.IsMalformed);
                found.Add(middle.Field == bytesField ? $"keys {bytes}"
                    : middle.Field == 7 ? $"echo {numbers.GetValueOrDefault(8)}"
                    : $"size {(int)numbers.GetValueOrDefault(5)} {(int)numbers.GetValueOrDefault(6)}");
            }

            Assert.False(middle.IsMalformed);
        }

        Assert.False(outer.IsMalformed);
        return found;
    }

    private const int Keystroke = 2;

    private static bool AssertReadsAlike(byte[] bytes, bool mustBeValid)
    {
        RefInstruction? reference = null;
        try
        {
            reference = RefInstruction.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException) when (!mustBeValid)
        {
        }

        var isRead = Instruction.TryRead(bytes, out var instruction);
        if (mustBeValid)
        {
            Assert.True(isRead);
        }

        if (!isRead || reference is null)
        {
            return false;
        }

        Assert.Equal(reference.ProtocolVersion, instruction.ProtocolVersion);
        Assert.Equal(reference.OldNum, instruction.OldNumber);
        Assert.Equal(reference.NewNum, instruction.NewNumber);
        Assert.Equal(reference.AckNum, instruction.AckNumber);
        Assert.Equal(reference.ThrowawayNum, instruction.ThrowawayNumber);
        Assert.Equal(reference.Diff.ToByteArray(), instruction.Diff.ToArray());
        Assert.Equal(reference.Chaff.ToByteArray(), instruction.Chaff.ToArray());
        return true;
    }

    private static Hello? HelloOf(RefInstruction reference) =>
        reference.Hello is { } hello ? new Hello(new PeerFeatures(hello.Level, hello.Bits, hello.Tables), hello.Flags) : null;

    private static RefInstruction RandomInstruction(Random random)
    {
        var instruction = new RefInstruction
        {
            ProtocolVersion = random.Next(4) == 0 ? (uint)Number(random) : 2,
            OldNum = Number(random),
            NewNum = Number(random),
            AckNum = Number(random),
            ThrowawayNum = Number(random),
            Diff = Bytes(random, 300),
            Chaff = Bytes(random, 17),
        };
        if (random.Next(2) == 0)
        {
            instruction.Hello = new RefHello { Level = (uint)Number(random), Bits = Number(random), Flags = (uint)random.Next(2), Tables = (uint)Number(random) };
        }

        return instruction;
    }

    private static byte[] Unknown(Random random)
    {
        var unknown = new RefUnknown();
        if (random.Next(2) == 0)
        {
            unknown.A = Number(random);
            unknown.B = Bytes(random, 30);
            unknown.C = (uint)Number(random);
        }

        if (random.Next(2) == 0)
        {
            unknown.D = Number(random);
            unknown.E = new RefUnknown.Types.E { F = "text", G = new RefUnknown.Types.E.Types.G { H = 5 } };
            unknown.I = (long)Number(random);
        }

        return unknown.ToByteArray();
    }

    private static RefResize Resize(Random random) => new() { Width = (int)Number(random), Height = (int)Number(random) };

    private static ulong Number(Random random) => random.Next(4) switch
    {
        0 => (ulong)random.Next(3),
        1 => ulong.MaxValue,
        2 => (ulong)random.Next(),
        _ => (ulong)random.NextInt64() >> random.Next(63),
    };

    private static ByteString Bytes(Random random, int lengthMax)
    {
        var bytes = new byte[random.Next(lengthMax)];
        random.NextBytes(bytes);
        return ByteString.CopyFrom(bytes);
    }
}
