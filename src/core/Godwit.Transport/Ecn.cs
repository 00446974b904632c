namespace Godwit.Transport;

/// <summary>The explicit congestion notification bits of a received IP header (RFC 3168).</summary>
public enum Ecn
{
    /// <summary>Not capable, or unknown.</summary>
    None = 0,

    /// <summary>ECT(1).</summary>
    Capable1 = 1,

    /// <summary>ECT(0): what both ends send.</summary>
    Capable0 = 2,

    /// <summary>CE: a router saw congestion.</summary>
    CongestionExperienced = 3,
}
