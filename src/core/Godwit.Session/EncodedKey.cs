using System.Buffers;

namespace Godwit.Session;

/// <summary>
/// A key in the form that a program can ask for: <c>CSI code ; modifiers u</c> (kitty's protocol) or <c>CSI 27 ; modifiers ; code ~</c> (xterm's
/// modifyOtherKeys). The client's own keys have to be known in these forms too: Ctrl-^ does not come as one octet then.
/// </summary>
internal static class EncodedKey
{
    // Longer ones carry text, and are no key that we look for.
    private const int LengthMax = 32;
    private const int ShiftBit = 1;
    private const int ControlBit = 4;
    private const int LockBits = 64 | 128;
    private const int EventPress = 1;
    private const int CodeMax = 0x10_FFFF;

    private static readonly SearchValues<byte> Parameters = SearchValues.Create("0123456789;:"u8);

    /// <summary>Reads such a key at the start of what was typed.</summary>
    /// <param name="typed">Octets from the user's terminal. A sequence that is cut is not recognised.</param>
    /// <param name="octet">What a plain terminal would have sent; 0 if it has no such octet.</param>
    /// <param name="isPress">False for a key that was released or repeats.</param>
    /// <param name="length">Length of the sequence.</param>
    public static bool TryRead(ReadOnlySpan<byte> typed, out byte octet, out bool isPress, out int length)
    {
        (octet, isPress, length) = (0, true, 0);
        if (!typed.StartsWith("\e["u8))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = typed[2..Math.Min(typed.Length, LengthMax)];
        int end = rest.IndexOfAnyExcept(Parameters);
        if (end <= 0 || rest[end] is not ((byte)'u' or (byte)'~'))
        {
            return false;
        }

        ReadOnlySpan<byte> parameters = rest[..end];
        int code = Number(ref parameters);
        SkipParameter(ref parameters);
        int modifiers = Number(ref parameters);
        int kind = parameters is [(byte)':', ..] ? NumberBehind(ref parameters) : EventPress;
        SkipParameter(ref parameters);
        if (rest[end] == '~')
        {
            if (code != 27)
            {
                return false;
            }

            code = Number(ref parameters);
        }

        octet = OctetOf(code, Math.Max(0, modifiers - 1) & ~LockBits);
        isPress = kind == EventPress;
        length = 2 + end + 1;
        return true;
    }

    private static byte OctetOf(int code, int modifiers)
    {
        if (code is 0 or > 0x7F || (modifiers & ~(ShiftBit | ControlBit)) != 0)
        {
            return 0;
        }

        if ((modifiers & ControlBit) != 0)
        {
            return code switch
            {
                >= 'a' and <= 'z' => (byte)(code - 'a' + 1),
                >= '@' and <= '_' => (byte)(code - '@'),
                >= '3' and <= '7' => (byte)(code - '3' + 0x1B),
                '~' => 0x1E,
                '/' => 0x1F,
                _ => 0,
            };
        }

        return (modifiers & ShiftBit) != 0 && code is >= 'a' and <= 'z' ? (byte)(code - 0x20) : (byte)code;
    }

    private static int NumberBehind(ref ReadOnlySpan<byte> text)
    {
        text = text[1..];
        return Number(ref text);
    }

    private static int Number(ref ReadOnlySpan<byte> text)
    {
        int value = 0;
        while (text is [>= (byte)'0' and <= (byte)'9', ..])
        {
            value = Math.Min(CodeMax, (value * 10) + text[0] - '0');
            text = text[1..];
        }

        return value;
    }

    private static void SkipParameter(ref ReadOnlySpan<byte> text)
    {
        int next = text.IndexOf((byte)';');
        text = next < 0 ? default : text[(next + 1)..];
    }
}
