using System.Buffers.Binary;
using Godwit.Streams;

namespace Godwit.Forwarding;

/// <summary>What the server says once it listens: granted, and the port.</summary>
internal static class RemotePort
{
    private const int Length = 3;

    /// <summary>Reads it, once it has come.</summary>
    public static bool TryRead(MuxStream stream, out ushort port)
    {
        port = 0;
        if (stream.Readable.Length < Length)
        {
            return false;
        }

        port = BinaryPrimitives.ReadUInt16BigEndian(stream.Readable[1..]);
        stream.Consume(Length);
        return true;
    }
}
