using System.Runtime.Intrinsics;

namespace Godwit.Crypto;

/// <summary>
/// The AES-128 block function in both directions. One virtual call does up to eight blocks, so that the processor
/// can keep several in flight. Not thread safe.
/// </summary>
internal abstract class BlockCipher : IDisposable
{
    /// <summary>Octets in a block.</summary>
    public const int BlockLength = 16;

    /// <summary>
    /// Blocks per call at most. AES instructions have a latency of 3 to 4 cycles and one or two start per cycle: eight blocks hide it.
    /// </summary>
    public const int BatchLength = 8;

    /// <summary>The fastest cipher this processor has.</summary>
    /// <param name="key">16 octets; copied.</param>
    public static BlockCipher Create(ReadOnlySpan<byte> key)
    {
        if (X86Aes.IsSupported)
        {
            return new X86Aes(key);
        }

        return ArmAes.IsSupported ? new ArmAes(key) : new LibraryAes(key);
    }

    /// <summary>Encrypts each block in place.</summary>
    /// <param name="blocks">1 to <see cref="BatchLength"/> blocks, in memory order.</param>
    public abstract void Encrypt(Span<Vector128<byte>> blocks);

    /// <summary>Decrypts each block in place.</summary>
    /// <param name="blocks">1 to <see cref="BatchLength"/> blocks, in memory order.</param>
    public abstract void Decrypt(Span<Vector128<byte>> blocks);

    /// <summary>Encrypts one block.</summary>
    public Vector128<byte> Encrypt(Vector128<byte> block)
    {
        Encrypt(new Span<Vector128<byte>>(ref block));
        return block;
    }

    /// <summary>Wipes the key schedule.</summary>
    public abstract void Dispose();
}
