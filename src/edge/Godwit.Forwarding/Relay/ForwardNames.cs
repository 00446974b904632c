namespace Godwit.Forwarding;

/// <summary>What reports call the forwardings that have no address.</summary>
internal static class ForwardNames
{
    public const string Agent = "agent";
    public const string Display = "X display";
}
