using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <summary>Who talks to whom. An end with stock's rules is our connection with stock's timing, and announces nothing.</summary>
/// <param name="IsStockClient">The client keeps to stock's rules.</param>
/// <param name="IsStockServer">The server keeps to stock's rules.</param>
/// <param name="LeftOut">Features that the client does not announce, as an older Godwit would.</param>
internal sealed record Pairing(bool IsStockClient, bool IsStockServer, ulong LeftOut)
{
    /// <summary>True if both ends are ours.</summary>
    public bool AreOurs => !IsStockClient && !IsStockServer;

    /// <summary>What both ends will have agreed upon; null with a stock end.</summary>
    public PeerFeatures? Agreed => AreOurs ? Announced : null;

    /// <summary>What the client announces; null for stock.</summary>
    public PeerFeatures? Announced => IsStockClient ? null : Features.Ours with { Bits = Features.Ours.Bits & ~LeftOut };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(IsStockClient ? "stock" : "our")} client, {(IsStockServer ? "stock" : "our")} server{(LeftOut == 0 ? "" : $", client without features {LeftOut:X}")}";
}
