namespace Godwit.Platform;

/// <summary>The two ECN bits of an IP header (RFC 3168 section 5).</summary>
public enum Ecn : byte
{
    /// <summary>The sender does not take part.</summary>
    NotCapable = 0,

    /// <summary>ECT(1).</summary>
    Capable1 = 1,

    /// <summary>ECT(0): what we send.</summary>
    Capable0 = 2,

    /// <summary>CE: a router on the path is congested (spec 02 section 3).</summary>
    CongestionExperienced = 3,
}
