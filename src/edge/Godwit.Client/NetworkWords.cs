using Godwit.Platform;

namespace Godwit.Client;

/// <summary>What is wrong with the network, in the user's words.</summary>
internal static class NetworkWords
{
    /// <summary>As it stands after a colon.</summary>
    /// <param name="error">Of a send, or reported for an earlier one.</param>
    /// <param name="server">Where it was sent to.</param>
    public static string Of(IoResult error, in UdpAddress server) => error.Fault switch
    {
        NetworkFault.PortUnreachable => $"no server on UDP port {server.Port} of {server} (port unreachable)",
        NetworkFault.HostUnreachable => $"no route to {server} (host unreachable)",
        NetworkFault.NetworkUnreachable => $"no way to {server} from here (network unreachable)",
        NetworkFault.Forbidden => $"a firewall forbids packets to {server}",
        _ => error.ErrorText is { Length: > 0 } text ? text : "datagrams cannot be sent",
    };
}
