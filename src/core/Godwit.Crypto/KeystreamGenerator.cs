using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Godwit.Crypto;

/// <summary>
/// A stream of unpredictable octets from a 16-octet seed: AES-128 of a counter. For padding and the like, where the core needs
/// randomness that it may not fetch itself (design D4). Never for keys.
/// </summary>
public sealed class KeystreamGenerator : IDisposable
{
    /// <summary>Octets of the seed.</summary>
    public const int SeedLength = BlockCipher.BlockLength;

    private readonly BlockCipher cipher;
    private readonly byte[] block = new byte[BlockCipher.BlockLength];
    private int used = BlockCipher.BlockLength;
    private ulong counter;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">16 octets from the system's random source; copied.</param>
    public KeystreamGenerator(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedLength, nameof(seed));
        cipher = BlockCipher.Create(seed);
    }

    /// <summary>Takes the next octets of the stream.</summary>
    public void Fill(Span<byte> octets)
    {
        for (var i = 0; i < octets.Length; i++)
        {
            if (used == block.Length)
            {
                block.AsSpan().Clear();
                BinaryPrimitives.WriteUInt64BigEndian(block, counter++);
                cipher.Encrypt(Vector128.Create(block)).CopyTo(block);
                used = 0;
            }

            octets[i] = block[used++];
        }
    }

    /// <summary>Wipes the seed's key schedule.</summary>
    public void Dispose() => cipher.Dispose();
}
