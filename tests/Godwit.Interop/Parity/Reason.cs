namespace Godwit.Interop.Parity;

/// <summary>Why ours differs from stock, as docs/parity.md says it.</summary>
/// <param name="Stock">What stock does.</param>
/// <param name="Ours">What ours does.</param>
/// <param name="Why">Why that is right.</param>
internal sealed record Reason(string Stock, string Ours, string Why);
