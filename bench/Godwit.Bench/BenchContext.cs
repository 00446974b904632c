using Godwit.Bench.Generators;
using Godwit.Bench.Report;
using Godwit.Bench.Sessions;

namespace Godwit.Bench;

/// <summary>What every experiment works with.</summary>
/// <param name="Stock">The system to compare with.</param>
/// <param name="Godwit">Ours.</param>
/// <param name="Loop">The one loop.</param>
/// <param name="Data">The files that sessions read.</param>
/// <param name="Samples">Where results go.</param>
/// <param name="Root">The repository.</param>
/// <param name="IsQuick">Only see that everything runs: fewest repetitions, short waits.</param>
internal sealed record BenchContext(SystemUnderTest Stock, SystemUnderTest Godwit, EventLoop Loop, Workdata Data, Samples Samples, string Root, bool IsQuick)
{
    private const double GoodbyeMilliseconds = 300;

    /// <summary>A B A B: a drift of the machine then reaches both systems alike.</summary>
    /// <param name="repetitions">Of the pair; one if quick.</param>
    public IEnumerable<SystemUnderTest> Interleaved(int repetitions) =>
        Enumerable.Repeat(new[] { Stock, Godwit }, IsQuick ? 1 : repetitions).SelectMany(pair => pair);

    /// <summary>Ends sessions, and forgets what was still to be done for them.</summary>
    public void End(IReadOnlyList<Session> sessions)
    {
        foreach (var session in sessions)
        {
            session.Server.Terminate();
        }

        Loop.RunFor(GoodbyeMilliseconds); // Relays have to carry the goodbyes.
        Loop.ClearTimers();
        foreach (var session in sessions)
        {
            session.Dispose();
        }
    }
}
