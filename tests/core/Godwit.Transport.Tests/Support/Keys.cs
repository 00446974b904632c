using System.Buffers;

namespace Godwit.Transport.Tests.Support;

/// <summary>
/// A stand-in for the user's input: an append-only list of octets, with absolute offsets and a prefix that can be released.
/// The message is a number field with the offset (unlike the real one, to notice wrong bases) and the octets.
/// </summary>
internal sealed class Keys : ISyncState<Keys>
{
    private const int OffsetField = 1;
    private const int OctetsField = 2;

    private readonly List<byte> octets = [];
    private int dropped;

    public int End => dropped + octets.Count;

    public int Kept => octets.Count;

    public string Text => string.Concat(octets.Select(octet => (char)octet));

    public static Keys Create() => new();

    public void Type(string text) => octets.AddRange(text.Select(character => (byte)character));

    public void Add(ReadOnlySpan<byte> more) => octets.AddRange(more);

    public string Since(int offset) => string.Concat(octets.Skip(offset - dropped).Select(octet => (char)octet));

    public Keys Fork()
    {
        var copy = new Keys { dropped = dropped };
        copy.octets.AddRange(octets);
        return copy;
    }

    public bool ContentEquals(Keys other) => End == other.End;

    public void WriteDiff(Keys from, IBufferWriter<byte> output)
    {
        if (from.End == End)
        {
            return;
        }

        var writer = new ProtoWriter(output);
        writer.WriteNumber(OffsetField, (ulong)from.End);
        writer.WriteBytes(OctetsField, octets.Skip(from.End - dropped).ToArray());
    }

    public bool TryApply(ReadOnlySpan<byte> diff)
    {
        var offset = -1;
        var reader = new ProtoReader(diff);
        while (reader.Read())
        {
            if (reader.Tag == ProtoReader.MakeTag(OffsetField, ProtoWireType.Varint))
            {
                offset = (int)reader.Number;
            }
            else if (reader.Tag == ProtoReader.MakeTag(OctetsField, ProtoWireType.Bytes) && offset == End)
            {
                octets.AddRange(reader.Bytes);
            }
        }

        return !reader.IsMalformed && offset >= 0;
    }

    public void DropPrefix(Keys acknowledged)
    {
        var length = acknowledged.End - dropped;
        octets.RemoveRange(0, length);
        dropped += length;
    }
}
