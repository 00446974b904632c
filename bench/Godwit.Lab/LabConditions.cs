namespace Godwit.Lab;

/// <summary>What a path does in one direction. Times in milliseconds, shares 0 to 1.</summary>
internal sealed record LabConditions(
    int Delay,
    double Loss = 0,
    int Jitter = 0,
    double BurstEnter = 0,
    double BurstExit = 0,
    double BurstLoss = 0,
    double OctetsPerMs = 0,
    int QueueOctets = 64 * 1024)
{
    /// <summary>The paths by name.</summary>
    public static IReadOnlyDictionary<string, LabConditions> All { get; } = new Dictionary<string, LabConditions>
    {
        ["lan"] = new(0),
        ["rtt100"] = new(50),
        ["rtt100loss29"] = new(50, 0.29),
        ["rtt200loss29"] = new(100, 0.29),
        ["rtt100loss5"] = new(50, 0.05),
        ["rtt100loss1"] = new(50, 0.01),
        ["burst"] = new(50, BurstEnter: 0.02, BurstExit: 0.2, BurstLoss: 0.9),
        ["jitter"] = new(40, Jitter: 60),
        ["rtt273"] = new(136, Jitter: 4),
        ["slow16k"] = new(50, OctetsPerMs: 2),
        ["mbit"] = new(50, OctetsPerMs: 125, QueueOctets: 128 * 1024),
        ["slow64k"] = new(50, OctetsPerMs: 8),
    };
}
