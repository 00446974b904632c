namespace Godwit.Crypto;

/// <summary>Which way a datagram travels: bit 63 of the nonce value (spec 01 section 3).</summary>
public enum Direction
{
    /// <summary>Client to server: the bit is clear.</summary>
    ToServer = 0,

    /// <summary>Server to client: the bit is set.</summary>
    ToClient = 1,
}
