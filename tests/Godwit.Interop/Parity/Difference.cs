namespace Godwit.Interop.Parity;

/// <summary>One aspect of a row in which ours differs on purpose.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Aspect">Which of the facts of the run.</param>
/// <param name="Ours">What it is with ours, exactly.</param>
internal sealed record Difference(Reason Reason, string Aspect, string Ours);
