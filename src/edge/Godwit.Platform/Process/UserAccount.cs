namespace Godwit.Platform;

/// <summary>What the user database says about a user.</summary>
/// <param name="Name">Login name.</param>
/// <param name="Home">Home directory; may be empty.</param>
/// <param name="Shell">Login shell; may be empty (then <c>/bin/sh</c> is meant).</param>
public sealed record UserAccount(string Name, string Home, string Shell);
