namespace Godwit.Bench.Workloads;

/// <summary>All workloads, in the order of the report.</summary>
internal static class WorkloadCatalog
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        new TypingWorkload(predicts: false), new TypingWorkload(predicts: true), new SessionWorkload(), new FloodWorkload(), new RedrawWorkload(), new IdleWorkload(),
        new RoamingWorkload(), new OutageWorkload(), new LoginWorkload(), new ConnectWorkload(),
    ];

    /// <exception cref="BenchException">There is none of that name.</exception>
    public static IWorkload Find(string name) =>
        All.FirstOrDefault(workload => workload.Name == name)
            ?? throw new BenchException($"there is no workload {name}; known are {string.Join(", ", All.Select(workload => workload.Name))}");
}
