namespace Godwit.Platform;

/// <summary>Why a datagram did not arrive or a connection was not made, as far as the system knows.</summary>
public enum NetworkFault
{
    /// <summary>Another reason, or none.</summary>
    Other,

    /// <summary>The host says that no program listens on the port; or none listens at the local socket's file any more.</summary>
    PortUnreachable,

    /// <summary>A router, or this machine, does not find the host.</summary>
    HostUnreachable,

    /// <summary>This machine has no network that leads there.</summary>
    NetworkUnreachable,

    /// <summary>A firewall forbids it, or the file of a local socket does.</summary>
    Forbidden,

    /// <summary>Nothing answered for as long as the system waits.</summary>
    TimedOut,

    /// <summary>The file of a local socket is not there.</summary>
    NoSuchFile,

    /// <summary>Somebody else listens there, or a file of that name exists.</summary>
    InUse,
}
