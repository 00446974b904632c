using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Godwit.Crypto;

/// <summary>AES-128 by the Armv8 cryptography extension: constant time, no native library.</summary>
internal sealed class ArmAes : BlockCipher
{
    private const int Rounds = 10;

    private readonly Vector128<byte>[] encryptKeys = GC.AllocateArray<Vector128<byte>>(Rounds + 1, pinned: true);
    private readonly Vector128<byte>[] decryptKeys = GC.AllocateArray<Vector128<byte>>(Rounds + 1, pinned: true);

    /// <summary>Expands the key.</summary>
    /// <param name="key">16 octets; copied.</param>
    public ArmAes(ReadOnlySpan<byte> key)
    {
        ExpandKey(key, MemoryMarshal.AsBytes(encryptKeys.AsSpan()));

        // The equivalent inverse cipher (FIPS 197 section 5.3.5): reversed keys, the inner ones through InvMixColumns.
        decryptKeys[0] = encryptKeys[Rounds];
        for (var round = 1; round < Rounds; round++)
        {
            decryptKeys[round] = Aes.InverseMixColumns(encryptKeys[Rounds - round]);
        }

        decryptKeys[Rounds] = encryptKeys[0];
    }

    /// <summary>True if this processor has the instructions.</summary>
    public static bool IsSupported => Aes.IsSupported;

    /// <inheritdoc/>
    public override void Encrypt(Span<Vector128<byte>> blocks)
    {
        // Arm's instruction adds the round key first, so the last round has no MixColumns and a plain xor after it.
        // The round is the outer loop: consecutive instructions work on different blocks.
        for (var round = 0; round < Rounds - 1; round++)
        {
            var key = encryptKeys[round];
            foreach (ref var block in blocks)
            {
                block = Aes.MixColumns(Aes.Encrypt(block, key));
            }
        }

        var beforeLast = encryptKeys[Rounds - 1];
        var last = encryptKeys[Rounds];
        foreach (ref var block in blocks)
        {
            block = Aes.Encrypt(block, beforeLast) ^ last;
        }
    }

    /// <inheritdoc/>
    public override void Decrypt(Span<Vector128<byte>> blocks)
    {
        for (var round = 0; round < Rounds - 1; round++)
        {
            var key = decryptKeys[round];
            foreach (ref var block in blocks)
            {
                block = Aes.InverseMixColumns(Aes.Decrypt(block, key));
            }
        }

        var beforeLast = decryptKeys[Rounds - 1];
        var last = decryptKeys[Rounds];
        foreach (ref var block in blocks)
        {
            block = Aes.Decrypt(block, beforeLast) ^ last;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Wipe.Clear(MemoryMarshal.AsBytes(encryptKeys.AsSpan()));
        Wipe.Clear(MemoryMarshal.AsBytes(decryptKeys.AsSpan()));
    }

    // FIPS 197 section 5.2 over octets; SubWord by the AES instruction with a zero key.
    private static void ExpandKey(ReadOnlySpan<byte> key, Span<byte> schedule)
    {
        key.CopyTo(schedule);
        Span<byte> word = stackalloc byte[4];
        byte roundConstant = 1;
        for (var offset = BlockLength; offset < schedule.Length; offset += 4)
        {
            schedule.Slice(offset - 4, 4).CopyTo(word);
            if (offset % BlockLength == 0)
            {
                var first = word[0];
                word[0] = (byte)(Substitute(word[1]) ^ roundConstant);
                word[1] = Substitute(word[2]);
                word[2] = Substitute(word[3]);
                word[3] = Substitute(first);
                roundConstant = (byte)((roundConstant << 1) ^ ((roundConstant >> 7) * 0x1b));
            }

            for (var i = 0; i < 4; i++)
            {
                schedule[offset + i] = (byte)(schedule[offset + i - BlockLength] ^ word[i]);
            }
        }

        Wipe.Clear(word);
    }

    // With all sixteen octets equal, ShiftRows changes nothing and only SubBytes is left.
    private static byte Substitute(byte value) =>
        Aes.Encrypt(Vector128.Create(value), Vector128<byte>.Zero).ToScalar();
}
