namespace Godwit.Forwarding;

/// <summary>How the user is asked about each signature (<c>-A confirm</c>).</summary>
public sealed record AgentConfirmation
{
    /// <summary>Who asks for signatures: the host, as the user named it.</summary>
    public required string Host { get; init; }

    /// <summary>The program that asks the user (<c>SSH_ASKPASS</c>); null asks on the terminal.</summary>
    public string? Program { get; init; }

    /// <summary>There is no terminal to ask on, and no program: all is refused.</summary>
    public bool HasNobody { get; init; }
}
