namespace Godwit.Bench.Forwarding;

/// <summary>How keys fared in one session.</summary>
/// <param name="System">Whose session.</param>
/// <param name="Direction">Which way a transfer went meanwhile.</param>
/// <param name="Latencies">Of each key, from its typing until its letter was shown, in milliseconds; to the end for those that never were.</param>
/// <param name="Unseen">How many keys were never shown.</param>
/// <param name="Megabits">What the transfer's reader got meanwhile, in Mbit/s; 0 if there was none.</param>
internal sealed record InteractiveRow(string System, BulkDirection Direction, IReadOnlyList<double> Latencies, int Unseen, double Megabits);
