namespace Godwit.Terminal.Tests;

/// <summary>Outcome of one counted check.</summary>
/// <param name="Suite">Where it is from.</param>
/// <param name="Name">Suite, session and number of the check, so that names are unique.</param>
/// <param name="Fault">What differs; null if nothing does.</param>
public sealed record CaseResult(string Suite, string Name, string? Fault);
