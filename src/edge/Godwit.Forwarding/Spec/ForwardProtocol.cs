namespace Godwit.Forwarding;

/// <summary>What is carried.</summary>
public enum ForwardProtocol
{
    /// <summary>Connections: TCP or local sockets.</summary>
    Tcp,

    /// <summary>Datagrams, each whole: the suffix <c>/udp</c>, which ssh does not have.</summary>
    Udp,
}
