namespace Godwit.Platform;

/// <summary>The family of an address or a socket.</summary>
public enum IpFamily : byte
{
    /// <summary>No address: the default value of <see cref="UdpAddress"/>.</summary>
    None,

    /// <summary>IPv4.</summary>
    IPv4,

    /// <summary>IPv6.</summary>
    IPv6,
}
