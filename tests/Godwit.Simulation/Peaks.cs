using Godwit.Simulation.Harness;

namespace Godwit.Simulation;

/// <summary>The most that a run did of what is bounded: for whoever sets the bounds.</summary>
/// <param name="Recovery">Milliseconds from the end of the faults to equal screens.</param>
/// <param name="Instructions">Instructions of one end in ten seconds.</param>
/// <param name="IdleTurns">Turns of one end for nothing in ten seconds.</param>
/// <param name="Deaf">Instructions in ten seconds at a peer that is long gone.</param>
internal readonly record struct Peaks(long Recovery, long Instructions, long IdleTurns, long Deaf)
{
    public Peaks(long recovery, SimulatedSession session)
        : this(
            recovery,
            Math.Max(session.ClientEffort.InstructionsPeak, session.ServerEffort.InstructionsPeak),
            Math.Max(session.ClientEffort.IdleTurnsPeak, session.ServerEffort.IdleTurnsPeak),
            Math.Max(session.ClientEffort.DeafPeak, session.ServerEffort.DeafPeak))
    {
    }

    public static Peaks Max(Peaks one, Peaks other) => new(
        Math.Max(one.Recovery, other.Recovery),
        Math.Max(one.Instructions, other.Instructions),
        Math.Max(one.IdleTurns, other.IdleTurns),
        Math.Max(one.Deaf, other.Deaf));
}
