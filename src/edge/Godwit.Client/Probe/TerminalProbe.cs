using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// Stands between the keyboard and the session: takes the replies of the user's terminal out and hands everything else on, unchanged
/// and in order. Pure: it is fed octets and time. Nobody waits for it; what it learns is drawn with from then on.
/// </summary>
/// <remarks>
/// The octets of a reply may come in pieces, so the beginning of one is held back: until the fence or <see cref="PatienceMs"/> also a
/// lone ESC, later only for <see cref="SplitMs"/>, and a lone ESC not at all. No key is ever swallowed: no key has the form of a reply.
/// </remarks>
internal sealed class TerminalProbe
{
    /// <summary>How long the terminal has to answer. Slower ones are drawn on as they are known without it.</summary>
    public const long PatienceMs = 150;

    /// <summary>How long replies can still come: a terminal behind a slow line of its own.</summary>
    public const long LateMs = 5000;

    /// <summary>After that time the rest of a reply would have come; what is held was typed.</summary>
    public const long SplitMs = 30;

    /// <summary>Octets that may be held back, and thus be handed on in addition to those that are fed.</summary>
    public const int HeldMax = TerminalReply.LengthMax;

    private readonly byte[] held = new byte[HeldMax + 1];
    private readonly Instant start;
    private readonly bool asks;
    private int heldCount;

    // The first octets of those held that the session has already, or 0: an ESC is not kept waiting, and may begin a reply all the same.
    private int passedCount;
    private Instant heldSince;

    /// <summary>Begins with the moment at which the questions were written.</summary>
    /// <param name="level">How much was asked.</param>
    /// <param name="now">That moment.</param>
    public TerminalProbe(ProbeLevel level, Instant now)
    {
        asks = level != ProbeLevel.None;
        start = now;
    }

    /// <summary>What is known by now.</summary>
    public TerminalAnswers Answers { get; private set; } = TerminalAnswers.None;

    /// <summary>True if mode 2031 was set, so that reports of dark and light come at any time.</summary>
    public bool ExpectsSchemes { get; set; }

    /// <summary>When patience ends.</summary>
    public Instant Patience => start + PatienceMs;

    /// <summary>True if no answer is worth waiting for any more: the fence was seen, or time is up, or nothing was asked.</summary>
    public bool IsFinished(Instant now) => !asks || Answers.IsFenced || now - start >= PatienceMs;

    /// <summary>
    /// True if the terminal has said what it will say. Not so when only patience is over: the server can wait a little longer than the screen.
    /// </summary>
    public bool IsSettled => !asks || Answers.IsFenced;

    /// <summary>When <see cref="Flush"/> has something to do if nothing is typed until then.</summary>
    public Instant NextDeadline(Instant now) => heldCount == 0 ? Instant.Never
        : IsFinished(now) ? heldSince + SplitMs
        : Instant.Max(Patience, heldSince + SplitMs);

    /// <summary>Takes what came from the terminal.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="typed">The octets that were read.</param>
    /// <param name="keys">Receives what is for the session: at least <see cref="HeldMax"/> octets more than <paramref name="typed"/>.</param>
    /// <returns>Number of octets in <paramref name="keys"/>.</returns>
    public int Feed(Instant now, ReadOnlySpan<byte> typed, Span<byte> keys)
    {
        int count = Flush(now, keys);
        ReplyKind expected = Expected(now);
        while (!typed.IsEmpty)
        {
            if (heldCount == 0)
            {
                int plain = expected == ReplyKind.None ? typed.Length : typed.IndexOf((byte)0x1B);
                plain = plain < 0 ? typed.Length : plain;
                typed[..plain].CopyTo(keys[count..]);
                count += plain;
                typed = typed[plain..];
            }

            if (!typed.IsEmpty)
            {
                count += Take(now, typed[0], expected, keys[count..]);
                typed = typed[1..];
            }
        }

        return count + PassLoneEscape(now, keys[count..]);
    }

    /// <summary>Hands on what was held back for too long.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="keys">Receives it: at least <see cref="HeldMax"/> octets.</param>
    /// <returns>Number of octets in <paramref name="keys"/>.</returns>
    public int Flush(Instant now, Span<byte> keys) => heldCount > 0 && now >= NextDeadline(now) ? Release(heldCount, keys) : 0;

    private ReplyKind Expected(Instant now) =>
        asks && now - start < LateMs ? ReplyKind.All : ExpectsSchemes ? ReplyKind.Scheme : ReplyKind.None;

    private int Take(Instant now, byte octet, ReplyKind expected, Span<byte> keys)
    {
        held[heldCount++] = octet;
        heldSince = now;
        ReadOnlySpan<byte> candidate = held.AsSpan(0, heldCount);
        switch (TerminalReply.Match(candidate, expected, out ReplyKind kind))
        {
            case ReplyMatch.Partial:
                return 0;
            case ReplyMatch.Complete:
                Answers = Answers.With(kind, candidate);
                Forget();
                return 0;
            default:
                return Reject(now, expected, keys);
        }
    }

    /// <summary>What is held is no reply, but its last octets may begin one: ESC, or ESC and the octet after it.</summary>
    private int Reject(Instant now, ReplyKind expected, Span<byte> keys)
    {
        int rest = heldCount > 1 && held[heldCount - 1] == 0x1B ? 1 : heldCount > 2 && held[heldCount - 2] == 0x1B ? 2 : 0;
        Span<byte> again = stackalloc byte[2];
        held.AsSpan(heldCount - rest, rest).CopyTo(again);
        int count = Release(heldCount - rest, keys);
        foreach (byte octet in again[..rest])
        {
            count += Take(now, octet, expected, keys[count..]);
        }

        return count;
    }

    private int PassLoneEscape(Instant now, Span<byte> keys)
    {
        bool isLate = IsFinished(now) && heldCount == 1 && passedCount == 0;
        if (isLate)
        {
            keys[0] = held[0];
            passedCount = 1;
        }

        return isLate ? 1 : 0;
    }

    private int Release(int count, Span<byte> keys)
    {
        int released = Math.Max(0, count - passedCount);
        held.AsSpan(count - released, released).CopyTo(keys);
        Forget();
        return released;
    }

    private void Forget()
    {
        // It may be part of what somebody typed.
        Array.Clear(held);
        heldCount = 0;
        passedCount = 0;
    }
}
