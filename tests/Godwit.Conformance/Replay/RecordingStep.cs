namespace Godwit.Conformance.Replay;

/// <summary>One line of a recording; exactly one of the three.</summary>
/// <param name="Output">What one read of the terminal gave.</param>
/// <param name="Check">The name of a place where the screen is looked at.</param>
/// <param name="Size">A new size.</param>
internal sealed record RecordingStep(byte[]? Output, string? Check, (int Columns, int Rows)? Size);
