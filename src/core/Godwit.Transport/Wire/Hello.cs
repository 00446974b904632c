using System.Buffers;

namespace Godwit.Transport;

/// <summary>
/// The message in field 1000 of an instruction by which two of our programs find each other (spec 03 section 7.1):
/// <c>1 level, 2 feature bits, 3 flags, 4 version of the character tables</c>, all varints. A stock peer skips it.
/// </summary>
/// <param name="Features">Level and feature bits.</param>
/// <param name="Flags">See <see cref="SeenYours"/>.</param>
internal readonly record struct Hello(PeerFeatures Features, uint Flags)
{
    /// <summary>The field of the instruction. Away from upstream's growth and from protobuf's reserved range.</summary>
    public const int Field = 1000;

    /// <summary>Flag: "I have seen your Hello".</summary>
    public const uint SeenYours = 1;

    private const int LevelField = 1;
    private const int BitsField = 2;
    private const int FlagsField = 3;
    private const int TablesField = 4;

    /// <summary>True if the sender has seen our Hello.</summary>
    public bool HasSeenOurs => (Flags & SeenYours) != 0;

    /// <summary>Reads the message; unknown fields are skipped.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out Hello hello)
    {
        uint level = 0;
        ulong bits = 0;
        uint flags = 0;
        uint tables = 0;
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Tag)
            {
                case (LevelField << 3) | (int)ProtoWireType.Varint:
                    level = unchecked((uint)reader.Number);
                    break;
                case (BitsField << 3) | (int)ProtoWireType.Varint:
                    bits = reader.Number;
                    break;
                case (FlagsField << 3) | (int)ProtoWireType.Varint:
                    flags = unchecked((uint)reader.Number);
                    break;
                case (TablesField << 3) | (int)ProtoWireType.Varint:
                    tables = unchecked((uint)reader.Number);
                    break;
                default:
                    break;
            }
        }

        hello = new Hello(new PeerFeatures(level, bits, tables), flags);
        return !reader.IsMalformed;
    }

    /// <summary>Writes the message as a field of an instruction.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        var writer = new ProtoWriter(output);
        writer.WriteHeader(
            Field,
            ProtoWriter.NumberLength(LevelField, Features.Level)
            + ProtoWriter.NumberLength(BitsField, Features.Bits)
            + ProtoWriter.NumberLength(FlagsField, Flags)
            + ProtoWriter.NumberLength(TablesField, Features.Tables));
        writer.WriteNumber(LevelField, Features.Level);
        writer.WriteNumber(BitsField, Features.Bits);
        writer.WriteNumber(FlagsField, Flags);
        writer.WriteNumber(TablesField, Features.Tables);
    }
}
