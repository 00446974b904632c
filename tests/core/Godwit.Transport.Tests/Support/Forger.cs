using Godwit.Crypto;
using Godwit.Testing;

namespace Godwit.Transport.Tests.Support;

/// <summary>An authenticated peer under a test's full control: says anything, in any order.</summary>
internal sealed class Forger : IDisposable
{
    private readonly DatagramCipher cipher;
    private readonly Direction direction;
    private ulong group;

    public Forger(Direction direction)
    {
        this.direction = direction;
        using var key = SessionKey.FromBytes(KeyOctets);
        cipher = new DatagramCipher(key, direction);
    }

    public static byte[] KeyOctets { get; } = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    public ulong Sequence { get; set; }

    public VirtualClock Clock { get; } = new();

    public ushort Timestamp { get; set; } = PacketHeader.None;

    public ushort Reply { get; set; } = PacketHeader.None;

    public static Connection<Screen, Keys> Server(VirtualClock clock, TransportTuning tuning, PeerFeatures? features = null)
    {
        using var key = SessionKey.FromBytes(KeyOctets);
        var options = new ConnectionOptions
        {
            Sending = Direction.ToClient,
            ChaffSeed = new byte[16],
            Tuning = tuning,
            Features = features,
        };
        return new Connection<Screen, Keys>(key, options, clock.Now, new Screen(), new Keys());
    }

    public static Connection<Keys, Screen> Client(VirtualClock clock, TransportTuning tuning, PeerFeatures? features = null)
    {
        using var key = SessionKey.FromBytes(KeyOctets);
        var options = new ConnectionOptions
        {
            Sending = Direction.ToServer,
            ChaffSeed = new byte[16],
            Tuning = tuning,
            Features = features,
        };
        return new Connection<Keys, Screen>(key, options, clock.Now, new Keys(), new Screen());
    }

    public byte[] Datagram(Instruction instruction)
    {
        var message = new ReusableBuffer();
        instruction.Write(message);
        return Message(message.Written);
    }

    public byte[] State(ulong old, ulong @new, ulong ack = 0, ulong throwaway = 0, byte[]? diff = null, uint version = 2, Hello? hello = null) =>
        Datagram(new Instruction
        {
            ProtocolVersion = version,
            OldNumber = old,
            NewNumber = @new,
            AckNumber = ack,
            ThrowawayNumber = throwaway,
            Diff = diff,
            Hello = hello,
        });

    public byte[] Message(ReadOnlySpan<byte> message)
    {
        var compressed = new ReusableBuffer();
        Zlib.Deflate(message, compressed);
        return Fragment(new FragmentHeader(++group, 0, true), compressed.Written);
    }

    public byte[] Fragment(FragmentHeader header, ReadOnlySpan<byte> slice)
    {
        var body = new byte[FragmentHeader.Length + slice.Length];
        header.Write(body);
        slice.CopyTo(body.AsSpan(FragmentHeader.Length));
        return Body(body);
    }

    public byte[] Body(ReadOnlySpan<byte> body)
    {
        var text = new byte[PacketHeader.Length + body.Length];
        new PacketHeader(Timestamp, Reply).Write(text);
        body.CopyTo(text.AsSpan(PacketHeader.Length));
        return Text(text);
    }

    public byte[] Text(ReadOnlySpan<byte> text)
    {
        var datagram = new byte[DatagramCipher.Overhead + text.Length];
        text.CopyTo(datagram.AsSpan(DatagramCipher.Headroom));
        cipher.SealAs(direction, Sequence++, datagram);
        return datagram;
    }

    public static byte[] Diff<T>(T from, T to)
        where T : class, ISyncState<T>
    {
        var buffer = new ReusableBuffer();
        to.WriteDiff(from, buffer);
        return buffer.Written.ToArray();
    }

    public static byte[] Typed(string before, string more)
    {
        var from = new Keys();
        from.Type(before);
        var to = from.Fork();
        to.Type(more);
        return Diff(from, to);
    }

    public static byte[] Printed(string text, ulong echoAck = 0) => Diff(new Screen(), new Screen { Text = text, EchoAck = echoAck });

    public void Dispose()
    {
        cipher.Dispose();
    }
}
