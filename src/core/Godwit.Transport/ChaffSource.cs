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
    /// <param name="lengthMax">It is 0 to so many octets long, <see cref="LengthMax"/> at most.</param>
    public ReadOnlySpan<byte> Next(int lengthMax = LengthMax)
    {
        Span<byte> choice = stackalloc byte[1];
        keystream.Fill(choice);
        var chaff = octets.AsSpan(0, choice[0] % (lengthMax + 1));
        keystream.Fill(chaff);
        return chaff;
    }

    /// <inheritdoc/>
    public void Dispose() => keystream.Dispose();
}
