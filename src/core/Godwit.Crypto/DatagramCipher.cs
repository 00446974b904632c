using System.Buffers.Binary;
using System.Diagnostics;

namespace Godwit.Crypto;

/// <summary>
/// Seals and opens the datagrams of one session at one end, in place (spec 01 sections 3 to 5). It owns the counter of
/// its sending direction, so a (direction, sequence) pair cannot be used twice. Not thread safe.
/// </summary>
/// <remarks>
/// <code>
/// datagram = V (8, clear) || ciphertext (n) || tag (16)      V = direction bit, then 63 bits of sequence number
/// nonce    = 00 00 00 00 || V
/// </code>
/// </remarks>
public sealed class DatagramCipher : IDisposable
{
    /// <summary>Octets in front of the text: direction and sequence number.</summary>
    public const int Headroom = 8;

    /// <summary>Octets behind the text: the tag.</summary>
    public const int Tailroom = Ocb.TagLength;

    /// <summary>What sealing adds to a text.</summary>
    public const int Overhead = Headroom + Tailroom;

    /// <summary>Octets of the longest datagram that is accepted (spec 01 section 4).</summary>
    public const int MaxDatagramLength = 2048;

    /// <summary>Blocks that one end may encrypt with a key: half of OCB's advice of 2^48, since two ends share it.</summary>
    internal const ulong BlockLimit = 1UL << 47;

    private const int DirectionShift = 63;
    private const ulong SequenceMask = (1UL << DirectionShift) - 1;

    private readonly Ocb ocb;
    private readonly Direction sending;
    private OcbNonceCache sealCache;
    private OcbNonceCache openCache;
    private ulong nextSequence;
    private ulong blocks;
    private bool exhausted;

    /// <summary>Prepares the cipher; the first datagram sealed carries sequence number 0.</summary>
    /// <param name="key">Used here only; the caller keeps owning it.</param>
    /// <param name="sending">The direction of the datagrams this end seals.</param>
    public DatagramCipher(SessionKey key, Direction sending)
        : this(BlockCipher.Create(Checked(key).Secret), sending)
    {
    }

    /// <summary>For tests: any block function, and counters near their limits.</summary>
    internal DatagramCipher(BlockCipher cipher, Direction sending, ulong firstSequence = 0, ulong blocksUsed = 0)
    {
        ocb = new Ocb(cipher);
        this.sending = sending;
        nextSequence = firstSequence;
        blocks = blocksUsed;
    }

    /// <summary>The sequence number of the next sealed datagram.</summary>
    public ulong NextSequence => nextSequence;

    /// <summary>Seals the next datagram in place.</summary>
    /// <param name="datagram">
    /// <see cref="Headroom"/> octets of room, the text, <see cref="Tailroom"/> octets of room; at most
    /// <see cref="MaxDatagramLength"/> octets.
    /// </param>
    public SealOutcome Seal(Span<byte> datagram)
    {
        Debug.Assert(datagram.Length is >= Overhead and <= MaxDatagramLength, "the transport cuts its fragments to fit");
        blocks += (ulong)(datagram.Length - Overhead + BlockCipher.BlockLength - 1) / BlockCipher.BlockLength;
        if (exhausted || blocks >= BlockLimit || nextSequence > SequenceMask)
        {
            exhausted = true;
            return SealOutcome.KeyExhausted;
        }

        SealAs(sending, nextSequence++, datagram);
        return SealOutcome.Sealed;
    }

    /// <summary>Authenticates and decrypts in place.</summary>
    /// <param name="datagram">The UDP payload; its content is lost unless the outcome is <see cref="OpenOutcome.Opened"/>.</param>
    /// <param name="sequence">The sender's 63-bit sequence number; any authentic value, in any order.</param>
    /// <param name="text">The plaintext, a part of <paramref name="datagram"/>.</param>
    public OpenOutcome TryOpen(Span<byte> datagram, out ulong sequence, out Span<byte> text)
    {
        sequence = 0;
        text = default;
        if (datagram.Length > MaxDatagramLength)
        {
            return OpenOutcome.TooLong;
        }

        if (datagram.Length < Overhead)
        {
            return OpenOutcome.TooShort;
        }

        Span<byte> nonce = stackalloc byte[Ocb.NonceLength];
        nonce[..4].Clear();
        datagram[..Headroom].CopyTo(nonce[4..]);
        var body = datagram[Headroom..^Tailroom];
        if (!ocb.TryOpen(nonce, ref openCache, body, datagram[^Tailroom..]))
        {
            return OpenOutcome.Forged;
        }

        var value = BinaryPrimitives.ReadUInt64BigEndian(datagram);
        if ((Direction)(value >> DirectionShift) == sending)
        {
            return OpenOutcome.Reflected;
        }

        sequence = value & SequenceMask;
        text = body;
        return OpenOutcome.Opened;
    }

    /// <summary>Wipes everything derived from the key.</summary>
    public void Dispose()
    {
        ocb.Dispose();
        exhausted = true;
    }

    /// <summary>Seals with a given direction and number, without counting: for tests only.</summary>
    internal void SealAs(Direction direction, ulong sequence, Span<byte> datagram)
    {
        Span<byte> nonce = stackalloc byte[Ocb.NonceLength];
        nonce[..4].Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], ((ulong)direction << DirectionShift) | sequence);
        nonce[4..].CopyTo(datagram);
        ocb.Seal(nonce, ref sealCache, datagram[Headroom..^Tailroom], datagram[^Tailroom..]);
    }

    private static SessionKey Checked(SessionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key;
    }
}
