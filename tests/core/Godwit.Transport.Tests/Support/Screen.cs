using System.Buffers;
using System.Text;

namespace Godwit.Transport.Tests.Support;

/// <summary>A stand-in for the screen: a text that is replaced as a whole, and an echo ack. The diff is the new text.</summary>
internal sealed class Screen : ISyncState<Screen>
{
    private const int TextField = 1;
    private const int EchoField = 2;

    public string Text { get; set; } = "";

    public ulong EchoAck { get; set; }

    public static Screen Create() => new();

    public Screen Fork() => new() { Text = Text, EchoAck = EchoAck };

    public bool ContentEquals(Screen other) => Text == other.Text && EchoAck == other.EchoAck;

    public void WriteDiff(Screen from, IBufferWriter<byte> output)
    {
        if (ContentEquals(from))
        {
            return;
        }

        var writer = new ProtoWriter(output);
        writer.WriteBytes(TextField, Encoding.UTF8.GetBytes(Text));
        writer.WriteNumber(EchoField, EchoAck);
    }

    public bool TryApply(ReadOnlySpan<byte> diff)
    {
        var reader = new ProtoReader(diff);
        while (reader.Read())
        {
            if (reader.Tag == ProtoReader.MakeTag(TextField, ProtoWireType.Bytes))
            {
                Text = Encoding.UTF8.GetString(reader.Bytes);
            }
            else if (reader.Tag == ProtoReader.MakeTag(EchoField, ProtoWireType.Varint))
            {
                EchoAck = reader.Number;
            }
        }

        return !reader.IsMalformed;
    }

    public void DropPrefix(Screen acknowledged)
    {
    }
}
