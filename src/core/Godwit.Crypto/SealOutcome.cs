namespace Godwit.Crypto;

/// <summary>What became of a datagram that was to be sealed.</summary>
public enum SealOutcome
{
    /// <summary>Sealed: send it.</summary>
    Sealed,

    /// <summary>
    /// The key or the counter is used up (spec 01 section 4). Fatal: nothing may be sent with this key any more, and this
    /// datagram holds clear text, so it must not be sent either.
    /// </summary>
    KeyExhausted,
}
