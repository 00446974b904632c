using Godwit.Platform;

namespace Godwit.Client;

/// <summary>What is wrong with the network, in few words: with how to leave it has to fit beside the seconds in a row of 80.</summary>
internal static class NetworkWords
{
    /// <summary>As it stands after a colon.</summary>
    /// <param name="error">Of a send, or reported for an earlier one.</param>
    public static string Of(IoResult error) => error.Fault switch
    {
        NetworkFault.PortUnreachable => "port unreachable",
        NetworkFault.HostUnreachable => "no route to host",
        NetworkFault.NetworkUnreachable => "network unreachable",
        NetworkFault.Forbidden => "blocked by a firewall",
        _ => error.ErrorText is { Length: > 0 } text ? text : "nothing can be sent",
    };
}
