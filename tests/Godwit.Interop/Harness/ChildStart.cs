namespace Godwit.Interop.Harness;

/// <summary>What to start. <paramref name="Environment"/> is complete: nothing is inherited when it is given.</summary>
internal sealed record ChildStart(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string>? Environment = null);
