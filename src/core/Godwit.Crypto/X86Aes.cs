using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Godwit.Crypto;

/// <summary>AES-128 by the AES-NI instructions: constant time, no native library.</summary>
internal sealed class X86Aes : BlockCipher
{
    private const int Rounds = 10;

    private readonly Vector128<byte>[] encryptKeys = GC.AllocateArray<Vector128<byte>>(Rounds + 1, pinned: true);
    private readonly Vector128<byte>[] decryptKeys = GC.AllocateArray<Vector128<byte>>(Rounds + 1, pinned: true);

    /// <summary>Expands the key.</summary>
    /// <param name="key">16 octets; copied.</param>
    public X86Aes(ReadOnlySpan<byte> key)
    {
        ExpandKey(Vector128.Create(key), encryptKeys);

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
        var keys = encryptKeys.AsSpan(0, Rounds + 1);
        if (blocks.Length == BatchLength)
        {
            EncryptBatch(keys, blocks);
            return;
        }

        foreach (ref var block in blocks)
        {
            var state = block ^ keys[0];
            for (var round = 1; round < Rounds; round++)
            {
                state = Aes.Encrypt(state, keys[round]);
            }

            block = Aes.EncryptLast(state, keys[Rounds]);
        }
    }

    /// <inheritdoc/>
    public override void Decrypt(Span<Vector128<byte>> blocks)
    {
        var keys = decryptKeys.AsSpan(0, Rounds + 1);
        if (blocks.Length == BatchLength)
        {
            DecryptBatch(keys, blocks);
            return;
        }

        foreach (ref var block in blocks)
        {
            var state = block ^ keys[0];
            for (var round = 1; round < Rounds; round++)
            {
                state = Aes.Decrypt(state, keys[round]);
            }

            block = Aes.DecryptLast(state, keys[Rounds]);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Wipe.Clear(MemoryMarshal.AsBytes(encryptKeys.AsSpan()));
        Wipe.Clear(MemoryMarshal.AsBytes(decryptKeys.AsSpan()));
    }

    private static void EncryptBatch(ReadOnlySpan<Vector128<byte>> keys, Span<Vector128<byte>> blocks)
    {
        var whitening = keys[0];
        var a = blocks[0] ^ whitening;
        var b = blocks[1] ^ whitening;
        var c = blocks[2] ^ whitening;
        var d = blocks[3] ^ whitening;
        var e = blocks[4] ^ whitening;
        var f = blocks[5] ^ whitening;
        var g = blocks[6] ^ whitening;
        var h = blocks[7] ^ whitening;
        for (var round = 1; round < Rounds; round++)
        {
            var key = keys[round];
            a = Aes.Encrypt(a, key);
            b = Aes.Encrypt(b, key);
            c = Aes.Encrypt(c, key);
            d = Aes.Encrypt(d, key);
            e = Aes.Encrypt(e, key);
            f = Aes.Encrypt(f, key);
            g = Aes.Encrypt(g, key);
            h = Aes.Encrypt(h, key);
        }

        var last = keys[Rounds];
        blocks[0] = Aes.EncryptLast(a, last);
        blocks[1] = Aes.EncryptLast(b, last);
        blocks[2] = Aes.EncryptLast(c, last);
        blocks[3] = Aes.EncryptLast(d, last);
        blocks[4] = Aes.EncryptLast(e, last);
        blocks[5] = Aes.EncryptLast(f, last);
        blocks[6] = Aes.EncryptLast(g, last);
        blocks[7] = Aes.EncryptLast(h, last);
    }

    private static void DecryptBatch(ReadOnlySpan<Vector128<byte>> keys, Span<Vector128<byte>> blocks)
    {
        var whitening = keys[0];
        var a = blocks[0] ^ whitening;
        var b = blocks[1] ^ whitening;
        var c = blocks[2] ^ whitening;
        var d = blocks[3] ^ whitening;
        var e = blocks[4] ^ whitening;
        var f = blocks[5] ^ whitening;
        var g = blocks[6] ^ whitening;
        var h = blocks[7] ^ whitening;
        for (var round = 1; round < Rounds; round++)
        {
            var key = keys[round];
            a = Aes.Decrypt(a, key);
            b = Aes.Decrypt(b, key);
            c = Aes.Decrypt(c, key);
            d = Aes.Decrypt(d, key);
            e = Aes.Decrypt(e, key);
            f = Aes.Decrypt(f, key);
            g = Aes.Decrypt(g, key);
            h = Aes.Decrypt(h, key);
        }

        var last = keys[Rounds];
        blocks[0] = Aes.DecryptLast(a, last);
        blocks[1] = Aes.DecryptLast(b, last);
        blocks[2] = Aes.DecryptLast(c, last);
        blocks[3] = Aes.DecryptLast(d, last);
        blocks[4] = Aes.DecryptLast(e, last);
        blocks[5] = Aes.DecryptLast(f, last);
        blocks[6] = Aes.DecryptLast(g, last);
        blocks[7] = Aes.DecryptLast(h, last);
    }

    private static void ExpandKey(Vector128<byte> key, Span<Vector128<byte>> schedule)
    {
        schedule[0] = key;
        schedule[1] = key = NextKey(key, Aes.KeygenAssist(key, 0x01));
        schedule[2] = key = NextKey(key, Aes.KeygenAssist(key, 0x02));
        schedule[3] = key = NextKey(key, Aes.KeygenAssist(key, 0x04));
        schedule[4] = key = NextKey(key, Aes.KeygenAssist(key, 0x08));
        schedule[5] = key = NextKey(key, Aes.KeygenAssist(key, 0x10));
        schedule[6] = key = NextKey(key, Aes.KeygenAssist(key, 0x20));
        schedule[7] = key = NextKey(key, Aes.KeygenAssist(key, 0x40));
        schedule[8] = key = NextKey(key, Aes.KeygenAssist(key, 0x80));
        schedule[9] = key = NextKey(key, Aes.KeygenAssist(key, 0x1b));
        schedule[10] = NextKey(key, Aes.KeygenAssist(key, 0x36));
    }

    // FIPS 197 section 5.2: each word is xored with the words before it and with the transformed last word.
    private static Vector128<byte> NextKey(Vector128<byte> key, Vector128<byte> assist)
    {
        var transformed = Sse2.Shuffle(assist.AsInt32(), 0xff).AsByte();
        key ^= Sse2.ShiftLeftLogical128BitLane(key, 4);
        key ^= Sse2.ShiftLeftLogical128BitLane(key, 8);
        return key ^ transformed;
    }
}
