namespace Godwit.Forwarding;

/// <summary>What came of the octets that a SOCKS client sent.</summary>
public enum SocksOutcome
{
    /// <summary>Go on feeding.</summary>
    NeedsMore,

    /// <summary>Send <see cref="SocksHandshake.Answer"/>, and go on feeding.</summary>
    Answer,

    /// <summary>The client has said where it wants to go; what is left of the octets belongs to the connection.</summary>
    Request,

    /// <summary>Send <see cref="SocksHandshake.Answer"/>, which may be empty, and close.</summary>
    Refuse,
}
