namespace Godwit.Bench.Judging;

/// <summary>A program, and the keys that are played to it to learn which screens are right.</summary>
/// <param name="Command">argv.</param>
/// <param name="Keys">What is typed.</param>
internal sealed record Rehearsal(IReadOnlyList<string> Command, IReadOnlyList<Keystroke> Keys);
