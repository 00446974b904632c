using System.Buffers.Binary;

namespace Godwit.Forwarding;

/// <summary>
/// Cuts one direction of a connection to an agent into its messages (draft-ietf-sshm-ssh-agent section 3): length (4), kind (1), contents. One message at a time;
/// memory grows with what has come, not with what was announced. Pure; octets never make it throw.
/// </summary>
internal sealed class AgentMessageReader
{
    /// <summary>Octets of a message behind its length at most: OpenSSH's agent takes no longer ones either.</summary>
    public const int LengthMax = 256 * 1024;

    private const int HeaderSize = 4;
    private const int SizeStart = 256;

    private byte[] buffer = new byte[SizeStart];
    private int length;

    /// <summary>True once what came is no message and never will be one.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>True once a whole message is there.</summary>
    public bool IsWhole => length > HeaderSize && length == Wanted;

    /// <summary>The message with its length before it; only if it <see cref="IsWhole"/>.</summary>
    public ReadOnlySpan<byte> Message => buffer.AsSpan(0, length);

    private int Wanted => HeaderSize + (length < HeaderSize ? 0 : BinaryPrimitives.ReadInt32BigEndian(buffer));

    /// <summary>Takes octets up to the end of the message.</summary>
    /// <returns>How many were taken.</returns>
    public int Feed(ReadOnlySpan<byte> octets)
    {
        int taken = 0;
        while (taken < octets.Length && !IsMalformed && !IsWhole)
        {
            int count = Math.Min(octets.Length - taken, Wanted - length);
            Add(octets.Slice(taken, count));
            taken += count;
            IsMalformed = length == HeaderSize && BinaryPrimitives.ReadUInt32BigEndian(buffer) is 0 or > LengthMax;
        }

        return taken;
    }

    /// <summary>The message is dealt with; the next one may come.</summary>
    public void Clear()
    {
        buffer = length > SizeStart ? new byte[SizeStart] : buffer;
        length = 0;
    }

    private void Add(ReadOnlySpan<byte> octets)
    {
        if (length + octets.Length > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + octets.Length));
        }

        octets.CopyTo(buffer.AsSpan(length));
        length += octets.Length;
    }
}
