namespace Godwit.Platform;

/// <summary>Which addresses of a host to use and in which order (<c>--family</c>, spec 04 section 2.3).</summary>
public enum FamilyPolicy
{
    /// <summary>IPv4 first, then IPv6. The default.</summary>
    PreferInet,

    /// <summary>IPv6 first, then IPv4.</summary>
    PreferInet6,

    /// <summary>IPv4 only.</summary>
    Inet,

    /// <summary>IPv6 only.</summary>
    Inet6,

    /// <summary>All, in the order of the resolver.</summary>
    All,

    /// <summary>Fails if the host has addresses of both families.</summary>
    Auto,
}
