using Godwit.Crypto;
using Godwit.Transport;

namespace Godwit.Simulation.Hostile;

/// <summary>Somebody who has the session's key: seals whatever bodies it is given as the next datagrams of one direction.</summary>
internal sealed class Insider : IDisposable
{
    private readonly DatagramCipher cipher;
    private readonly Fragmenter fragmenter = new();

    public Insider(SessionKey key, Direction sending) => cipher = new DatagramCipher(key, sending);

    /// <summary>What the datagrams say of the time; nothing by default.</summary>
    public ushort Timestamp { get; init; } = PacketHeader.None;

    public void Dispose() => cipher.Dispose();

    /// <summary>A datagram with this body behind the timestamps.</summary>
    public byte[] Seal(ReadOnlySpan<byte> body)
    {
        var text = new byte[PacketHeader.Length + body.Length];
        new PacketHeader(Timestamp, PacketHeader.None).Write(text);
        body.CopyTo(text.AsSpan(PacketHeader.Length));
        return SealText(text);
    }

    /// <summary>A datagram with this text, timestamps and all.</summary>
    public byte[] SealText(ReadOnlySpan<byte> text)
    {
        var datagram = new byte[DatagramCipher.Overhead + text.Length];
        text.CopyTo(datagram.AsSpan(DatagramCipher.Headroom));
        cipher.Seal(datagram);
        return datagram;
    }

    /// <summary>The datagrams of a message of any length.</summary>
    public IEnumerable<byte[]> SealMessage(byte[] message)
    {
        fragmenter.Message.Clear();
        message.CopyTo(fragmenter.Message.GetSpan(message.Length));
        fragmenter.Message.Advance(message.Length);
        Assert.True(fragmenter.Begin(1100));
        var body = new byte[DatagramCipher.MaxDatagramLength];
        while (fragmenter.HasMore)
        {
            int length = fragmenter.Next(body);
            yield return Seal(body.AsSpan(0, length));
        }
    }
}
