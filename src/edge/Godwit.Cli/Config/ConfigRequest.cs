namespace Godwit.Cli;

/// <summary>What <c>godwit config</c> is to do.</summary>
internal sealed record ConfigRequest
{
    /// <summary>Look for mistakes instead of printing.</summary>
    public bool IsCheck { get; init; }

    /// <summary>The file to check, or the value of <c>--config</c>; null for the usual ones.</summary>
    public string? File { get; init; }

    /// <summary>The host whose options are printed; null for one that no block names.</summary>
    public string? Host { get; init; }
}
