namespace Godwit.Bench;

/// <summary>A figure cannot be measured. The message says why in one sentence.</summary>
internal sealed class BenchException(string message) : Exception(message);
