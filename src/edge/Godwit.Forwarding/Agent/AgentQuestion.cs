namespace Godwit.Forwarding;

/// <summary>A question to the user: may the host have this signature?</summary>
public sealed class AgentQuestion
{
    internal AgentQuestion(long number, string sentence)
    {
        Number = number;
        Sentence = sentence;
    }

    /// <summary>Tells it from others.</summary>
    public long Number { get; }

    /// <summary>What is asked, without a full stop; it can be shown on a terminal.</summary>
    public string Sentence { get; }

    internal bool? Answer { get; set; }
}
