using Godwit.Transport;

namespace Godwit.Streams.Tests.Support;

/// <summary>A server whose peer is the test itself.</summary>
internal sealed class Victim(ulong receiveMax = StreamMux.ReceiveWindowMax)
{
    private readonly byte[] body = new byte[1172];

    public StreamMux Mux { get; } = new(isServer: true, Godwit.Transport.ConnectionOptions.DatagramSizeStart, receiveMax);

    public Instant Now { get; set; } = new(10_000);

    public ulong Received { get; private set; }

    /// <summary>The number of its next datagram.</summary>
    public ulong Next { get; private set; }

    /// <summary>So many numbers count as sent, for a peer that says what it once said to somebody else.</summary>
    public ulong NextMin { get; init; }

    public bool Take(Packet packet) => Take(packet.Body);

    public bool Take(ReadOnlySpan<byte> packet) => Mux.HandlePacket(Now, Received++, packet, Math.Max(Next, NextMin));

    /// <summary>Takes all that it wants to say now.</summary>
    /// <returns>How many packets.</returns>
    public int Answer()
    {
        int count = 0;
        for (; Mux.TryWritePacket(Now, Next, body, out int length); Next++)
        {
            Assert.True(length > 1 && length <= body.Length);
            Assert.True(++count < 100_000, "It does not come to rest.");
        }

        Assert.True(Mux.NextDeadline(Now) > Now, "It is woken for nothing.");
        return count;
    }

    /// <summary>All that it has said until now has arrived.</summary>
    public Packet Acknowledgement() => new Packet().Ack(Next - 1, Next);
}
