namespace Godwit.Forwarding;

/// <summary>What the user wants forwarded, from the command line and from ssh's configuration.</summary>
public sealed record ForwardSettings
{
    /// <summary>Ports and local sockets, in the order in which they were named.</summary>
    public IReadOnlyList<ForwardSpec> Forwards { get; init; } = [];

    /// <summary>The session ends if one of them cannot be had.</summary>
    public bool ExitsOnFailure { get; init; }

    /// <summary>Forwardings from here that name no address listen on all of them.</summary>
    public bool GatewayPorts { get; init; }

    /// <summary>A local socket that is in the way is removed.</summary>
    public bool ReplacesSockets { get; init; }

    /// <summary>The agent's socket here; null forwards none.</summary>
    public string? AgentPath { get; init; }

    /// <summary>The user is asked about each use of the agent; null if not.</summary>
    public AgentConfirmation? Confirmation { get; init; }

    /// <summary>The display here; null forwards none.</summary>
    public string? Display { get; init; }

    /// <summary>Programs there may do with the display what programs here may.</summary>
    public bool IsDisplayTrusted { get; init; }

    /// <summary>For how long programs that are not trusted may connect to the display.</summary>
    public TimeSpan DisplayTimeout { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>All of it comes from ssh's configuration: a server that forwards nothing is no reason to have no session.</summary>
    public bool IsOptional { get; init; }

    /// <summary>True if nothing is to be forwarded.</summary>
    public bool IsEmpty => Forwards.Count == 0 && AgentPath is null && Display is null;
}
