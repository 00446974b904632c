namespace Godwit.Simulation.Wire;

/// <summary>What the receiving end of a direction is, as far as the rules of what it may be sent depend on it.</summary>
/// <param name="Name">Of the direction, for messages.</param>
/// <param name="ReceiverIsStock">It knows nothing beyond stock, and aborts where a stock program would.</param>
/// <param name="DatagramMax">Octets of a datagram at most.</param>
internal sealed record WireRules(string Name, bool ReceiverIsStock, int DatagramMax);
