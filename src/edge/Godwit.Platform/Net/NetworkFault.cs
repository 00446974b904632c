namespace Godwit.Platform;

/// <summary>Why a datagram did not arrive, as far as the system knows.</summary>
public enum NetworkFault
{
    /// <summary>Another reason, or none.</summary>
    Other,

    /// <summary>The host says that no program listens on the port.</summary>
    PortUnreachable,

    /// <summary>A router, or this machine, does not find the host.</summary>
    HostUnreachable,

    /// <summary>This machine has no network that leads there.</summary>
    NetworkUnreachable,

    /// <summary>A firewall forbids it.</summary>
    Forbidden,
}
