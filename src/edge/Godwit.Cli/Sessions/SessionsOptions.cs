namespace Godwit.Cli;

/// <summary>What <c>godwit ls</c>, <c>godwit status</c> and <c>godwit kill</c> are to do.</summary>
internal sealed record SessionsOptions
{
    /// <summary>The host to ask; null for this one.</summary>
    public string? Host { get; init; }

    /// <summary>The ssh command for another host; null for the one that the configuration names.</summary>
    public string? Ssh { get; init; }

    /// <summary>The sessions that are meant; names are the UDP ports of their servers.</summary>
    public IReadOnlyList<int> Names { get; init; } = [];

    /// <summary>True if all sessions without a client are to end.</summary>
    public bool IsForLost { get; init; }
}
