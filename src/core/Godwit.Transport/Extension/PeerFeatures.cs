namespace Godwit.Transport;

/// <summary>Abilities beyond stock that an end announces, or that both ends agreed on (spec 03 section 7).</summary>
/// <param name="Level">Version of the extension; the agreed one is the lower of the two.</param>
/// <param name="Bits">One bit per feature; the agreed ones are those that both ends have.</param>
/// <param name="Tables">Version of the character tables (1700: Unicode 17.0); 0 if not told, and in the agreed ones if they differ.</param>
public readonly record struct PeerFeatures(uint Level, ulong Bits, uint Tables = 0)
{
    /// <summary>Instructions in the form of <c>PackedInstruction</c>, compressed against the diffs before.</summary>
    public const ulong Packed = 1 << 5;

    /// <summary>Datagrams about the path: probes, further addresses of the server, and longer silences (docs/wire-protocol.md).</summary>
    public const ulong Paths = 1 << 6;

    /// <summary>Packed instructions also say how many of the peer's datagrams got lost lately. Means nothing without <see cref="Packed"/>.</summary>
    public const ulong LossReport = 1 << 7;

    /// <summary>Datagrams of streams (docs/wire-protocol.md); the connection hands their bodies to its owner.</summary>
    public const ulong Streams = 1 << 9;

    /// <summary>What both ends can do.</summary>
    public PeerFeatures Intersect(PeerFeatures other) =>
        new(Math.Min(Level, other.Level), Bits & other.Bits, Tables == other.Tables ? Tables : 0);
}
