using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// For how long a program that talks to the agent waits for a client that is silent. An agent is asked and answers: what was asked a moment ago must end, with an
/// answer or without. A connection that has been at rest for long is left alone; the client may sleep meanwhile, and be back for the next question.
/// </summary>
public static class AgentPatience
{
    /// <summary>Milliseconds between the client's signs of life while a connection to its agent is in use, on top of what it sends anyway.</summary>
    public const long LifeSignMs = 3000;

    /// <summary>Milliseconds of silence after which the client counts as gone for such a connection: five signs of life in a row were lost.</summary>
    public const long SilenceMaxMs = 5 * LifeSignMs;

    /// <summary>
    /// Milliseconds after the latest octet, either way, for which a connection counts as in use: the user may be asked, or have to touch a key. Nobody waits
    /// longer for a signature: sshd gives a login 120 s.
    /// </summary>
    public const long InUseMs = 120_000;

    /// <summary>Milliseconds until the client must have said that its agent is there.</summary>
    public const long GrantMs = 10_000;

    /// <summary>What has gone over a stream, both ways: it changes with each octet.</summary>
    internal static ulong Moved(MuxStream stream) => stream.TotalWritten + stream.TotalRead;

    /// <summary>When a connection is to be let go: the client fell silent while it was in use. Never if it did not.</summary>
    /// <param name="movedAt">When the latest octet went over it.</param>
    /// <param name="heardAt">When the client was heard last.</param>
    internal static Instant Deadline(Instant movedAt, Instant heardAt) =>
        heardAt < movedAt + InUseMs ? Instant.Max(movedAt, heardAt) + SilenceMaxMs : Instant.Never;

    /// <summary>True if the client is to give signs of life: a little longer than the server counts the connection as in use, so that its last ones are not missed.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="movedAt">When the latest octet went over the connection.</param>
    internal static bool WantsLifeSigns(Instant now, Instant movedAt) => now < movedAt + (InUseMs + SilenceMaxMs);
}
