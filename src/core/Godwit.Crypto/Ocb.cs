using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Godwit.Crypto;

/// <summary>
/// AES-128-OCB of RFC 7253 with a 128-bit tag, a 96-bit nonce and no associated data (spec 01 section 2). Works in place,
/// allocates nothing after construction. Not thread safe.
/// </summary>
internal sealed class Ocb : IDisposable
{
    /// <summary>Octets of the tag.</summary>
    public const int TagLength = 16;

    /// <summary>Octets of the nonce.</summary>
    public const int NonceLength = 12;

    private const int BlockLength = BlockCipher.BlockLength;
    private const int BatchLength = BlockCipher.BatchLength;

    // L[ntz(i)] is needed for block numbers up to 2^20: 16 MiB of text, far above any datagram.
    private const int OffsetTableLength = 21;

    private readonly BlockCipher cipher;
    private readonly Vector128<byte> offsetForRest;
    private readonly Vector128<byte> offsetForTag;
    private readonly Vector128<byte>[] offsets = GC.AllocateArray<Vector128<byte>>(OffsetTableLength, pinned: true);

    /// <summary>Prepares the key-dependent tables.</summary>
    /// <param name="cipher">The block function; owned by this object from now on.</param>
    public Ocb(BlockCipher cipher)
    {
        this.cipher = cipher;
        offsetForRest = cipher.Encrypt(Vector128<byte>.Zero);
        offsetForTag = Double(offsetForRest);
        var next = offsetForTag;
        for (var i = 0; i < OffsetTableLength; i++)
        {
            next = Double(next);
            offsets[i] = next;
        }
    }

    /// <summary>Encrypts in place and writes the tag.</summary>
    /// <param name="nonce">12 octets that were never used with this key before.</param>
    /// <param name="cache">Remembers the encrypted part that 64 consecutive nonces share.</param>
    /// <param name="text">Plaintext in, ciphertext out.</param>
    /// <param name="tag">Receives 16 octets.</param>
    public void Seal(ReadOnlySpan<byte> nonce, ref OcbNonceCache cache, Span<byte> text, Span<byte> tag)
    {
        var offset = cache.InitialOffset(cipher, nonce);
        var computed = Process<Sealing>(offset, text);
        computed.CopyTo(tag);
    }

    /// <summary>Decrypts in place and checks the tag in constant time.</summary>
    /// <param name="nonce">The sender's 12 octets.</param>
    /// <param name="cache">Remembers the encrypted part that 64 consecutive nonces share.</param>
    /// <param name="text">Ciphertext in, plaintext out. Cleared if the tag is wrong.</param>
    /// <param name="tag">16 octets.</param>
    public bool TryOpen(ReadOnlySpan<byte> nonce, ref OcbNonceCache cache, Span<byte> text, ReadOnlySpan<byte> tag)
    {
        var offset = cache.InitialOffset(cipher, nonce);
        var computed = Process<Opening>(offset, text);
        if (computed == Vector128.Create(tag))
        {
            return true;
        }

        text.Clear();
        return false;
    }

    /// <summary>Wipes the tables and the key schedule.</summary>
    public void Dispose()
    {
        cipher.Dispose();
        Wipe.Clear(MemoryMarshal.AsBytes(offsets.AsSpan()));
        Wipe.Clear(MemoryMarshal.AsBytes(new Span<Vector128<byte>>(ref Unsafe.AsRef(in offsetForRest))));
        Wipe.Clear(MemoryMarshal.AsBytes(new Span<Vector128<byte>>(ref Unsafe.AsRef(in offsetForTag))));
    }

    private Vector128<byte> Process<TMode>(Vector128<byte> offset, Span<byte> text)
        where TMode : struct, IMode
    {
        var checksum = Vector128<byte>.Zero;
        Span<Vector128<byte>> batch = stackalloc Vector128<byte>[BatchLength];
        Span<Vector128<byte>> masks = stackalloc Vector128<byte>[BatchLength];
        uint blockNumber = 0;
        var rest = text;
        while (rest.Length >= BlockLength)
        {
            var count = Math.Min(rest.Length / BlockLength, BatchLength);
            var blocks = MemoryMarshal.Cast<byte, Vector128<byte>>(rest[..(count * BlockLength)]);
            for (var i = 0; i < count; i++)
            {
                offset ^= offsets[BitOperations.TrailingZeroCount(++blockNumber)];
                masks[i] = offset;
                if (TMode.Seals)
                {
                    checksum ^= blocks[i];
                }

                batch[i] = blocks[i] ^ offset;
            }

            if (TMode.Seals)
            {
                cipher.Encrypt(batch[..count]);
            }
            else
            {
                cipher.Decrypt(batch[..count]);
            }

            for (var i = 0; i < count; i++)
            {
                var result = batch[i] ^ masks[i];
                blocks[i] = result;
                if (!TMode.Seals)
                {
                    checksum ^= result;
                }
            }

            rest = rest[(count * BlockLength)..];
        }

        if (!rest.IsEmpty)
        {
            offset ^= offsetForRest;
            checksum ^= ProcessRest<TMode>(cipher.Encrypt(offset), rest);
        }

        return cipher.Encrypt(checksum ^ offset ^ offsetForTag);
    }

    // The partial block: a keystream, and the plaintext padded with one 1 bit for the checksum.
    private static Vector128<byte> ProcessRest<TMode>(Vector128<byte> keystream, Span<byte> rest)
        where TMode : struct, IMode
    {
        Span<byte> padded = stackalloc byte[BlockLength];
        padded.Clear();
        for (var i = 0; i < rest.Length; i++)
        {
            var input = rest[i];
            var output = (byte)(input ^ keystream[i]);
            rest[i] = output;
            padded[i] = TMode.Seals ? input : output;
        }

        padded[rest.Length] = 0x80;
        return Vector128.Create<byte>(padded);
    }

    // Multiplication by x in GF(2^128), branch free (RFC 7253 section 2).
    private static Vector128<byte> Double(Vector128<byte> value)
    {
        Span<byte> octets = stackalloc byte[BlockLength];
        value.CopyTo(octets);
        var number = BinaryPrimitives.ReadUInt128BigEndian(octets);
        number = (number << 1) ^ ((number >> 127) * 0x87);
        BinaryPrimitives.WriteUInt128BigEndian(octets, number);
        return Vector128.Create<byte>(octets);
    }

    private interface IMode
    {
        static abstract bool Seals { get; }
    }

    private readonly struct Sealing : IMode
    {
        public static bool Seals => true;
    }

    private readonly struct Opening : IMode
    {
        public static bool Seals => false;
    }
}
