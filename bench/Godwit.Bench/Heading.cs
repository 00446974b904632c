using System.Globalization;
using Godwit.Bench.Report;
using Godwit.Bench.Systems;

namespace Godwit.Bench;

/// <summary>What the numbers depend on.</summary>
internal static class Heading
{
    /// <summary>One line each.</summary>
    public static IReadOnlyList<string> Lines(TableOptions options, IReadOnlyList<Contender> systems, bool usesNamespaces) =>
    [
        .. MachineText.Machine(),
        string.Create(CultureInfo.InvariantCulture, $"Seed: {options.Seed}{(options.IsQuick ? "; --quick: the numbers mean little" : "")}"),
        usesNamespaces
            ? $"Links: emulated in user space between two network namespaces of each session; TCP by {File.ReadAllText("/proc/sys/net/ipv4/tcp_congestion_control").Trim()}"
            : "Links: emulated in user space by a relay of datagrams on this host; no TCP, so no ssh",
        .. systems.Select(system => $"{system.Name}: {system.Version()}{(system.Name == Contender.Ours ? $", commit {MachineText.Commit(options.Root)}" : "")}"),
    ];
}
