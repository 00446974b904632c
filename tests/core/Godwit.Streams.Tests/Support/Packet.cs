namespace Godwit.Streams.Tests.Support;

/// <summary>A packet as no honest peer need write it, frame by frame.</summary>
internal sealed class Packet
{
    private readonly List<byte> octets = [StreamMux.Marker];

    public byte[] Body => [.. octets];

    public Packet Stream(ulong id, ulong offset, ReadOnlySpan<byte> data, bool isFinal = false)
    {
        Frame((byte)FrameKind.Stream | 6 | (isFinal ? 1 : 0), id, offset, (ulong)data.Length);
        octets.AddRange(data);
        return this;
    }

    public Packet Ack(ulong largest, ulong length, params (ulong Gap, ulong Length)[] more)
    {
        Frame((byte)FrameKind.Ack, [largest, 0, (ulong)more.Length, length, .. more.SelectMany(range => new[] { range.Gap, range.Length })]);
        return this;
    }

    public Packet Reset(ulong id, ulong finalSize) => Frame((byte)FrameKind.ResetStream, id, StreamError.Cancelled, finalSize);

    public Packet Stop(ulong id) => Frame((byte)FrameKind.StopSending, id, StreamError.Cancelled);

    public Packet Ping() => Frame((byte)FrameKind.Ping);

    public Packet MaxData(ulong limit) => Frame((byte)FrameKind.MaxData, limit);

    public Packet MaxStreamData(ulong id, ulong limit) => Frame((byte)FrameKind.MaxStreamData, id, limit);

    public Packet MaxStreams(ulong limit) => Frame((byte)FrameKind.MaxStreams, limit);

    public Packet Frame(int kind, params ulong[] values)
    {
        octets.Add((byte)kind);
        Span<byte> buffer = stackalloc byte[10];
        foreach (ulong value in values)
        {
            Span<byte> room = buffer;
            Varint.Write(ref room, value);
            octets.AddRange(buffer[..^room.Length]);
        }

        return this;
    }
}
