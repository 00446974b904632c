namespace Godwit.Forwarding;

/// <summary>What stands between two colons of a forwarding, without brackets and backslashes.</summary>
/// <param name="Text">Perhaps empty.</param>
/// <param name="IsPath">It contains a slash.</param>
internal readonly record struct ForwardField(string Text, bool IsPath);
