using System.Buffers;
using System.Text;

namespace Godwit.Platform;

/// <summary>
/// Text between programs, which is octets and only mostly UTF-8: names of files in an old encoding, say. What is not UTF-8 becomes the lone surrogates
/// U+DC80 to U+DCFF, one for each octet, and these become the octets again (PEP 383). All else is plain UTF-8.
/// </summary>
public static class OctetText
{
    private const char First = '\uDC80';
    private const char Last = '\uDCFF';
    private const int Base = 0xDC00;

    /// <summary>The octets as text. Never throws.</summary>
    /// <param name="octets">Any.</param>
    public static string Decode(ReadOnlySpan<byte> octets)
    {
        if (System.Text.Unicode.Utf8.IsValid(octets))
        {
            return Encoding.UTF8.GetString(octets);
        }

        var text = new StringBuilder(octets.Length);
        Span<char> units = stackalloc char[2];
        while (!octets.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(octets, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                text.Append(units[..rune.EncodeToUtf16(units)]);
            }
            else
            {
                foreach (byte octet in octets[..consumed])
                {
                    text.Append((char)(Base + octet));
                }
            }

            octets = octets[consumed..];
        }

        return text.ToString();
    }

    /// <summary>The text as octets. Other surrogates without their half become U+FFFD.</summary>
    /// <param name="text">Any.</param>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange(First, Last))
        {
            var octets = new byte[Encoding.UTF8.GetByteCount(text)];
            Encoding.UTF8.GetBytes(text, octets);
            return octets;
        }

        var writer = new ArrayBufferWriter<byte>(text.Length);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) != OperationStatus.Done && text[0] is >= First and <= Last)
            {
                writer.Write([(byte)(text[0] - Base)]);
                consumed = 1;
            }
            else
            {
                const int LengthMax = 4;
                writer.Advance(rune.EncodeToUtf8(writer.GetSpan(LengthMax)));
            }

            text = text[consumed..];
        }

        return writer.WrittenSpan.ToArray();
    }
}
