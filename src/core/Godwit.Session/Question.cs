using System.Text;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// One question to the user, answered with the key <c>y</c> or <c>n</c>, which then is nobody else's. Nobody answers by accident: the key counts only if it stands
/// alone, with no other key for <see cref="PauseMs"/> before and after it. Whatever else is typed goes on to the session, and so does a <c>y</c> or <c>n</c> that
/// was a part of it. Who does not answer has said no.
/// </summary>
/// <param name="number">Tells it from others; the asker's.</param>
/// <param name="sentence">What is asked, without a full stop; nothing in it may control a terminal.</param>
/// <param name="now">When the user sees it first.</param>
internal sealed class Question(long number, string sentence, Instant now)
{
    /// <summary>Milliseconds without another key, before and after the answer. The gaps within a typed word are shorter, down to the slowest two fingers.</summary>
    public const long PauseMs = 500;

    /// <summary>Milliseconds after which no answer is a no. Whoever asked still waits then: a login that a signature is for may take 120 s (sshd).</summary>
    public const long PatienceMs = 60_000;

    private const string Prefix = "y or n? ";
    private const int LinesMax = 4;

    private readonly Instant until = now + PatienceMs;
    private Instant typedAt = now;
    private byte[] held = [];
    private bool isYes;
    private string[] lines = [];
    private int linesWidth;

    /// <summary>Tells it from others.</summary>
    public long Number => number;

    /// <summary>When <see cref="AnswerAt"/> may become known although nothing is typed.</summary>
    public Instant Deadline => held.Length > 0 ? Instant.Min(typedAt + PauseMs, until) : until;

    /// <summary>The answer; null if there is none yet.</summary>
    public bool? AnswerAt(Instant time) => held.Length > 0 && time >= typedAt + PauseMs ? isYes : time >= until ? false : null;

    /// <summary>Looks at what was typed.</summary>
    /// <param name="time">The time of this turn.</param>
    /// <param name="typed">All that was read at once.</param>
    /// <param name="taken">A key that was held for an answer and was none: to be given to the session before <paramref name="typed"/>; mostly empty.</param>
    /// <returns>True if what was typed is the question's, and nobody else's for now.</returns>
    public bool TryHold(Instant time, ReadOnlySpan<byte> typed, out byte[] taken)
    {
        taken = [];
        bool isEncoded = EncodedKey.TryRead(typed, out byte octet, out bool isPress, out int length) && length == typed.Length;
        if (isEncoded && !isPress && held.Length > 0)
        {
            return true; // Let go of, or repeated: still that key.
        }

        octet = isEncoded ? octet : typed.Length == 1 ? typed[0] : (byte)0;
        bool isAnswer = octet is (byte)'y' or (byte)'Y' or (byte)'n' or (byte)'N' && (isPress || !isEncoded);
        bool isAlone = held.Length == 0 && time >= typedAt + PauseMs;
        typedAt = isEncoded && !isPress ? typedAt : time;
        if (isAnswer && isAlone)
        {
            held = typed.ToArray();
            isYes = octet is (byte)'y' or (byte)'Y';
            return true;
        }

        (taken, held) = (held, []);
        return false;
    }

    /// <summary>Something was typed that cannot be for the question: what follows at once belongs to it.</summary>
    public void NoteTyped(Instant time) => typedAt = time;

    /// <summary>The question in rows of a width, how to answer first: a narrow or low terminal shows at least that.</summary>
    /// <param name="name">The program's.</param>
    /// <param name="width">Columns.</param>
    public string[] Lines(string name, int width)
    {
        if (linesWidth == width)
        {
            return lines;
        }

        linesWidth = width;
        List<string> rows = [];
        var row = new StringBuilder($"{name}: {Prefix}");
        foreach (string word in sentence.Split(' '))
        {
            if (row.Length + word.Length > width && row.Length > 0 && rows.Count < LinesMax - 1)
            {
                rows.Add(row.ToString());
                row.Clear();
            }

            row.Append(word).Append(' ');
        }

        rows.Add(row.ToString());
        return lines = [.. rows];
    }
}
