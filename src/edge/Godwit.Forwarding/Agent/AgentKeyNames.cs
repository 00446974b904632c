using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Godwit.Crypto;

namespace Godwit.Forwarding;

/// <summary>What the user calls his keys: the comments from the agent's own list, and the fingerprint as ssh prints it. Bounded; octets never make it throw.</summary>
internal sealed class AgentKeyNames
{
    private const int HeaderSize = 5;
    private const int KeysMax = 256;
    private const int CommentMax = 40;

    private readonly Dictionary<string, string> comments = [];

    /// <summary>Takes the comments from the agent's answer; from anything else nothing.</summary>
    /// <param name="message">With its length before it.</param>
    public void Learn(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderSize + sizeof(uint) || message[HeaderSize - 1] != AgentRequest.IdentitiesAnswer)
        {
            return;
        }

        ReadOnlySpan<byte> rest = message[HeaderSize..];
        uint count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(rest), KeysMax);
        rest = rest[sizeof(uint)..];
        comments.Clear();
        while (count-- > 0 && AgentRequest.TryReadString(ref rest, out ReadOnlySpan<byte> key) && AgentRequest.TryReadString(ref rest, out ReadOnlySpan<byte> comment))
        {
            comments[Fingerprint(key)] = Clean(comment);
        }
    }

    /// <summary>A name that can be shown.</summary>
    /// <param name="key">The public key as it is in requests.</param>
    public string Of(ReadOnlySpan<byte> key)
    {
        string fingerprint = Fingerprint(key);
        return comments.GetValueOrDefault(fingerprint) is { Length: > 0 } comment ? $"{comment} ({fingerprint})" : fingerprint;
    }

    // As ssh-keygen -l.
    private static string Fingerprint(ReadOnlySpan<byte> key)
    {
        var hash = new Sha256();
        hash.Append(key);
        Span<byte> digest = stackalloc byte[Sha256.DigestLength];
        hash.Finish(digest);
        return "SHA256:" + Convert.ToBase64String(digest).TrimEnd('=');
    }

    // Anything may stand in a comment; what would move the cursor, or turn the writing around, does not get there.
    private static string Clean(ReadOnlySpan<byte> comment)
    {
        var text = new StringBuilder();
        foreach (Rune rune in Encoding.UTF8.GetString(comment[..Math.Min(comment.Length, 4 * CommentMax)]).EnumerateRunes())
        {
            bool isShown = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            if (isShown && text.Length < CommentMax)
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString().Trim();
    }
}
