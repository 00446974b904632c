using System.Text;

namespace Godwit.Platform.Native;

/// <summary>Zero-terminated UTF-8 for the C library. Cold paths only: every call allocates.</summary>
internal static unsafe class NativeText
{
    /// <summary>The text as UTF-8 with a zero after it.</summary>
    /// <exception cref="ArgumentException">The text contains a zero.</exception>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            throw new ArgumentException("A text for the C library cannot contain a zero character.", nameof(text));
        }

        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>The text at <paramref name="text"/>; empty for a null pointer.</summary>
    public static string Decode(byte* text) => Encoding.UTF8.GetString(Bytes(text));

    /// <summary>The bytes at <paramref name="text"/> without the zero; empty for a null pointer. Valid while the memory is.</summary>
    public static ReadOnlySpan<byte> Bytes(byte* text) => System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
}
