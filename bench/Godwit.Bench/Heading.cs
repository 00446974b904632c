using System.Globalization;
using Godwit.Bench.Report;
using Godwit.Bench.Systems;

namespace Godwit.Bench;

/// <summary>What the numbers depend on.</summary>
internal static class Heading
{
    /// <summary>One line each.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="systems">Who takes part.</param>
    /// <param name="congestionControl">Of TCP in the sessions' namespaces; null if they go through a relay.</param>
    public static IReadOnlyList<string> Lines(TableOptions options, IReadOnlyList<Contender> systems, string? congestionControl) =>
    [
        .. MachineText.Machine(),
        string.Create(CultureInfo.InvariantCulture, $"Seed: {options.Seed}{(options.IsQuick ? "; --quick: the numbers mean little" : "")}"),
        congestionControl is not null
            ? $"Links: emulated in user space between two network namespaces of each session; TCP by {congestionControl}"
            : "Links: emulated in user space by a relay of datagrams on this host; no TCP, so no ssh",
        .. systems.Select(system => $"{system.Name}: {system.Version()}{(system.Name == Contender.Ours ? $", commit {MachineText.Commit(options.Root)}" : "")}"),
    ];
}
