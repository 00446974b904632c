namespace Godwit.Link;

/// <summary>
/// A small generator of pseudo-random numbers: SplitMix64 (Steele, Lea and Flood 2014). Any seed is good, equal seeds give
/// equal sequences on every machine and every version. Not for keys. A mutable struct: keep it in a field.
/// </summary>
/// <param name="seed">Any value.</param>
internal struct SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio: visits every state.
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>The next number in [0, 1).</summary>
    public double NextFraction() => (Next() >> 11) * (1.0 / (1UL << 53));
}
