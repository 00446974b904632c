using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// Waiting for what the user's terminal says. The program starts with the client's first word, and the facts come a round trip later: what
/// a program asks in its first milliseconds (vim and nvim: the background's colour) would go unanswered, and it never asks again.
/// </summary>
public sealed partial class ServerSession
{
    /// <summary>
    /// How long answers wait for facts, from the client's first word: a terminal behind a slow line, or a long round trip. Only a program that asks for
    /// what depends on facts waits at all.
    /// </summary>
    public const long FactsPatienceMs = 400;

    private Instant factsDueAt;

    private Instant FactsDeadline => emulator.AwaitsFacts ? factsDueAt : Instant.Never;

    private void ExpectFacts(Attachment attachment, Instant now)
    {
        if (!HasBeenAttached && attachment.Connection.Features.Has(Features.Facts))
        {
            emulator.AwaitsFacts = true;
            factsDueAt = now + FactsPatienceMs;
        }
    }

    private void UpdateFacts(Instant now)
    {
        if (now >= FactsDeadline)
        {
            emulator.AwaitsFacts = false;
            TakeReplies();
        }
    }
}
