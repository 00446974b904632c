namespace Godwit.Interop.Harness;

/// <summary>Full paths of the three programs that a pair uses. The wrapper belongs to the client's side.</summary>
internal sealed record Parts(string Wrapper, string Client, string Server);
