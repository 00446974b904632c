using Godwit.Crypto;

namespace Godwit.Transport;

/// <content>
/// Datagrams whose bodies are somebody else's: streams. They share sequence numbers, timestamps and addresses with all others; what is in them is
/// not looked at here. Whoever makes one asks for the number first, and sends nothing else before it.
/// </content>
public sealed partial class Connection<TLocal, TRemote>
{
    // Like a packed instruction it has bit 7, like a control packet bit 4, which no packed instruction has.
    private const byte StreamsMarker = 0xb0;

    /// <summary>True while datagrams of streams may be sent: both ends know them, and there is somebody to send to.</summary>
    public bool CarriesStreams => HasPeer && Features is { Bits: var bits } && (bits & PeerFeatures.Streams) != 0;

    /// <summary>The sequence number of the datagram that was taken last.</summary>
    public ulong ReceivedNumber { get; private set; }

    /// <summary>The sequence number of the datagram that will be made next.</summary>
    public ulong NextNumber => cipher.NextSequence;

    /// <summary>How often the path to the peer has become another one.</summary>
    public int PathChanges { get; private set; }

    /// <summary>Where in a datagram that was <see cref="DatagramOutcome.Streams"/> its body is.</summary>
    public Range ReceivedBody { get; } = BodyOffset..^DatagramCipher.Tailroom;

    /// <summary>Where the body of a datagram goes, as long as the path allows.</summary>
    /// <param name="datagram">The caller's buffer, at least <see cref="MaxDatagramSize"/> octets.</param>
    public Span<byte> RoomIn(Span<byte> datagram) => datagram[BodyOffset..(MaxDatagramSize - DatagramCipher.Tailroom)];

    /// <summary>Makes the datagram around a body that was written to <see cref="RoomIn"/>.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="datagram">The caller's buffer.</param>
    /// <param name="bodyLength">Octets of the body; the first one marks it as one of streams.</param>
    /// <param name="length">Octets to send.</param>
    public bool TrySeal(Instant now, Span<byte> datagram, int bodyLength, out int length)
    {
        length = BodyOffset + bodyLength + DatagramCipher.Tailroom;
        Path = prober.Current;
        new PacketHeader(PacketHeader.Now16(now), echo.Take(now)).Write(datagram[DatagramCipher.Headroom..]);
        if (isExhausted || cipher.Seal(datagram[..length]) != SealOutcome.Sealed)
        {
            isExhausted = true;
            return false;
        }

        Counters.DatagramsSent++;
        Counters.OctetsSent += length;
        return true;
    }

    private static bool BeginsStreams(ReadOnlySpan<byte> body) => !body.IsEmpty && body[0] == StreamsMarker;
}
