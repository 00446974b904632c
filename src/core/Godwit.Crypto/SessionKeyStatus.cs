namespace Godwit.Crypto;

/// <summary>Why a session key's text form was accepted or refused (spec 01 section 1).</summary>
public enum SessionKeyStatus
{
    /// <summary>The text is a key.</summary>
    Valid,

    /// <summary>The text is not exactly 22 characters long.</summary>
    WrongLength,

    /// <summary>A character is outside the standard Base64 alphabet.</summary>
    BadCharacter,

    /// <summary>The last character has bits set that carry no key material.</summary>
    UnusedBitsSet,
}
