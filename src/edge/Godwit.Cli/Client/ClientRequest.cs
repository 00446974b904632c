namespace Godwit.Cli;

/// <summary>What a command line of <c>mosh-client</c> asks for.</summary>
internal sealed record ClientRequest
{
    /// <summary>True for <c>-c</c>: print the terminal's number of colours.</summary>
    public bool CountsColors { get; init; }

    /// <summary>The server's address as written.</summary>
    public string Address { get; init; } = "";

    /// <summary>The server's port as written: digits only.</summary>
    public string Port { get; init; } = "";

    /// <summary>Number of <c>-v</c>.</summary>
    public int Verbosity { get; init; }
}
