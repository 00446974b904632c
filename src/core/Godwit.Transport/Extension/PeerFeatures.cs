namespace Godwit.Transport;

/// <summary>Abilities beyond stock that an end announces, or that both ends agreed on (spec 03 section 7).</summary>
/// <param name="Level">Version of the extension; the agreed one is the lower of the two.</param>
/// <param name="Bits">One bit per feature; the agreed ones are those that both ends have.</param>
public readonly record struct PeerFeatures(uint Level, ulong Bits)
{
    /// <summary>What both ends can do.</summary>
    public PeerFeatures Intersect(PeerFeatures other) => new(Math.Min(Level, other.Level), Bits & other.Bits);
}
