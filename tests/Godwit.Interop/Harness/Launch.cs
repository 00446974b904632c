namespace Godwit.Interop.Harness;

/// <summary>How a session is started.</summary>
internal sealed record Launch
{
    /// <summary>The user's way: the wrapper in the terminal, ssh behind it.</summary>
    public static Launch Wrapper { get; } = new();

    /// <summary>
    /// By hand: ssh runs the server, its connect line is read here, and the client is started with the key. Gives the server's pid, and
    /// lets a relay stand between the two.
    /// </summary>
    public static Launch Keyed { get; } = new() { IsKeyed = true };

    /// <summary>By hand, with a <see cref="UdpRelay"/> in between.</summary>
    public static Launch Relayed { get; } = Keyed with { HasRelay = true };

    public bool IsKeyed { get; init; }

    public bool HasRelay { get; init; }

    /// <summary>The relay loses everything until it is told not to.</summary>
    public bool StartsInTheDark { get; init; }

    /// <summary>Typed at the prompt of an interactive shell instead of started in its place, so that it can be suspended.</summary>
    public bool IsInShell { get; init; }

    /// <summary>The wrapper is called as <c>godwit</c>, not as <c>mosh</c>; for pairs of ours alone.</summary>
    public bool IsOwnName { get; init; }

    /// <summary>The wrapper looks for a server itself.</summary>
    public bool FindsServer { get; init; }

    /// <summary>Further options of the wrapper.</summary>
    public IReadOnlyList<string> WrapperOptions { get; init; } = [];

    /// <summary>The host as the user types it; the family's loopback address if not given.</summary>
    public string? Host { get; init; }

    /// <summary>Given to the client in place of the key that the server printed.</summary>
    public string? WrongKey { get; init; }

    /// <summary>Further variables of the client's environment.</summary>
    public IReadOnlyDictionary<string, string> ClientEnvironment { get; init; } = new Dictionary<string, string>();
}
