namespace Godwit.Forwarding;

/// <summary>The reply field of SOCKS5 (RFC 1928 section 6).</summary>
internal enum SocksReply : byte
{
    Succeeded = 0,
    GeneralFailure = 1,
    NotAllowed = 2,
    HostUnreachable = 4,
    ConnectionRefused = 5,
    TimeExpired = 6,
    CommandNotSupported = 7,
    AddressNotSupported = 8,
}
