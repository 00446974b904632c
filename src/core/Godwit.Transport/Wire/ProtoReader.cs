using System.Buffers.Binary;

namespace Godwit.Transport;

/// <summary>
/// Walks the fields of one protocol buffers message, given as a span. A field is read whole, so an unknown one is skipped by
/// doing nothing. Hostile input ends the walk and sets <see cref="IsMalformed"/>; nothing throws.
/// </summary>
/// <example>
/// <code>
/// var reader = new ProtoReader(message);
/// while (reader.Read())
/// {
///     switch (reader.Tag) { case KeysTag: keys = reader.Bytes; break; case WidthTag: width = (int)reader.Number; break; }
/// }
/// return !reader.IsMalformed;
/// </code>
/// </example>
public ref struct ProtoReader
{
    // What protobuf's own parsers accept; deeper nesting is an attack on the stack of a recursive reader (ours is a loop).
    private const int GroupDepthMax = 100;

    private const int VarintLengthMax = 10;
    private const int WireTypeBits = 3;
    private const uint WireTypeMask = 7;

    private ReadOnlySpan<byte> rest;

    /// <summary>Starts at the first field.</summary>
    /// <param name="message">The message; must outlive the reader and all spans taken from it.</param>
    public ProtoReader(ReadOnlySpan<byte> message) => rest = message;

    /// <summary>Field number and wire type of the current field, as <see cref="MakeTag"/> builds it.</summary>
    public uint Tag { get; private set; }

    /// <summary>The current field's value if its wire type is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>The current field's value if its wire type is <see cref="ProtoWireType.Bytes"/>.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>True if the walk ended because the message is not valid.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>The current field's number.</summary>
    public readonly int Field => (int)(Tag >> WireTypeBits);

    /// <summary>The current field's wire type.</summary>
    public readonly ProtoWireType WireType => (ProtoWireType)(Tag & WireTypeMask);

    /// <summary>The tag of a field: a constant to switch on.</summary>
    public static uint MakeTag(int field, ProtoWireType wireType) => ((uint)field << WireTypeBits) | (uint)wireType;

    /// <summary>Goes to the next field; groups are skipped whole.</summary>
    /// <returns>False at the end of the message, and where it is malformed.</returns>
    public bool Read()
    {
        while (!rest.IsEmpty)
        {
            if (!TryReadField())
            {
                IsMalformed = true;
                rest = default;
                return false;
            }

            if (WireType != ProtoWireType.StartGroup)
            {
                return true;
            }

            if (!TrySkipGroup(Field))
            {
                IsMalformed = true;
                rest = default;
                return false;
            }
        }

        return false;
    }

    private bool TryReadVarint(out ulong value) => TryReadVarint(ref rest, out value);

    private bool TryReadField()
    {
        Number = 0;
        Bytes = default;
        if (!TryReadVarint(out var tag) || tag > uint.MaxValue || tag >> WireTypeBits == 0)
        {
            return false;
        }

        Tag = (uint)tag;
        switch (WireType)
        {
            case ProtoWireType.Varint:
                var complete = TryReadVarint(out var number);
                Number = number;
                return complete;
            case ProtoWireType.Fixed64 when rest.Length >= sizeof(ulong):
                Number = BinaryPrimitives.ReadUInt64LittleEndian(rest);
                rest = rest[sizeof(ulong)..];
                return true;
            case ProtoWireType.Fixed32 when rest.Length >= sizeof(uint):
                Number = BinaryPrimitives.ReadUInt32LittleEndian(rest);
                rest = rest[sizeof(uint)..];
                return true;
            case ProtoWireType.Bytes when TryReadVarint(out var length) && length <= (ulong)rest.Length:
                Bytes = rest[..(int)length];
                rest = rest[(int)length..];
                return true;
            case ProtoWireType.StartGroup:
                return true;
            default:
                return false;
        }
    }

    private bool TrySkipGroup(int field)
    {
        Span<int> open = stackalloc int[GroupDepthMax];
        var depth = 0;
        open[depth++] = field;
        while (depth > 0)
        {
            var before = rest;
            if (TryReadVarint(out var tag) && tag <= uint.MaxValue && (tag & WireTypeMask) == (uint)ProtoWireType.EndGroup)
            {
                if ((int)(tag >> WireTypeBits) != open[--depth])
                {
                    return false;
                }

                continue;
            }

            rest = before;
            if (!TryReadField())
            {
                return false;
            }

            if (WireType == ProtoWireType.StartGroup)
            {
                if (depth == GroupDepthMax)
                {
                    return false;
                }

                open[depth++] = Field;
            }
        }

        return true;
    }

    /// <summary>Reads a varint from the front of a span.</summary>
    internal static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (var i = 0; i < VarintLengthMax && i < rest.Length; i++)
        {
            var octet = rest[i];
            value |= (ulong)(octet & 0x7f) << (7 * i);
            if ((octet & 0x80) == 0)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
