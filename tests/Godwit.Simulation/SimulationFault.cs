namespace Godwit.Simulation;

/// <summary>A law was broken.</summary>
internal sealed class SimulationFault(string message) : Exception(message);
