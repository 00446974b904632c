using System.Buffers.Binary;

namespace Godwit.Forwarding.Tests;

/// <summary>Messages of an agent's connection, cut anywhere, are the same messages; what is none is known for it, and holds little.</summary>
public sealed class AgentMessageReaderTests
{
    [Fact]
    public void Feed_MessagesCutAnywhere_AreTheSameMessages()
    {
        var random = new Random(11);
        for (int run = 0; run < 200; run++)
        {
            List<byte[]> messages = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Message(random))];
            byte[] stream = [.. messages.SelectMany(message => message)];
            var reader = new AgentMessageReader();
            List<byte[]> read = [];
            for (int at = 0; at < stream.Length;)
            {
                int length = Math.Min(random.Next(1, 400), stream.Length - at);
                ReadOnlySpan<byte> piece = stream.AsSpan(at, length);
                while (!piece.IsEmpty)
                {
                    piece = piece[reader.Feed(piece)..];
                    if (reader.IsWhole)
                    {
                        read.Add(reader.Message.ToArray());
                        reader.Clear();
                    }
                }

                at += length;
            }

            Assert.Equal(messages, read);
            Assert.False(reader.IsMalformed);
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(AgentMessageReader.LengthMax + 1)]
    [InlineData(0x8000_0000u)]
    [InlineData(0xFFFF_FFFFu)]
    public void Feed_LengthThatIsNone_IsMalformedAndTakesNoMore(uint length)
    {
        byte[] octets = new byte[100];
        BinaryPrimitives.WriteUInt32BigEndian(octets, length);
        var reader = new AgentMessageReader();
        Assert.Equal(4, reader.Feed(octets));
        Assert.True(reader.IsMalformed);
        Assert.False(reader.IsWhole);
        Assert.Equal(0, reader.Feed(octets));
    }

    [Fact]
    public void Feed_LongestMessage_IsWhole()
    {
        byte[] octets = new byte[4 + AgentMessageReader.LengthMax];
        BinaryPrimitives.WriteUInt32BigEndian(octets, AgentMessageReader.LengthMax);
        var reader = new AgentMessageReader();
        Assert.Equal(octets.Length, reader.Feed(octets));
        Assert.True(reader.IsWhole);
        Assert.False(reader.IsMalformed);
    }

    /// <summary>Whoever announces much and sends little costs little.</summary>
    [Fact]
    public void Feed_MuchAnnounced_TakesMemoryForWhatCame()
    {
        byte[] header = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(header, AgentMessageReader.LengthMax);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reader = new AgentMessageReader();
        _ = reader.Feed(header);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private static byte[] Message(Random random)
    {
        byte[] message = new byte[4 + random.Next(1, 600)];
        random.NextBytes(message);
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length - 4);
        return message;
    }
}
