using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Godwit.Crypto;

/// <summary>
/// AES-128 by the platform's library, for processors without AES instructions. On Linux this loads OpenSSL (16 MB RSS,
/// measured), which is why it is the last choice (design D6).
/// </summary>
internal sealed class LibraryAes : BlockCipher
{
    private readonly Aes aes;
    private readonly ICryptoTransform encryptor;
    private readonly ICryptoTransform decryptor;

    // The transform takes arrays only; it is given the same one for input and output.
    private readonly byte[] scratch = GC.AllocateArray<byte>(BatchLength * BlockLength, pinned: true);

    /// <summary>Expands the key.</summary>
    /// <param name="key">16 octets; copied.</param>
    [SuppressMessage("Security", "CA5358:Review cipher mode usage with cryptography experts",
        Justification = "ECB is the bare block function that OCB (RFC 7253) is built from.")]
    public LibraryAes(ReadOnlySpan<byte> key)
    {
        aes = Aes.Create();
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        aes.KeySize = key.Length * 8;
        var keyCopy = GC.AllocateArray<byte>(key.Length, pinned: true);
        key.CopyTo(keyCopy);
        encryptor = aes.CreateEncryptor(keyCopy, null);
        decryptor = aes.CreateDecryptor(keyCopy, null);
        Wipe.Clear(keyCopy);
    }

    /// <inheritdoc/>
    public override void Encrypt(Span<Vector128<byte>> blocks) => Transform(encryptor, blocks);

    /// <inheritdoc/>
    public override void Decrypt(Span<Vector128<byte>> blocks) => Transform(decryptor, blocks);

    /// <inheritdoc/>
    public override void Dispose()
    {
        encryptor.Dispose();
        decryptor.Dispose();
        aes.Dispose();
        Wipe.Clear(scratch);
    }

    private void Transform(ICryptoTransform transform, Span<Vector128<byte>> blocks)
    {
        var octets = MemoryMarshal.AsBytes(blocks);
        octets.CopyTo(scratch);
        transform.TransformBlock(scratch, 0, octets.Length, scratch, 0);
        scratch.AsSpan(0, octets.Length).CopyTo(octets);
    }
}
