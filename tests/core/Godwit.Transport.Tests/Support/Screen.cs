using System.Buffers;
using System.Text;

namespace Godwit.Transport.Tests.Support;

/// <summary>
/// A stand-in for the screen: a text that is replaced as a whole, and an echo ack. The diff is the new text. Notices when it is used after
/// it was released, or released twice: the real one's rows show something else by then.
/// </summary>
internal sealed class Screen : ISyncState<Screen>
{
    private static int released;
    private bool isReleased;

    private const int TextField = 1;
    private const int EchoField = 2;

    public string Text { get; set; } = "";

    public ulong EchoAck { get; set; }

    /// <summary>Number of those that were released so far, in all tests.</summary>
    public static int Released => released;

    public static Screen Create() => new();

    public Screen Fork()
    {
        AssertInUse();
        return new() { Text = Text, EchoAck = EchoAck };
    }

    public bool ContentEquals(Screen other)
    {
        AssertInUse();
        other.AssertInUse();
        return Text == other.Text && EchoAck == other.EchoAck;
    }

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
        AssertInUse();
        acknowledged.AssertInUse();
    }

    public void Release()
    {
        AssertInUse();
        isReleased = true;
        Interlocked.Increment(ref released);
    }

    private void AssertInUse() => Assert.False(isReleased, "used after it was released");
}
