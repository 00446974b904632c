namespace Godwit.Crypto;

/// <summary>What became of a received datagram (spec 01 section 5, rows 1 to 5).</summary>
public enum OpenOutcome
{
    /// <summary>Authentic, and from the other side.</summary>
    Opened,

    /// <summary>Longer than any datagram may be.</summary>
    TooLong,

    /// <summary>Too short to hold the counter and the tag.</summary>
    TooShort,

    /// <summary>The tag does not verify.</summary>
    Forged,

    /// <summary>Authentic, but one of our own datagrams came back.</summary>
    Reflected,
}
