namespace Godwit.Platform.Native;

/// <summary>Zero-terminated text for the C library, as <see cref="OctetText"/> has it. Cold paths only: every call allocates.</summary>
internal static unsafe class NativeText
{
    /// <summary>The text's octets with a zero after them.</summary>
    /// <exception cref="ArgumentException">The text contains a zero.</exception>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            throw new ArgumentException("A text for the C library cannot contain a zero character.", nameof(text));
        }

        return [.. OctetText.Encode(text), 0];
    }

    /// <summary>The text at <paramref name="text"/>; empty for a null pointer.</summary>
    public static string Decode(byte* text) => OctetText.Decode(Bytes(text));

    /// <summary>The bytes at <paramref name="text"/> without the zero; empty for a null pointer. Valid while the memory is.</summary>
    public static ReadOnlySpan<byte> Bytes(byte* text) => System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
}
