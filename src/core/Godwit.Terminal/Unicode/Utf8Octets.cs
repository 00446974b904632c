using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <summary>
/// UTF-8 beyond ASCII, four octets at a look: 13 instructions for a character of three; Rune.DecodeFromUtf8 takes 40. Nothing but a number goes
/// from one function to the next, so that it stays in a register.
/// </summary>
internal static class Utf8Octets
{
    private const int FirstPrintableBeyondAscii = 0xA0;
    private const int FirstOfThreeOctets = 0x800;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;
    private const int FirstOfFourOctets = 0x10000;
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>The first four octets of a text, the first in the lowest bits; zeros, which make no character whole, where it is shorter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint First(ReadOnlySpan<byte> text) =>
        text.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(text) : Last(text);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint Last(ReadOnlySpan<byte> text)
    {
        uint octets = 0;
        for (int i = 0; i < text.Length; i++)
        {
            octets |= (uint)text[i] << (8 * i);
        }

        return octets;
    }

    /// <summary>The character that <see cref="First"/> begin with, if it is well-formed and from A0 up; else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Decode(uint octets)
    {
        if ((octets & 0x80) == 0)
        {
            // Most runs end at ASCII.
            return 0;
        }

        if ((octets & 0x20) == 0)
        {
            return DecodeTwo(octets);
        }

        if ((octets & 0x10) != 0)
        {
            return DecodeFour(octets);
        }

        int codePoint = DecodeThree(octets);
        return codePoint is (>= FirstOfThreeOctets and < FirstSurrogate) or > LastSurrogate ? codePoint : 0;
    }

    /// <summary>The same for three octets only; overlong forms and surrogates come out as what they say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DecodeThree(uint octets)
    {
        const uint Mask = 0x00C0C0F0, Pattern = 0x008080E0;
        int codePoint = (int)(((octets & 0x0F) << 12) | ((octets >> 2) & 0x0FC0) | ((octets >> 16) & 0x3F));
        return (octets & Mask) == Pattern ? codePoint : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DecodeTwo(uint octets)
    {
        const uint Mask = 0xC0E0, Pattern = 0x80C0;
        int two = (int)(((octets & 0x1F) << 6) | ((octets >> 8) & 0x3F));
        return (octets & Mask) == Pattern && two >= FirstPrintableBeyondAscii ? two : 0;
    }

    private static int DecodeFour(uint octets)
    {
        const uint Mask = 0xC0C0C0F8, Pattern = 0x808080F0;
        int four = (int)(((octets & 0x07) << 18) | ((octets << 4) & 0x3F000) | ((octets >> 10) & 0xFC0) | ((octets >> 24) & 0x3F));
        return (octets & Mask) == Pattern && four is >= FirstOfFourOctets and <= LastCodePoint ? four : 0;
    }

    /// <summary>Octets of a character beyond ASCII.</summary>
    public static int Length(int codePoint) => codePoint >= FirstOfFourOctets ? 4 : codePoint >= FirstOfThreeOctets ? 3 : 2;
}
