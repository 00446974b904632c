namespace Godwit.Bench.Forwarding;

/// <summary>How a transfer fared whose client got other addresses.</summary>
/// <param name="Direction">Which way it went.</param>
/// <param name="Milliseconds">For each change: from it until the reader had the first octet that came over the new path; infinite if it did not go on.</param>
/// <param name="MegabitsAfter">For each change: what the reader got in the second after that first octet, in Mbit/s.</param>
internal sealed record ResumeRow(BulkDirection Direction, IReadOnlyList<double> Milliseconds, IReadOnlyList<double> MegabitsAfter);
