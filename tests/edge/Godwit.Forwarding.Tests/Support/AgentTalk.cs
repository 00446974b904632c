using System.Buffers.Binary;
using System.Text;

namespace Godwit.Forwarding.Tests;

/// <summary>Messages as programs and agents say them (draft-ietf-sshm-ssh-agent).</summary>
internal static class AgentTalk
{
    public static byte[] ListRequest => [0, 0, 0, 1, 11];

    public static byte[] Failure => [0, 0, 0, 1, 5];

    public static byte[] Message(byte kind, ReadOnlySpan<byte> contents)
    {
        byte[] message = [0, 0, 0, 0, kind, .. contents];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length - 4);
        return message;
    }

    public static byte[] Text(ReadOnlySpan<byte> octets)
    {
        byte[] text = [0, 0, 0, 0, .. octets];
        BinaryPrimitives.WriteInt32BigEndian(text, octets.Length);
        return text;
    }

    public static byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => Message(13, [.. Text(key), .. Text(data), 0, 0, 0, 0]);

    public static byte[] Signature(ReadOnlySpan<byte> octets) => Message(14, Text(octets));

    public static byte[] List(params (byte[] Key, string Comment)[] keys)
    {
        List<byte> contents = [0, 0, 0, (byte)keys.Length];
        foreach ((byte[] key, string comment) in keys)
        {
            contents.AddRange(Text(key));
            contents.AddRange(Text(Encoding.UTF8.GetBytes(comment)));
        }

        return Message(12, [.. contents]);
    }
}
