using Godwit.Crypto;

namespace Godwit.Transport;

/// <summary>
/// Endless padding derived from a seed: the AES-128 keystream of a counter. An observer of packet lengths cannot predict it, which
/// a plain pseudo-random generator would not promise.
/// </summary>
internal sealed class ChaffSource : IDisposable
{
    /// <summary>Octets of padding at most (spec 02 section 7).</summary>
    public const int LengthMax = 16;

    private readonly KeystreamGenerator keystream;
    private readonly byte[] octets = new byte[LengthMax];

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">16 octets from the system's random source.</param>
    public ChaffSource(ReadOnlySpan<byte> seed) => keystream = new KeystreamGenerator(seed);

    /// <summary>The padding of the next instruction; valid until the next call.</summary>
    /// <returns>0 to <see cref="LengthMax"/> octets.</returns>
    public ReadOnlySpan<byte> Next()
    {
        Span<byte> choice = stackalloc byte[1];
        keystream.Fill(choice);
        return Exactly(choice[0] % (LengthMax + 1));
    }

    /// <summary>Padding of a given length; valid until the next call.</summary>
    /// <param name="length">0 to <see cref="LengthMax"/>.</param>
    public ReadOnlySpan<byte> Exactly(int length)
    {
        var chaff = octets.AsSpan(0, length);
        keystream.Fill(chaff);
        return chaff;
    }

    /// <inheritdoc/>
    public void Dispose() => keystream.Dispose();
}
