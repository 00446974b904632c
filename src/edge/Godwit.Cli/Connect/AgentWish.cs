namespace Godwit.Cli;

/// <summary>What the user wants of the agent.</summary>
internal enum AgentWish
{
    /// <summary>What ssh's configuration says.</summary>
    Unsaid,

    /// <summary>It stays here.</summary>
    No,

    /// <summary>It is forwarded.</summary>
    Yes,

    /// <summary>It is forwarded, and the user is asked about each signature.</summary>
    Confirm,
}
