using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>Something that people do in a session, and what is measured of it.</summary>
internal interface IWorkload
{
    /// <summary>The name on the command line and in the report.</summary>
    string Name { get; }

    /// <summary>For people.</summary>
    string Title { get; }

    /// <summary>The links it is measured on if none are asked for.</summary>
    IReadOnlyList<string> Links { get; }

    /// <summary>The lines of the report.</summary>
    IReadOnlyList<Reading> Readings { get; }

    /// <summary>How often it is repeated, quick or not.</summary>
    int Rounds(bool isQuick);

    /// <summary>Why a system cannot do it, in a few words; null if it can.</summary>
    string? Excludes(Contender system);

    /// <summary>Measures lanes side by side, once.</summary>
    void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round);
}
