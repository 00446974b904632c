using System.Text;

namespace Godwit.Terminal;

/// <summary>Replies to queries until the owner takes them. Bounded: a reply that does not fit is left out whole.</summary>
internal sealed class ReplyBuffer
{
    /// <summary>Most octets that wait: what a program asks for between two turns of the loop is a few hundred; a flood must not grow us.</summary>
    public const int ReplyBytesMax = 16 * 1024;

    private const int InitialBytes = 64;

    private byte[] bytes = [];
    private int length;

    /// <summary>The replies, oldest first.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>Forgets what was taken.</summary>
    public void Clear() => length = 0;

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
}
