using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Godwit.Crypto;

/// <summary>
/// The block <c>Ktop</c> of RFC 7253 section 4.2, stretched: it depends on the nonce without its last six bits, so
/// consecutive datagrams share it and one block encryption in 64 is enough. The default value is an empty cache.
/// </summary>
internal struct OcbNonceCache
{
    private const byte BottomMask = 0x3f;

    private bool filled;
    private UInt128 top;
    private UInt128 stretchHigh;
    private ulong stretchLow;

    /// <summary>The offset before the first block.</summary>
    /// <param name="cipher">The block function with the session's key; always the same one for a cache.</param>
    /// <param name="nonce">12 octets.</param>
    public Vector128<byte> InitialOffset(BlockCipher cipher, ReadOnlySpan<byte> nonce)
    {
        Debug.Assert(nonce.Length == Ocb.NonceLength, "the nonce is 96 bits long");
        Span<byte> block = stackalloc byte[BlockCipher.BlockLength];

        // Tag length 128 mod 128 = 0 in the first seven bits, then zeros, then a single 1 before the nonce.
        block[0] = 0;
        block[1] = 0;
        block[2] = 0;
        block[3] = 1;
        nonce.CopyTo(block[4..]);
        var bottom = block[^1] & BottomMask;
        block[^1] &= unchecked((byte)~BottomMask);

        var wanted = BinaryPrimitives.ReadUInt128BigEndian(block);
        if (!filled || wanted != top)
        {
            Fill(cipher, block, wanted);
        }

        var offset = stretchHigh << bottom;
        if (bottom != 0)
        {
            offset |= stretchLow >> (64 - bottom);
        }

        BinaryPrimitives.WriteUInt128BigEndian(block, offset);
        return Vector128.Create<byte>(block);
    }

    private void Fill(BlockCipher cipher, Span<byte> block, UInt128 wanted)
    {
        cipher.Encrypt(Vector128.Create<byte>(block)).CopyTo(block);
        stretchHigh = BinaryPrimitives.ReadUInt128BigEndian(block);

        // The tail of Stretch: Ktop[0..7] xor Ktop[1..8].
        stretchLow = BinaryPrimitives.ReadUInt64BigEndian(block) ^ BinaryPrimitives.ReadUInt64BigEndian(block[1..]);
        top = wanted;
        filled = true;
    }
}
