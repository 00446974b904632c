using Godwit.Conformance.Fuzz;
using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Simulation.Hostile;

/// <summary>
/// Makes what an authenticated peer could say: well formed with likely and unlikely numbers, and spoilt afterwards now and then. Every layer is made
/// from the one above, so that rubbish gets as deep as it can.
/// </summary>
internal sealed class Forge(int seed)
{
    private static readonly ulong[] Extremes =
    [
        0, 1, 2, 127, 128, 255, 1000, 32767, 65535, 65536, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue,
    ];

    private static readonly int[] Fields = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 1000, 1001, 1002, 1003, 19_000, 536_870_911];

    private readonly Random random = new(seed);

    /// <summary>States of ours that it has seen: bases and acknowledgements are mostly near these.</summary>
    public ulong Near { get; set; }

    /// <summary>The body of a datagram, behind the timestamps.</summary>
    /// <param name="toServer">Whom it is for.</param>
    /// <param name="hasReport">Packed instructions hold a loss report.</param>
    public byte[] Body(bool toServer, bool hasReport) => random.Next(10) switch
    {
        0 => Octets(random.Next(64)),
        1 => Spoilt(Control()),
        2 => Control(),
        3 => Fragment(Octets(random.Next(200))),
        4 => Fragment(Spoilt(Deflated(Instruction(toServer)))),
        5 => Spoilt(Packed(toServer, hasReport)),
        6 => Packed(toServer, hasReport),
        7 => Fragment(Deflated(Spoilt(Instruction(toServer)))),
        _ => Fragment(Deflated(Instruction(toServer))),
    };

    /// <summary>An instruction in stock's form, not compressed.</summary>
    public byte[] Instruction(bool toServer)
    {
        ulong old = StateNumber(), number = random.Next(3) == 0 ? StateNumber() : old + (ulong)random.Next(4);
        var output = new ReusableBuffer();
        new Instruction
        {
            ProtocolVersion = random.Next(20) == 0 ? (uint)Number() : Transport.Instruction.CurrentVersion,
            OldNumber = old,
            NewNumber = number,
            AckNumber = StateNumber(),
            ThrowawayNumber = random.Next(2) == 0 ? 0 : random.Next(3) == 0 ? StateNumber() : old,
            Diff = Message(toServer),
            Chaff = Octets(random.Next(40)),
            Hello = random.Next(6) == 0 ? new Hello(new PeerFeatures((uint)Number(), Number(), (uint)Number()), (uint)random.Next(4)) : null,
        }.Write(output);
        return random.Next(8) == 0 ? [.. output.Written, .. Proto(2)] : output.Written.ToArray();
    }

    /// <summary>A diff of the user's input or of the screen.</summary>
    public byte[] Message(bool toServer)
    {
        var output = new ReusableBuffer();
        var writer = new ProtoWriter(output);
        for (int count = random.Next(5); count > 0; count--)
        {
            writer.WriteBytes(WireTags.InstructionField, random.Next(8) == 0 ? Proto(3) : toServer ? UserInstruction() : HostInstruction());
        }

        return random.Next(6) == 0 ? Spoilt(output.Written.ToArray()) : output.Written.ToArray();
    }

    /// <summary>Output for an emulator: sequences of all kinds, or a few that make much of little.</summary>
    public byte[] HostBytes() => random.Next(8) switch
    {
        0 => Octets(random.Next(300)),
        1 => [.. "\e[65535@\e[65535X\e#8\e[65535b\e[65535S\e[65535T"u8],
        2 => [.. "\e]8;;"u8, .. Octets(random.Next(3000)), (byte)7, (byte)'x'],
        3 => [.. "\e]52;c;"u8, .. new byte[random.Next(40_000)], (byte)7],
        _ => Grammar.Some(random, random.Next(1, 40), 80, 24),
    };

    /// <summary>The same octets with a few faults: bits, lengths, repetitions, an end that is missing.</summary>
    public byte[] Spoilt(byte[] octets)
    {
        var spoilt = new List<byte>(octets);
        for (int count = random.Next(1, 5); count > 0 && spoilt.Count > 0; count--)
        {
            int at = random.Next(spoilt.Count), length = Math.Min(spoilt.Count - at, 1 + random.Next(1 << random.Next(7)));
            switch (random.Next(7))
            {
                case 0:
                    spoilt.RemoveRange(at, length);
                    break;
                case 1:
                    spoilt.InsertRange(at, spoilt.GetRange(at, length));
                    break;
                case 2:
                    spoilt[at] = (byte)random.Next(256);
                    break;
                case 3:
                    spoilt[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 4:
                    spoilt.InsertRange(at, Varint(Number()));
                    break;
                case 5:
                    spoilt.RemoveRange(at, spoilt.Count - at);
                    break;
                default:
                    spoilt.InsertRange(at, Octets(length));
                    break;
            }
        }

        return [.. spoilt];
    }

    /// <summary>A control packet.</summary>
    public byte[] Control() => [(byte)(0x90 | random.Next(random.Next(4) == 0 ? 16 : 4)), .. Varint(Number()), .. Varint(Number()), .. Varint(Number()), .. Addresses()];

    private byte[] Packed(bool toServer, bool hasReport)
    {
        ulong old = StateNumber(), number = random.Next(3) == 0 ? StateNumber() : old + (ulong)random.Next(4);
        byte[] diff = Message(toServer);
        var packed = new PackedInstruction
        {
            OldNumber = old,
            NewNumber = number,
            AckNumber = StateNumber(),
            ThrowawayNumber = random.Next(2) == 0 ? 0 : old,
            LossReport = hasReport ? Number() : null,
            Padding = Octets(random.Next(PackedInstruction.PaddingMax + 1)),
            ContinuesHistory = random.Next(2) == 0,
            IsDeflated = random.Next(2) == 0,
            Content = diff,
        };
        var output = new ReusableBuffer();
        packed.WriteHead(output);
        if (packed.IsDeflated)
        {
            var deflated = new ReusableBuffer();
            Zlib.DeflateAfter(packed.ContinuesHistory ? Octets(random.Next(100)) : [], diff, deflated);
            diff = deflated.Written.ToArray();
        }

        return [.. output.Written, .. diff];
    }

    private byte[] UserInstruction()
    {
        var output = new ReusableBuffer();
        var writer = new ProtoWriter(output);
        switch (random.Next(5))
        {
            case 0:
                writer.WriteBytes(WireTags.ResizeField, Size());
                break;
            case 1:
                writer.WriteBytes(WireTags.FactsField, Numbers(8));
                break;
            default:
                writer.WriteBytes(WireTags.KeystrokeField, Nested(WireTags.KeysField, Octets(random.Next(60))));
                break;
        }

        return output.Written.ToArray();
    }

    private byte[] HostInstruction()
    {
        var output = new ReusableBuffer();
        var writer = new ProtoWriter(output);
        switch (random.Next(9))
        {
            case 0:
                writer.WriteBytes(WireTags.ResizeField, Size());
                break;
            case 1:
                writer.WriteBytes(WireTags.EchoAckField, Nested(WireTags.EchoAckNumberField, Number()));
                break;
            case 2:
                writer.WriteBytes(WireTags.ExitStatusField, Nested(WireTags.ExitStatusCodeField, Number()));
                break;
            case 3:
                writer.WriteBytes(WireTags.BellField, Nested(WireTags.BellCountField, Number()));
                break;
            case 4 or 5:
                writer.WriteBytes(WireTags.EventField, [.. Numbers(3), .. Nested(WireTags.EventNameField, Octets(random.Next(1100))), .. Nested(WireTags.EventTextField, Octets(random.Next(3000)))]);
                break;
            default:
                writer.WriteBytes(WireTags.HostBytesField, Nested(WireTags.HostStringField, HostBytes()));
                break;
        }

        return output.Written.ToArray();
    }

    /// <summary>Mostly a size that somebody could have: huge ones are tried apart, because each costs its memory.</summary>
    private byte[] Size()
    {
        ulong Side() => random.Next(5) == 0 ? (ulong)random.Next(-3, 3) : random.Next(40) == 0 ? Number() : (ulong)random.Next(1, 200);
        return [.. Nested(WireTags.WidthField, Side()), .. Nested(WireTags.HeightField, Side())];
    }

    private byte[] Fragment(byte[] message)
    {
        // Small groups of a few numbers, so that they meet; mostly a whole message.
        bool isWhole = random.Next(3) > 0;
        var octets = new byte[FragmentHeader.Length];
        new FragmentHeader(isWhole ? Number() : (ulong)random.Next(4), isWhole ? 0 : random.Next(4) == 0 ? random.Next(32_768) : random.Next(4), isWhole || random.Next(3) == 0).Write(octets);
        return [.. octets, .. message];
    }

    private static byte[] Deflated(byte[] message)
    {
        var output = new ReusableBuffer();
        Zlib.Deflate(message, output);
        return output.Written.ToArray();
    }

    private byte[] Addresses() => random.Next(3) == 0 ? Octets(random.Next(400)) : [4, 10, 0, 0, 1, 0xEA, 0x61, 6, .. Octets(random.Next(20))];

    private byte[] Numbers(int last)
    {
        var output = new ReusableBuffer();
        for (int field = 1; field <= last; field++)
        {
            new ProtoWriter(output).WriteNumber(field, random.Next(2) == 0 ? (ulong)random.Next(5) : Number());
        }

        return output.Written.ToArray();
    }

    private byte[] Proto(int depth)
    {
        var output = new ReusableBuffer();
        var writer = new ProtoWriter(output);
        for (int count = random.Next(4); count > 0; count--)
        {
            int field = Fields[random.Next(Fields.Length)];
            if (random.Next(2) == 0)
            {
                writer.WriteNumber(field, Number());
            }
            else
            {
                writer.WriteBytes(field, depth == 0 ? Octets(random.Next(30)) : Proto(depth - 1));
            }
        }

        return output.Written.ToArray();
    }

    private static byte[] Nested(int field, ReadOnlySpan<byte> octets)
    {
        var output = new ReusableBuffer();
        new ProtoWriter(output).WriteBytes(field, octets);
        return output.Written.ToArray();
    }

    private static byte[] Nested(int field, ulong number)
    {
        var output = new ReusableBuffer();
        new ProtoWriter(output).WriteNumber(field, number);
        return output.Written.ToArray();
    }

    private static byte[] Varint(ulong value)
    {
        var output = new ReusableBuffer();
        ProtoWriter.WriteVarint(output, value);
        return output.Written.ToArray();
    }

    private ulong StateNumber() => random.Next(10) switch
    {
        0 => Number(),
        1 => Transport.StateNumber.Shutdown,
        2 => 0,
        _ => Near + (ulong)random.Next(6) - (ulong)random.Next((int)Math.Min(Near + 1, 6)),
    };

    private ulong Number() => random.Next(3) == 0 ? Extremes[random.Next(Extremes.Length)] : (ulong)random.NextInt64() >> random.Next(63);

    private byte[] Octets(int length)
    {
        var octets = new byte[length];
        random.NextBytes(octets);
        return octets;
    }
}
