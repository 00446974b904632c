using System.Buffers;

namespace Godwit.Transport;

/// <summary>
/// Writes fields of protocol buffers messages. For a nested message write its header with the length of its content (the
/// <c>Length</c> functions compute it), then its fields.
/// </summary>
public readonly ref struct ProtoWriter
{
    private const int VarintLengthMax = 10;

    private readonly IBufferWriter<byte> output;

    /// <summary>Writes to a buffer that the caller owns.</summary>
    public ProtoWriter(IBufferWriter<byte> output) => this.output = output;

    /// <summary>Octets of a varint.</summary>
    public static int VarintLength(ulong value) => (System.Numerics.BitOperations.Log2(value | 1) / 7) + 1;

    /// <summary>Octets of a number field with its tag. A negative int32 is given as <c>(ulong)(long)value</c>.</summary>
    public static int NumberLength(int field, ulong value) => TagLength(field) + VarintLength(value);

    /// <summary>Octets of a bytes field or nested message with its tag and length.</summary>
    public static int BytesLength(int field, int length) => TagLength(field) + VarintLength((ulong)length) + length;

    /// <summary>Writes a number field.</summary>
    public void WriteNumber(int field, ulong value)
    {
        WriteVarint(ProtoReader.MakeTag(field, ProtoWireType.Varint));
        WriteVarint(value);
    }

    /// <summary>Writes a bytes field.</summary>
    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteHeader(field, value.Length);
        output.Write(value);
    }

    /// <summary>Writes tag and length of a nested message or bytes field; the content must follow.</summary>
    public void WriteHeader(int field, int length)
    {
        WriteVarint(ProtoReader.MakeTag(field, ProtoWireType.Bytes));
        WriteVarint((ulong)length);
    }

    private void WriteVarint(ulong value) => WriteVarint(output, value);

    private static int TagLength(int field) => VarintLength(ProtoReader.MakeTag(field, ProtoWireType.Varint));

    /// <summary>Writes a bare varint.</summary>
    internal static void WriteVarint(IBufferWriter<byte> output, ulong value)
    {
        var span = output.GetSpan(VarintLengthMax);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }
}
