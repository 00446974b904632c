using System.Buffers;

namespace Godwit.Transport;

/// <summary>
/// The message of the state synchronisation, a view over the buffer it was read from (spec 02 section 7):
/// <c>1 protocol_version, 2 old_num, 3 new_num, 4 ack_num, 5 throwaway_num, 6 diff, 7 chaff</c>.
/// </summary>
internal ref struct Instruction
{
    /// <summary>The only protocol version there is.</summary>
    public const uint CurrentVersion = 2;

    private const int VersionField = 1;
    private const int OldField = 2;
    private const int NewField = 3;
    private const int AckField = 4;
    private const int ThrowawayField = 5;
    private const int DiffField = 6;
    private const int ChaffField = 7;

    /// <summary>2; missing reads as 0.</summary>
    public uint ProtocolVersion;

    /// <summary>The state the diff starts from.</summary>
    public ulong OldNumber;

    /// <summary>The state after the diff.</summary>
    public ulong NewNumber;

    /// <summary>The newest state of ours that the peer holds.</summary>
    public ulong AckNumber;

    /// <summary>The peer's states below this one are not needed any more.</summary>
    public ulong ThrowawayNumber;

    /// <summary>The object's own message; may be empty.</summary>
    public ReadOnlySpan<byte> Diff;

    /// <summary>Random padding.</summary>
    public ReadOnlySpan<byte> Chaff;

    /// <summary>The announcement of extensions, if there is one.</summary>
    public Hello? Hello;

    /// <summary>Reads a message. Missing fields are zero, order is free, the last duplicate wins, unknown fields are skipped.</summary>
    /// <param name="message">The inflated message; must outlive the view.</param>
    /// <param name="instruction">The view.</param>
    public static bool TryRead(ReadOnlySpan<byte> message, out Instruction instruction)
    {
        instruction = default;
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Tag)
            {
                case (VersionField << 3) | (int)ProtoWireType.Varint:
                    instruction.ProtocolVersion = unchecked((uint)reader.Number);
                    break;
                case (OldField << 3) | (int)ProtoWireType.Varint:
                    instruction.OldNumber = reader.Number;
                    break;
                case (NewField << 3) | (int)ProtoWireType.Varint:
                    instruction.NewNumber = reader.Number;
                    break;
                case (AckField << 3) | (int)ProtoWireType.Varint:
                    instruction.AckNumber = reader.Number;
                    break;
                case (ThrowawayField << 3) | (int)ProtoWireType.Varint:
                    instruction.ThrowawayNumber = reader.Number;
                    break;
                case (DiffField << 3) | (int)ProtoWireType.Bytes:
                    instruction.Diff = reader.Bytes;
                    break;
                case (ChaffField << 3) | (int)ProtoWireType.Bytes:
                    instruction.Chaff = reader.Bytes;
                    break;
                case (Transport.Hello.Field << 3) | (int)ProtoWireType.Bytes:
                    instruction.Hello = Transport.Hello.TryRead(reader.Bytes, out var hello) ? hello : null;
                    break;
                default:
                    break;
            }
        }

        return !reader.IsMalformed;
    }

    /// <summary>Writes all seven fields in ascending order, empty ones included, as stock does; then the Hello if there is one.</summary>
    public readonly void Write(IBufferWriter<byte> output)
    {
        var writer = new ProtoWriter(output);
        writer.WriteNumber(VersionField, ProtocolVersion);
        writer.WriteNumber(OldField, OldNumber);
        writer.WriteNumber(NewField, NewNumber);
        writer.WriteNumber(AckField, AckNumber);
        writer.WriteNumber(ThrowawayField, ThrowawayNumber);
        writer.WriteBytes(DiffField, Diff);
        writer.WriteBytes(ChaffField, Chaff);
        Hello?.Write(output);
    }
}
