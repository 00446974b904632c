using System.Buffers.Binary;

namespace Godwit.Forwarding;

/// <summary>
/// A request to an agent whose every use the user confirms. Only what is known to be harmless passes; signatures are asked about; what would change the agent (keys
/// added and removed, locks, smartcards), and what is not known, is refused. Pure; octets never make it throw.
/// </summary>
internal readonly ref struct AgentRequest
{
    /// <summary>The answer to what is refused: SSH_AGENT_FAILURE.</summary>
    public static ReadOnlySpan<byte> Failure => [0, 0, 0, 1, 5];

    /// <summary>SSH_AGENT_IDENTITIES_ANSWER.</summary>
    public const byte IdentitiesAnswer = 12;

    private const int HeaderSize = 5;
    private const byte RequestIdentities = 11;
    private const byte SignRequest = 13;
    private const byte Extension = 27;

    /// <summary>Reads a request.</summary>
    /// <param name="message">With its length before it.</param>
    public AgentRequest(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> rest = message[HeaderSize..];
        switch (message[HeaderSize - 1])
        {
            case RequestIdentities:
                Verdict = AgentVerdict.Pass;
                break;
            case SignRequest when TryReadString(ref rest, out ReadOnlySpan<byte> key) && TryReadString(ref rest, out _) && rest.Length == sizeof(uint) && !key.IsEmpty:
                Key = key;
                Verdict = AgentVerdict.Ask;
                break;
            case Extension when TryReadString(ref rest, out ReadOnlySpan<byte> name) && (name.SequenceEqual("session-bind@openssh.com"u8) || name.SequenceEqual("query"u8)):
                Verdict = AgentVerdict.Pass; // ssh tells the agent which host a key is for, before it asks for a signature.
                break;
            default:
                break;
        }
    }

    /// <summary>What becomes of it.</summary>
    public AgentVerdict Verdict { get; }

    /// <summary>The public key of a signature that is asked for.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>Reads a string as ssh writes it: length (4), octets.</summary>
    /// <param name="rest">What is left is behind it.</param>
    /// <param name="text">The string.</param>
    /// <returns>False if there is none.</returns>
    public static bool TryReadString(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (rest.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - sizeof(uint))
        {
            return false;
        }

        text = rest.Slice(sizeof(uint), (int)length);
        rest = rest[(sizeof(uint) + (int)length)..];
        return true;
    }
}
