using System.Text;

namespace Godwit.Terminal;

/// <summary>
/// Replies to queries until the owner takes them. Bounded: a reply that does not fit is left out whole. A reply may wait for what is not
/// known yet; those behind it wait with it, because programs count on the order (DA1 is the fence behind their other queries).
/// </summary>
internal sealed class ReplyBuffer
{
    /// <summary>Most octets that wait: what a program asks for between two turns of the loop is a few hundred; a flood must not grow us.</summary>
    public const int ReplyBytesMax = 16 * 1024;

    /// <summary>Most replies that wait for facts: a program asks for three colours, keyboard flags and a size or two.</summary>
    public const int DeferredMax = 32;

    private const int InitialBytes = 64;

    // Where replies that wait belong; oldest first. Null as long as none ever waited.
    private List<(int Offset, Func<TerminalFacts, string> Answer)>? deferred;
    private byte[] bytes = [];
    private int length;

    /// <summary>The replies that can be sent, oldest first.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, ReadyLength);

    private int ReadyLength => deferred is { Count: > 0 } ? deferred[0].Offset : length;

    /// <summary>Forgets what was taken.</summary>
    public void Clear()
    {
        int taken = ReadyLength;
        bytes.AsSpan(taken, length - taken).CopyTo(bytes);
        length -= taken;
        for (int i = 0; deferred is not null && i < deferred.Count; i++)
        {
            deferred[i] = (deferred[i].Offset - taken, deferred[i].Answer);
        }
    }

    /// <summary>Adds a reply.</summary>
    /// <param name="reply">ASCII, from our own alphabet: literals and decimal numbers, never text that a program sent.</param>
    public void Append(string reply)
    {
        if (reply.Length > ReplyBytesMax - length)
        {
            return;
        }

        if (bytes.Length < length + reply.Length)
        {
            Array.Resize(ref bytes, Math.Max(InitialBytes, Math.Min(ReplyBytesMax, 2 * (length + reply.Length))));
        }

        length += Encoding.ASCII.GetBytes(reply, bytes.AsSpan(length));
    }

    /// <summary>Adds a reply that waits for <see cref="Resolve"/>.</summary>
    /// <param name="answer">Writes it as <see cref="Append"/> wants it; empty for none.</param>
    public void Defer(Func<TerminalFacts, string> answer)
    {
        deferred ??= [];
        if (deferred.Count < DeferredMax)
        {
            deferred.Add((length, answer));
        }
    }

    /// <summary>Writes the replies that wait, each in its place.</summary>
    public void Resolve(TerminalFacts facts)
    {
        if (deferred is null or { Count: 0 })
        {
            return;
        }

        string behind = Encoding.ASCII.GetString(bytes, 0, length);
        (int Offset, Func<TerminalFacts, string> Answer)[] waiting = [.. deferred];
        deferred.Clear();
        length = 0;
        int start = 0;
        foreach ((int offset, Func<TerminalFacts, string> answer) in waiting)
        {
            Append(behind[start..offset]);
            Append(answer(facts));
            start = offset;
        }

        Append(behind[start..]);
    }
}
