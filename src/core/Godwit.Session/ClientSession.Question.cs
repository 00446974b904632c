using Godwit.Transport;

namespace Godwit.Session;

/// <content>A question to the user, over the screen; asked and answered by the edge's rules, one at a time.</content>
public sealed partial class ClientSession
{
    private Question? question;

    // The answer's key may be down still: its repeats and its end (kitty keyboard protocol, event types) are nobody else's either.
    private bool isAnswerDown;

    /// <summary>Asks; the same question again is asked already. Another one takes its place, with keys that were typed before it counting for nothing.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="number">Tells it from others.</param>
    /// <param name="sentence">What is asked, without a full stop; nothing in it may control a terminal.</param>
    public void Ask(Instant now, long number, string sentence)
    {
        if (question?.Number != number)
        {
            question = new Question(number, sentence, now);
        }
    }

    /// <summary>Nobody asks any more.</summary>
    public void Unask() => question = null;

    /// <summary>Takes the answer once there is one; it is asked no more then.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="number">Of the question.</param>
    /// <param name="isYes">False also if the user said nothing in time.</param>
    public bool TryTakeAnswer(Instant now, out long number, out bool isYes)
    {
        (number, isYes) = (question?.Number ?? 0, false);
        if (question?.AnswerAt(now) is not { } answer)
        {
            return false;
        }

        isYes = answer;
        isAnswerDown = true;
        question = null;
        return true;
    }

    /// <summary>
    /// To be asked with all that was read at once, before anything else is done with it: true if it may be the answer to the question, and then it is for nobody
    /// else. A key that turned out to be none goes to the server here, before what is typed now.
    /// </summary>
    public bool HoldForQuestion(Instant now, ReadOnlySpan<byte> typed)
    {
        if (isAnswerDown && !typed.IsEmpty)
        {
            isAnswerDown = EncodedKey.TryRead(typed, out _, out bool isPress, out int length) && length == typed.Length && !isPress;
            if (isAnswerDown)
            {
                return true;
            }
        }

        if (question is null || IsClosing || typed.IsEmpty)
        {
            return false;
        }

        if (prompt.IsOpen || filter.IsPending || filter.IsPasting)
        {
            // The question is behind the prompt, and these keys are for somebody else in any case.
            question.NoteTyped(now);
            return false;
        }

        bool isHeld = question.TryHold(now, typed, out byte[] taken);
        for (ReadOnlySpan<byte> rest = taken; !rest.IsEmpty;)
        {
            _ = HandleInput(now, rest, out int consumed);
            rest = rest[consumed..];
        }

        return isHeld;
    }

    private Instant QuestionDeadline => question?.Deadline ?? Instant.Never;

    // Above what else there is to say.
    private ReadOnlySpan<string> QuestionLines(string? below)
    {
        string[] lines = question!.Lines(options.Name, Connection.Remote.Screen.Width);
        return below is null ? lines : (string[])[.. lines, below];
    }
}
