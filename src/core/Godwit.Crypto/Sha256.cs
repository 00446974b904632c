using System.Buffers.Binary;
using System.Numerics;

namespace Godwit.Crypto;

/// <summary>
/// SHA-256 (FIPS 180-4), to say which program is meant: not for secrets. Our own, because the platform's needs OpenSSL on the user's machine,
/// which nothing else here does.
/// </summary>
public sealed class Sha256
{
    /// <summary>Octets of a digest.</summary>
    public const int DigestLength = 32;

    private const int BlockLength = 64;

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private readonly uint[] state =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private readonly uint[] schedule = new uint[BlockLength];
    private readonly byte[] block = new byte[BlockLength];
    private ulong length;

    /// <summary>Takes the next octets of the message.</summary>
    public void Append(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var used = (int)(length % BlockLength);
            var taken = Math.Min(octets.Length, BlockLength - used);
            octets[..taken].CopyTo(block.AsSpan(used));
            octets = octets[taken..];
            length += (ulong)taken;
            if (used + taken == BlockLength)
            {
                Compress();
            }
        }
    }

    /// <summary>Ends the message; nothing can be appended after it.</summary>
    /// <param name="digest">Receives the digest; <see cref="DigestLength"/> octets.</param>
    public void Finish(Span<byte> digest)
    {
        const int LengthField = sizeof(ulong);
        var bits = length * 8;
        Append([0x80]);
        var padding = (int)((BlockLength + BlockLength - LengthField - (length % BlockLength)) % BlockLength);
        Span<byte> zeros = stackalloc byte[BlockLength];
        zeros.Clear();
        Append(zeros[..padding]);
        Span<byte> field = stackalloc byte[LengthField];
        BinaryPrimitives.WriteUInt64BigEndian(field, bits);
        Append(field);
        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest[(i * sizeof(uint))..], state[i]);
        }
    }

    // Section 6.2.2.
    private void Compress()
    {
        var w = schedule;
        for (var t = 0; t < BlockLength; t++)
        {
            const int Words = BlockLength / sizeof(uint);
            w[t] = t < Words
                ? BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(t * sizeof(uint)))
                : SmallSigma(w[t - 2], 17, 19, 10) + w[t - 7] + SmallSigma(w[t - 15], 7, 18, 3) + w[t - 16];
        }

        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var t = 0; t < BlockLength; t++)
        {
            var first = h + BigSigma(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + Constants[t] + w[t];
            var second = BigSigma(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static uint BigSigma(uint x, int one, int two, int three) =>
        BitOperations.RotateRight(x, one) ^ BitOperations.RotateRight(x, two) ^ BitOperations.RotateRight(x, three);

    private static uint SmallSigma(uint x, int one, int two, int shift) =>
        BitOperations.RotateRight(x, one) ^ BitOperations.RotateRight(x, two) ^ (x >> shift);
}
