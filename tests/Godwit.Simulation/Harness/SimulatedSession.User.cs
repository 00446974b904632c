using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <content>What scenarios ask for.</content>
internal sealed partial class SimulatedSession
{
    // An arrow's octets may be cut where the client's queue is full; then nobody can say what it is.
    private const int RoomForKeys = 32 * 1024;

    /// <summary>True once nothing more is to be typed.</summary>
    public bool UserIsDone { get; set; }

    /// <summary>True once the client knows all addresses of the server.</summary>
    public bool KnowsAddresses => Network.ServerAddresses.TrueForAll(candidates.Contains);

    /// <summary>Those addresses of the server that the client knows.</summary>
    public int[] KnownServerAddresses => [.. Network.ServerAddresses.FindAll(candidates.Contains).TakeLast(2)];

    /// <summary>One key; no arrow behind a long paste.</summary>
    public void TypeKey(ReadOnlySpan<byte> key)
    {
        if (key[0] != 0x1B || (!Client.HasUnsentInput || Client.Connection.Local.Held < RoomForKeys))
        {
            Type(key);
        }
    }

    /// <summary>True once both machines run.</summary>
    public bool BothRun => ClientMachine.Runs(Now) && ServerMachine.Runs(Now);

    /// <summary>When both machines run.</summary>
    public Instant BothRunAt => Instant.Max(ClientMachine.StoppedUntil, ServerMachine.StoppedUntil);
}
