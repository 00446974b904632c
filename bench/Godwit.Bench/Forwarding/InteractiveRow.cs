namespace Godwit.Bench.Forwarding;

/// <summary>How keys fared in two sessions of a system at the same time: one whose link has nothing else to carry, and one beside a transfer.</summary>
/// <param name="System">Whose sessions.</param>
/// <param name="Direction">Which way the transfer went.</param>
/// <param name="Idle">Keys on the link that has nothing else to carry.</param>
/// <param name="Loaded">Keys beside the transfer.</param>
/// <param name="Megabits">What the transfer's reader got meanwhile, in Mbit/s.</param>
internal sealed record InteractiveRow(string System, BulkDirection Direction, IReadOnlyList<TimedKey> Idle, IReadOnlyList<TimedKey> Loaded, double Megabits);
