namespace Godwit.Forwarding;

/// <summary>What becomes of a request to an agent that is asked about each use.</summary>
internal enum AgentVerdict
{
    /// <summary>The agent is not asked.</summary>
    Refuse,

    /// <summary>It gives nothing away and changes nothing.</summary>
    Pass,

    /// <summary>The user is asked first.</summary>
    Ask,
}
