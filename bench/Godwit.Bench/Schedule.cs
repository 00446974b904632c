using Godwit.Bench.Links;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench;

/// <summary>
/// Which lanes of a workload are measured together: all systems of a link side by side, so that every one meets the same moments of the machine. On a
/// link so short that neighbours would show, one after the other instead, in turns (A B A B).
/// </summary>
internal sealed class Schedule(TableContext bench, IWorkload workload, IReadOnlyList<NamedLink> links, IReadOnlyList<Contender> systems)
{
    // Two processors carry that many people typing without one waiting for another.
    private const int LanesMax = 15;

    public void Run()
    {
        var able = systems.Where(IsAble).ToArray();
        if (able.Length == 0)
        {
            return;
        }

        foreach (var link in links.Where(link => link.HasDownload && !bench.UsesNamespaces))
        {
            Console.Error.WriteLine($"bench: {workload.Name}: {link.Name} is left out: TCP needs network namespaces, which need root");
        }

        var groups = Groups(able, [.. links.Where(link => !link.HasDownload || bench.UsesNamespaces)]).ToArray();
        for (var round = 0; round < (bench.Rounds ?? workload.Rounds(bench.IsQuick)); round++)
        {
            foreach (var group in groups)
            {
                Console.Error.WriteLine($"{workload.Name}, round {round + 1}: {string.Join(", ", group.Select(lane => lane.Link.Name).Distinct())} with {string.Join(", ", group.Select(lane => lane.System.Name).Distinct())} …");
                try
                {
                    workload.Run(bench, group, round);
                }
                catch (BenchException exception)
                {
                    bench.Fail(group[0], exception.Message); // The others may still be measured.
                }
            }
        }
    }

    private bool IsAble(Contender system)
    {
        var reason = system.MissingPrograms() is { Count: > 0 } missing ? $"{string.Join(" and ", missing)} cannot be found"
            : system.Kind == SystemKind.Ssh && !bench.UsesNamespaces ? "TCP needs network namespaces, which need root"
            : workload.Excludes(system);
        if (reason is not null)
        {
            Console.Error.WriteLine($"bench: {workload.Name}: {system.Name} is left out: {reason}");
        }

        return reason is null;
    }

    private static IEnumerable<Lane[]> Groups(Contender[] able, NamedLink[] possible)
    {
        foreach (var system in able)
        {
            foreach (var link in possible.Where(link => link.IsLocal))
            {
                yield return [new(link, system)];
            }
        }

        var linksAtOnce = Math.Max(1, LanesMax / able.Length);
        foreach (var chunk in possible.Where(link => !link.IsLocal).Chunk(linksAtOnce))
        {
            yield return [.. chunk.SelectMany(link => able.Select(system => new Lane(link, system)))];
        }
    }
}
